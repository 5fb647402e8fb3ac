package import Bookkeeping
package import Persistence
package import Reconciliation
internal import StateCharts

/// Pausing and resuming the integration (S32).
package struct Flow: Sendable {
    let store: Store
    let author: Author

    package init(store: Store, author: Author) {
        self.store = store
        self.author = author
    }

    /// False when the chart refuses; the refusal is in the journal.
    package func set(paused: Bool, at now: Instant) throws(PassFailure) -> Bool {
        try atDoor {
            let machine = try Flow.integration(store)
            return try store.advance(IntegrationChart.self, machine.key, paused ? .opPause : .opResume, by: author, at: now).isMoved
        }
    }

    /// Nil when the chart refuses; the refusal is in the journal.
    package func change(paused: Bool, at now: Instant) throws(PassFailure) -> FlowReceipt? {
        try atDoor {
            let before = try Flow.integration(store).configuration.description
            guard try set(paused: paused, at: now) else { return nil }
            return FlowReceipt(before: before, after: try Flow.integration(store).configuration.description)
        }
    }

    static func subject(_ store: Store) throws -> DecisionSubject {
        let machine = try integration(store)
        return DecisionSubject(IntegrationChart.self, machine.key, machine)
    }

    private static func integration(_ store: Store) throws -> Machine<IntegrationChart> {
        guard let machine = try IntegrationLevel.current(store) else { throw Settings.notSetUp() }
        return machine
    }
}
