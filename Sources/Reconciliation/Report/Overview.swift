package import Bookkeeping
package import Persistence
internal import StateCharts

/// Counts and health, read from the state alone.
package struct Overview: Sendable {
    package var integration: String
    package var startDate: BusinessDay?
    package var lastPass: PassRecord?
    /// Documents by transfer state, contacts by state; alphabetical.
    package var documents: [(String, Int)]
    package var contacts: [(String, Int)]
    /// Contact imports by state; empty while nobody ever asked for one.
    package var imports: [(String, Int)]
    package var payments: [(String, Int)]
    package var journalEntries: Int
    /// Questions about single items that a remote has not answered, and how many of them a person is asked about.
    package var unanswered: (all: Int, asked: Int)
    /// Rows of a remote's list that cannot be read.
    package var unreadableRows: Int
    package var needsPeople: Bool
    /// A restoration that is not done.
    package var restoration: Restoration?

    package static func read(_ store: Store) throws -> Overview {
        let machine = try IntegrationLevel.current(store)
        let transfers = try store.counts(InvoiceChart.self, by: .transfer)
        // Those without a transfer are discarded, or let go of by a deleted integration.
        var documents = named(transfers.filter { $0.key != .none })
        let phases = try store.counts(InvoiceChart.self, by: .phase)
        for (phase, count) in phases where phase != .tracked { documents[phase.rawValue] = count }
        let contacts = try store.counts(ContactChart.self, by: .state)
        let imports = try store.counts(ContactImportChart.self, by: .state)
        let payments = try store.counts(PaymentChart.self, by: .state)
        let evidence = try store.counts(InvoiceChart.self, by: .evidence)
        // A write in doubt is a person's as well: it may be what nobody finds. What a contact asks of people its documents ask, too.
        let isAsked =
            try anyone(transfers) || anyone(phases) || anyone(payments) || anyone(contacts, [.doubt]) || anyone(imports)
            || anyone(evidence) || !TroubledReading.all(store).isEmpty
        let isStill = machine?.configuration.flow == .blocked || machine?.configuration.flow == .paused
        let untold = try store.unanswered()
        let asked = untold.count { $0.isTask(Policy()) }
        let restoration = try store.restoration()
        return Overview(
            integration: machine?.configuration.description ?? "-", startDate: try Settings.load(store)?.startDate,
            lastPass: try store.lastPass(),
            documents: documents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            contacts: named(contacts).sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            imports: named(imports).sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            payments: named(payments).sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            journalEntries: try store.journalLength(),
            unanswered: (untold.count, asked), unreadableRows: untold.count { $0.question == .row },
            needsPeople: isAsked || asked > 0 || isStill || machine?.configuration.isDeleting == true,
            restoration: restoration?.phase == .done ? nil : restoration)
    }

    private static func anyone<State: ChartRegion>(_ counts: [State: Int], _ tags: Set<StateTag> = [.attention, .doubt]) -> Bool {
        counts.contains { $0.value > 0 && $0.key.tag.map(tags.contains) ?? false }
    }

    private static func named<State: RawRepresentable<String>>(_ counts: [State: Int]) -> [String: Int] {
        Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
    }
}
