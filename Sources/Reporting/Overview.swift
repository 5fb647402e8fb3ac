package import Bookkeeping
package import Persistence
internal import Reconciliation
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
    /// What lexoffice denies the credential; whatever needs it rests.
    package var missingRights: [String]
    /// Nothing flows: paused by a person, or blocked until there is access again.
    package var isStill: Bool
    package var needsPeople: Bool
    /// What people decided and nobody has carried out yet, oldest first.
    package var decisions: [PendingDecision]
    /// A restoration that is not done.
    package var restoration: Restoration?

    package static func read(_ store: Store) throws -> Overview {
        let figures = try store.figures()
        let integration = figures.integration
        // Those without a transfer are discarded, or let go of by a deleted integration.
        let documents = figures.documents.map { ($0.phase == .tracked ? $0.transfer.rawValue : $0.phase.rawValue, $0.count) }
        // A write in doubt is looked up by itself. What a contact asks of people its documents ask, too.
        let isAsked =
            try figures.documents.contains { [$0.phase.tag, $0.transfer.tag, $0.evidence.tag].contains(.attention) }
            || figures.payments.contains { $0.key.tag == .attention } || figures.imports.contains { $0.key.tag == .attention }
            || !TroubledReading.all(store).isEmpty
        // Unless the integration that would do it is gone.
        let isLeftOver =
            integration?.isActive != true
            && (figures.documents.contains { $0.phase == .releasedUnresolved }
                || figures.payments.contains { $0.key == .releasedUnresolved })
        let isStill = integration?.flow == .blocked || integration?.flow == .paused
        let untold = try store.unanswered()
        let asked = untold.count { $0.isTask(Policy()) }
        let restoration = try store.restoration()
        return Overview(
            integration: integration?.description ?? "-", startDate: try Settings.load(store)?.startDate,
            lastPass: try store.lastPass(), documents: byName(documents), contacts: byName(named(figures.contacts)),
            imports: byName(named(figures.imports)), payments: byName(named(figures.payments)),
            journalEntries: try store.journalLength(), unanswered: (untold.count, asked),
            unreadableRows: untold.count { $0.question == .row },
            missingRights: untold.filter { $0.question == .right }.map(\.subject).sorted(), isStill: isStill,
            needsPeople: isAsked || isLeftOver || asked > 0 || isStill || integration?.isDeleting == true,
            decisions: try store.dueDecisions().map { try PendingDecision($0) },
            restoration: restoration?.phase == .done ? nil : restoration)
    }

    private static func named<State: RawRepresentable<String>>(_ counts: [State: Int]) -> [(String, Int)] {
        counts.map { ($0.key.rawValue, $0.value) }
    }

    private static func byName(_ counts: [(String, Int)]) -> [(String, Int)] {
        Dictionary(counts, uniquingKeysWith: +).sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}

extension Overview {
    /// Documents and payments that wait for a person.
    package static func toClarify(_ store: Store) throws -> Int {
        let figures = try store.figures()
        return figures.documents.filter { [$0.phase.tag, $0.transfer.tag, $0.evidence.tag].contains(.attention) }.reduce(0) {
            $0 + $1.count
        }
            + figures.payments.filter { $0.key.tag == .attention }.reduce(0) { $0 + $1.value }
    }
}
