/// The file HERO keeps for a document, asked for when somebody wants to see it.
package enum HeroFileAnswer: Sendable {
    package enum Failure: Sendable, CaseIterable { case missing, tooLarge, notPDF, damaged, denied, unreachable }

    case bytes([UInt8])
    case failed(Failure)
}

/// What the check of the whole journal came to.
package enum JournalCheck: Sendable {
    case verdict(entries: Int64, newestHash: String, broken: (seq: Int64, why: String)?)
    /// It could not run; the store's code.
    case failed(String)
}

/// There is one journal, and so one check of it.
package enum JournalCheckKey: Sendable, Hashable { case whole }
