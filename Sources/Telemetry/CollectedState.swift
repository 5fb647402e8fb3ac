package import Bookkeeping
package import Persistence
package import StateCharts
package import Transport

/// What the state says at the moment of a scrape. The caller reads it in one transaction, so that the page equals the database.
package struct CollectedState: Sendable {
    /// Nil before anybody set up: a machine not begun stands where its chart begins.
    package var integration: IntegrationConfiguration?
    /// By chart, as it is called, and state. Of documents the counts by *transfer* and those by phase, merged; names that are no label
    /// are passed over, as the `-` of a region that is not active.
    package var entities: [String: [String: Int]] = [:]
    package var discrepancies: [ComparisonClass: Int] = [:]
    /// Seconds up to now; a moment that lies ahead, because a clock was set, counts as now. None means nothing waits.
    package var oldestPendingAge: [String: Double] = [:]
    package var oldestUncertainAge: [String: Double] = [:]
    package var unanswered: [RemoteSystem: [Unanswered.Question: Int]] = [:]
    /// Unix seconds; nil before the first complete pass.
    package var lastCompletePass: Double?
    package var journalEntries = 0
    /// Of several accounts: how many stand in each state, by its label. Empty of one.
    private var integrations: [String: Int] = [:]

    package init() {}

    /// Several accounts in one: counts are added, the oldest of all that waits is the oldest of them, and so is the last complete pass.
    package init(sum states: [CollectedState]) {
        for state in states {
            integrations[state.integrationLabel, default: 0] += 1
            entities.merge(state.entities) { $0.merging($1, uniquingKeysWith: +) }
            discrepancies.merge(state.discrepancies, uniquingKeysWith: +)
            oldestPendingAge.merge(state.oldestPendingAge, uniquingKeysWith: max)
            oldestUncertainAge.merge(state.oldestUncertainAge, uniquingKeysWith: max)
            unanswered.merge(state.unanswered) { $0.merging($1, uniquingKeysWith: +) }
            if let last = state.lastCompletePass { lastCompletePass = min(lastCompletePass ?? last, last) }
            journalEntries += state.journalEntries
        }
    }

    /// Published in HERO, meant for the books, and not there yet.
    package var pendingDocuments: Int {
        InvoiceTransfer.allCases.filter(\.isPending).reduce(0) { $0 + (entities[InvoiceChart.name]?[$1.rawValue] ?? 0) }
    }

    fileprivate var integrationLabel: String { ChartVocabularies.integration.label((integration ?? IntegrationChart.initial).description) }
    fileprivate var integrationCounts: [String: Int] { integrations.isEmpty ? [integrationLabel: 1] : integrations }
}

extension CollectedState {
    /// Families that come from the state alone; without one they are left out rather than shown as zero.
    static let names: [MetricName] = [
        .integrationState, .entities, .discrepancies, .oldestPendingAge, .oldestUncertainAge, .unanswered, .lastCompletePass,
        .journalEntries,
    ]

    func fill(_ values: inout MetricValues) {
        for (state, count) in integrationCounts { values.set(.integrationState, [state], to: Double(count)) }
        for (kind, counts) in entities {
            for (state, count) in counts { values.set(.entities, [kind, state], to: Double(count)) }
        }
        for (discrepancy, count) in discrepancies { values.set(.discrepancies, [discrepancy.rawValue], to: Double(count)) }
        for (kind, age) in oldestPendingAge { values.set(.oldestPendingAge, [kind], to: max(0, age)) }
        for (kind, age) in oldestUncertainAge { values.set(.oldestUncertainAge, [kind], to: max(0, age)) }
        for (system, counts) in unanswered {
            for (question, count) in counts { values.set(.unanswered, [system.rawValue, question.rawValue], to: Double(count)) }
        }
        values.set(.lastCompletePass, [], to: lastCompletePass ?? 0)
        values.set(.journalEntries, [], to: Double(journalEntries))
    }
}
