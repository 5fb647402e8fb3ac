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
            guard let machine = try IntegrationLevel.current(store) else { throw Settings.notSetUp() }
            return try store.advance(IntegrationChart.self, machine.key, paused ? .opPause : .opResume, by: author, at: now).isMoved
        }
    }
}
