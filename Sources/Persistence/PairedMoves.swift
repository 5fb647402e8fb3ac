package import Bookkeeping
package import StateCharts

/// One event for one machine, with what is committed beside it.
package struct Move<Chart: StateChart>: Sendable {
    package var key: String
    package var event: Chart.Event
    package var commitment: TransitionChanges

    package init(_ chart: Chart.Type, _ key: String, _ event: Chart.Event, _ commitment: TransitionChanges = TransitionChanges()) {
        self.key = key
        self.event = event
        self.commitment = commitment
    }
}

extension Store {
    /// Two moves in one transaction, so that no crash parts what belongs together. The second machine is made where there is none.
    /// Either move may be refused by its chart without undoing the other; an illegal one undoes both.
    package func advance<First: StateChart, Second: StateChart>(
        _ first: Move<First>, and second: Move<Second>, by author: Author, at now: Instant
    ) throws(StoreError) -> (Advance<First>, Advance<Second>) {
        try write { db in
            let one = try Machines.advance(First.self, first.key, first.event, first.commitment, by: author, at: now, in: db)
            _ = try Machines.begin(Second.self, second.key, by: author, at: now, in: db)
            let two = try Machines.advance(Second.self, second.key, second.event, second.commitment, by: author, at: now, in: db)
            return (one, two)
        }
    }

    /// One move and those it takes along, in one transaction.
    package func advance<C: StateChart>(_ move: Move<C>, taking others: [Move<C>], by author: Author, at now: Instant) throws(StoreError) {
        try write { db in
            for move in [move] + others {
                _ = try Machines.advance(C.self, move.key, move.event, move.commitment, by: author, at: now, in: db)
            }
        }
    }
}
