package import Bookkeeping
package import Persistence
internal import Reconciliation
internal import StateCharts

/// What the procedure documentation says of this installation: read from the state, besides what only the running program knows.
package struct ProcedureFacts: Sendable {
    /// What the program knows and the state does not.
    package struct Surroundings: Sendable {
        package var software: String
        package var writtenAt: Instant
        /// How long a voucher must stay absent before absence counts, in milliseconds.
        package var settle: Int64
        package var backup: BackupReceipt?
        /// The roles of the console and what each may do, German; nil while no console is switched on.
        package var consoleRoles: [(role: String, may: String)]?

        package init(
            software: String, writtenAt: Instant, settle: Int64, backup: BackupReceipt?, consoleRoles: [(role: String, may: String)]? = nil
        ) {
            self.software = software
            self.writtenAt = writtenAt
            self.settle = settle
            self.backup = backup
            self.consoleRoles = consoleRoles
        }
    }

    /// A setting, since when it is as it is, and by whom.
    struct InForce: Sendable {
        var name: String
        var value: String
        var since: Instant
        var by: String?
        var sequence: Int64?
    }

    let surroundings: Surroundings
    let days: ClosedRange<BusinessDay>
    let settings: Settings
    let journal: JournalVerdict
    let inForce: [InForce]
    let changes: [SettingChange]
    /// Set-up, pause, deletion: what moved the integration in the days.
    let integration: [JournalEntry]
    let versions: [Authorship]
    let actors: [Authorship]
    /// The entry by which the integration in force was switched on.
    let activation: JournalEntry?
    /// The tax adviser's word on cumulative invoices; nil while nobody gave it.
    let cumulative: CumulativeMeaning?

    /// More of one kind than this is not printed, and said to be cut.
    static let rowsMaximum = 1_000

    /// - Returns: nil before setup.
    package static func read(_ store: Store, days: ClosedRange<BusinessDay>, _ surroundings: Surroundings) throws -> ProcedureFacts? {
        let journal = try store.verifyJournal()
        return try store.inOneView {
            guard let settings = try Settings.load(store) else { return nil }
            var latest: [String: SettingChange] = [:]
            var changes: [SettingChange] = []
            try SettingChange.each(store, upTo: nil) { change in
                latest[change.name] = change
                if days.contains(change.entry.day), changes.count <= rowsMaximum { changes.append(change) }
            }
            let inForce = try store.settingsInForce().map { setting in
                InForce(
                    name: setting.name, value: setting.value, since: setting.since, by: latest[setting.name]?.entry.actor,
                    sequence: latest[setting.name]?.entry.seq)
            }
            let (integration, activation) = try integrationEntries(store, days)
            return ProcedureFacts(
                surroundings: surroundings, days: days, settings: settings, journal: journal, inForce: inForce, changes: changes,
                integration: integration, versions: try store.versions(days), actors: try store.actors(days), activation: activation,
                cumulative: try store.fact(CumulativeDecision.self, about: CumulativeDecision.subject)?.meaning)
        }
    }

    private static func integrationEntries(_ store: Store, _ days: ClosedRange<BusinessDay>) throws -> ([JournalEntry], JournalEntry?) {
        var (entries, activation, last): ([JournalEntry], JournalEntry?, Int64) = ([], nil, 0)
        while case let page = try store.journal(ofKind: IntegrationChart.name, upTo: nil, after: last, limit: TableRows.page),
            let newest = page.last
        {
            for entry in page {
                if entry.event == IntegrationEvent.opActivate.rawValue { activation = entry }
                if days.contains(entry.day), entry.from != entry.to, entries.count <= rowsMaximum { entries.append(entry) }
            }
            last = newest.seq
        }
        return (entries, activation)
    }
}
