internal import Bookkeeping
internal import Output
internal import Persistence
internal import Reporting

/// What is taken along to whoever is asked for help: plain text, without names, reasons people typed, or secrets. Pure, so that canaries
/// put into every input can be looked for in it.
struct SupportBundle: Sendable {
    static let fileName = "reconcile-support.txt"
    /// Newest entries of the journal.
    static let entries = 200

    let version: String
    let schema: String
    let at: Instant
    /// Of the last check; nil before one.
    let findings: [DoctorFinding]?
    let counts: [(String, Int)]
    let configuration: [ConfiguredLine]
    let journal: [JournalEntry]
    let metrics: String
    /// Names that are taken out wherever they stand.
    let hidden: [String]

    var text: String {
        let sections: [(String, [String])] = [
            ("about", ["reconcile \(version)", schema, at.isoText]),
            ("doctor", findings?.map(line) ?? ["not run since the service began"]),
            ("counts", counts.map { "\($0.0) \($0.1)" }),
            ("configuration", configuration.map { "\($0.key) = \($0.shown) (\($0.source))" }),
            ("journal, without actors' names and reasons", journal.map(line)),
            ("metrics", metrics.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)),
        ]
        let whole = sections.map { "== \($0.0) ==\n\($0.1.joined(separator: "\n"))\n" }.joined(separator: "\n")
        return Redaction.known.hiding(SupportBundle.hiding(hidden, in: whole))
    }

    /// What is fine is fine; only what is not says how, for its sentence may name a path or an address.
    private func line(_ finding: DoctorFinding) -> String {
        let head = "\(finding.grade.rawValue) \(finding.subject)"
        return finding.grade == .ok ? head : "\(head): \(finding.text)"
    }

    /// Of who acted the kind, of why the first word: the rest are a person's name and what somebody typed.
    private func line(_ entry: JournalEntry) -> String {
        let actor = entry.actor.prefix { $0.isLetter }
        let cause = entry.cause.prefix { $0.isLetter || $0 == "-" }
        return [
            String(entry.seq), entry.at.isoText, String(actor), String(cause), entry.kind, entry.key, entry.from, entry.event, entry.to,
            entry.effects, SupportBundle.detail(entry), entry.hash,
        ].joined(separator: " ")
    }

    /// The values of settings and what a person signed are not shown; codes and digests are.
    private static func detail(_ entry: JournalEntry) -> String {
        entry.kind == "setting"
            ? entry.detail.split(separator: " ").map { "\($0.prefix { $0 != "=" })=…" }.joined(separator: " ") : entry.detail
    }

    /// Two letters would take out half of the text.
    private static func hiding(_ names: [String], in text: String) -> String {
        var text = text
        for name in names.sorted(by: { $0.count > $1.count }) where name.count >= 3 {
            text = text.split(separator: name, omittingEmptySubsequences: false).joined(separator: "…")
        }
        return text
    }
}

/// Counts of the overview, by name.
enum SupportCounts {
    static func read(_ store: Store) throws -> [(String, Int)] {
        let overview = try Overview.read(store)
        let groups = [
            ("documents", overview.documents), ("contacts", overview.contacts), ("imports", overview.imports),
            ("payments", overview.payments),
        ]
        return groups.flatMap { group in group.1.map { ("\(group.0) \($0.0)", $0.1) } } + [
            ("journal entries", overview.journalEntries), ("unanswered", overview.unanswered.all),
            ("unreadable rows", overview.unreadableRows), ("decisions due", overview.decisions.count),
        ]
    }
}
