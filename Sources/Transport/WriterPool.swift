import Synchronization

/// Threads for writes whose mark blocks: each has one write at a time, so that none holds up another's, or a read.
package final class WriterPool: Sendable {
    private struct State {
        var idle: [CurlTransport] = []
        var made = 0
        /// Oldest first.
        var waiting: [Latch] = []
        var isStopped = false
    }

    private enum Turn {
        case taken(CurlTransport)
        case mayMake
        case waits
        case refused(RequestFailure)
    }

    private let state = Mutex(State())
    private let maximum: Int
    private let make: @Sendable () throws(CurlUnavailable) -> CurlTransport

    /// Whoever waits beyond these is told at once: callers are few and take turns.
    private static let waitingMaximum = 2_048

    /// - Parameters:
    ///   - maximum: of threads; they are made when they are needed.
    ///   - make: a transport of its own for each.
    package init(maximum: Int, make: @escaping @Sendable () throws(CurlUnavailable) -> CurlTransport) {
        self.maximum = max(1, maximum)
        self.make = make
    }

    func send(_ request: OutgoingRequest, marking mark: any Mark) async throws(RequestFailure) -> IncomingResponse {
        let writer = try await take()
        defer { giveBack(writer) }
        return try await writer.send(request, marking: mark)
    }

    /// Ends what is in flight. Blocks; later writes fail as not sent.
    package func shutdown() {
        let (idle, waiting) = state.withLock { state in
            state.isStopped = true
            defer { (state.idle, state.waiting) = ([], []) }
            return (state.idle, state.waiting)
        }
        for latch in waiting { latch.open() }
        for writer in idle { writer.shutdown() }
    }

    private func take() async throws(RequestFailure) -> CurlTransport {
        while true {
            let latch = Latch()
            switch state.withLock({ turn(latch, &$0) }) {
            case .taken(let writer): return writer
            case .refused(let failure): throw failure
            case .mayMake:
                do {
                    return try make()
                } catch {
                    state.withLock { $0.made -= 1 }
                    throw RequestFailure(reach: .notSent, cause: .other, detail: error.description)
                }
            case .waits:
                do {
                    try await latch.wait()
                } catch {
                    leave(latch)
                    throw RequestFailure(reach: .notSent, cause: .cancelled, detail: "cancelled before the start")
                }
            }
        }
    }

    private func turn(_ latch: Latch, _ state: inout State) -> Turn {
        if state.isStopped { return .refused(RequestFailure(reach: .notSent, cause: .cancelled, detail: "the transport is shut down")) }
        if let writer = state.idle.popLast() { return .taken(writer) }
        if state.made < maximum {
            state.made += 1
            return .mayMake
        }
        guard state.waiting.count < Self.waitingMaximum else {
            return .refused(RequestFailure(reach: .notSent, cause: .other, detail: "more than \(Self.waitingMaximum) writes wait"))
        }
        state.waiting.append(latch)
        return .waits
    }

    private func giveBack(_ writer: CurlTransport) {
        let isStopped = state.withLock { state -> Bool in
            if !state.isStopped {
                state.idle.append(writer)
                wakeNext(&state)
            }
            return state.isStopped
        }
        if isStopped { writer.shutdown() }
    }

    /// Who gives up after it was called hands its turn on.
    private func leave(_ latch: Latch) {
        state.withLock { state in
            if let place = state.waiting.firstIndex(where: { $0 === latch }) {
                state.waiting.remove(at: place)
            } else if !state.idle.isEmpty {
                wakeNext(&state)
            }
        }
    }

    private func wakeNext(_ state: inout State) {
        guard !state.waiting.isEmpty else { return }
        state.waiting.removeFirst().open()
    }
}
