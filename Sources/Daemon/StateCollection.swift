package import Bookkeeping
package import Persistence
internal import Reconciliation
internal import StateCharts
package import Telemetry

/// The state in numbers as metrics, read anew at each scrape.
package struct StateCollection: Sendable {
    private let store: Store
    private let now: @Sendable () -> Instant

    /// - Parameter store: a view, so that a scrape never waits for a pass.
    package init(store: Store, now: @escaping @Sendable () -> Instant) {
        self.store = store
        self.now = now
    }

    package func read() throws(StoreError) -> CollectedState {
        let figures = try store.figures()
        var state = CollectedState()
        state.integration = figures.integration
        state.entities = [
            InvoiceChart.name: StateCollection.documents(figures), ContactChart.name: StateCollection.named(figures.contacts),
            PaymentChart.name: StateCollection.named(figures.payments), ContactImportChart.name: StateCollection.named(figures.imports),
        ]
        state.discrepancies = StateCollection.discrepancies(figures)
        let now = now()
        state.oldestPendingAge = figures.oldestPending.mapValues { StateCollection.seconds(from: $0, to: now) }
        state.oldestUncertainAge = figures.oldestUncertain.mapValues { StateCollection.seconds(from: $0, to: now) }
        state.unanswered = figures.unanswered
        state.lastCompletePass = figures.lastCompletePass.map { Double($0.milliseconds) / 1000 }
        state.journalEntries = figures.journalEntries
        return state
    }

    private static func seconds(from start: Instant, to now: Instant) -> Double { Double(now.milliseconds(since: start)) / 1000 }

    private static func named<State: RawRepresentable<String>>(_ counts: [State: Int]) -> [String: Int] {
        Dictionary(counts.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
    }

    private static func documents(_ figures: StateFigures) -> [String: Int] {
        var counts: [String: Int] = [:]
        for group in figures.documents {
            let state = group.phase == .tracked ? group.transfer.rawValue : group.phase.rawValue
            counts[state, default: 0] += group.count
        }
        return counts
    }

    /// What the state itself knows to differ. A voucher nobody linked, or one edited since its last reading, only a comparison finds.
    static func discrepancies(_ figures: StateFigures) -> [ComparisonClass: Int] {
        var counts: [ComparisonClass: Int] = [:]
        for group in figures.documents {
            guard let discrepancy = discrepancy(group) else { continue }
            counts[discrepancy, default: 0] += group.count
        }
        let differing: [PaymentState] = [.refused, .clash, .foreign, .toWithdraw]
        counts[.payment] = differing.reduce(0) { $0 + figures.payments[$1, default: 0] }
        return counts
    }

    private static func discrepancy(_ group: StateFigures.Documents) -> ComparisonClass? {
        guard group.phase == .tracked, group.life != .draft else { return nil }
        let own = ComparisonClass(transfer: group.transfer, isContested: group.evidence == .contested, reason: group.reason)
        return own?.isDiscrepancy == true ? own : nil
    }
}
