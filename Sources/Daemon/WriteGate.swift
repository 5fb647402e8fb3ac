internal import Synchronization
package import Transport

/// The last door before the wire. Once it is closed no write begins; the ones on their way may be waited for.
package final class WriteGate: Sendable {
    private struct State {
        var isClosed = false
        var underway = 0
        var emptied = Latch()
        var watchers: [Latch] = []
    }

    private let state = Mutex(State())

    package init() {}

    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Closed, and the last write that had begun has its end.
    package var isDrained: Bool { state.withLock { $0.isClosed && $0.underway == 0 } }

    /// From any thread; returns at once.
    package func close() {
        state.withLock { state in
            state.isClosed = true
            state.watchers.forEach { $0.open() }
            state.watchers = []
            if state.underway == 0 { state.emptied.open() }
        }
    }

    /// Waits until somebody closes the gate, or the task is cancelled.
    package func untilClosed() async {
        let closed = Latch()
        state.withLock { state in
            if state.isClosed { closed.open() } else { state.watchers.append(closed) }
        }
        // Cancelled is an end of the waiting, and what follows is the same.
        try? await closed.wait()
        state.withLock { state in state.watchers.removeAll { $0 === closed } }
    }

    /// Waits until no write is underway, so long at most. Only after ``close()``, and only one task.
    package func drain(milliseconds: Int64, time: any TimeSource) async {
        await state.withLock { $0.emptied }.wait(atMost: milliseconds, time: time)
    }

    /// Throws, before anything was sent, when the gate is closed. Every entry is followed by ``leave()``.
    func enter() throws(RequestFailure) {
        let isOpen = state.withLock { state -> Bool in
            if !state.isClosed { state.underway += 1 }
            return !state.isClosed
        }
        guard isOpen else { throw RequestFailure(reach: .notSent, cause: .cancelled, detail: "the service is stopping") }
    }

    func leave() {
        state.withLock { state in
            state.underway -= 1
            if state.isClosed && state.underway == 0 { state.emptied.open() }
        }
    }
}
