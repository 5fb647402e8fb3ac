/// A request on its way to the thread, with the caller that waits for its end.
struct CurlJob: Sendable {
    var id: UInt64
    var request: OutgoingRequest
    var continuation: CheckedContinuation<Result<IncomingResponse, RequestFailure>, Never>
}

/// What callers tell the thread. Each request has a slot from its announcement to its end, because it may be cancelled at any point
/// between: before it is handed over, while it waits here, or in flight.
struct CurlMailbox {
    enum Command: Sendable {
        case start(CurlJob)
        case cancel(UInt64)
    }

    private enum Slot {
        case announced
        case cancelled
        case started
    }

    /// A service has few callers, which take turns, and a fleet some hundred; more than this at once is a fault elsewhere, and is told so.
    static let limit = 2_048

    private var lastID: UInt64 = 0
    private var slots: [UInt64: Slot] = [:]
    private var commands: [Command] = []
    private(set) var isStopping = false

    mutating func announce() -> UInt64 {
        lastID += 1
        slots[lastID] = .announced
        return lastID
    }

    /// Nil if accepted, else why the request will never start.
    mutating func start(_ job: CurlJob) -> RequestFailure? {
        guard case .announced = slots[job.id] else { return refuse(job.id, .cancelled, "cancelled before the start") }
        if isStopping { return refuse(job.id, .cancelled, "the transport is shut down") }
        if slots.count > CurlMailbox.limit { return refuse(job.id, .other, "more than \(CurlMailbox.limit) requests at once") }
        slots[job.id] = .started
        commands.append(.start(job))
        return nil
    }

    /// True if the thread has to hear of it.
    mutating func cancel(_ id: UInt64) -> Bool {
        switch slots[id] {
        case .announced: slots[id] = .cancelled
        case .started:
            commands.append(.cancel(id))
            return true
        case .cancelled, nil: break
        }
        return false
    }

    mutating func stop() { isStopping = true }

    /// For the thread: everything said since the last time.
    mutating func take() -> [Command] {
        defer { commands = [] }
        return commands
    }

    /// For the thread, before it resumes the caller: a cancellation that comes later finds nothing.
    mutating func finish(_ id: UInt64) { slots[id] = nil }

    private mutating func refuse(_ id: UInt64, _ cause: RequestFailure.Cause, _ detail: String) -> RequestFailure {
        slots[id] = nil
        return RequestFailure(reach: .notSent, cause: cause, detail: detail)
    }
}
