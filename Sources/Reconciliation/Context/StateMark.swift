internal import Bookkeeping
package import Persistence
package import Transport

/// The mark of a state on one machine.
package struct StateMark: Mark {
    private let store: Store
    private let time: any TimeSource

    package init(_ store: Store, time: any TimeSource) {
        self.store = store
        self.time = time
    }

    package func move() throws { try store.moveMark(at: Instant(milliseconds: time.wallMilliseconds())) }
}
