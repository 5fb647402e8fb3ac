/// What a person may do in the console. The raw value stands in rows, on the command line, in the proxy's header and in the journal.
package enum ConsoleRole: String, Sendable, Hashable, CaseIterable, Codable {
    /// Answers, imports, pauses.
    case office
    /// Reads, and signs a closing.
    case adviser
    /// Sets up, deletes, decides who may come in.
    case admin
}
