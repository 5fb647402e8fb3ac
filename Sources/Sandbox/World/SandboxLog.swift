package import Bookkeeping

/// One request as the world saw it. Holds no query, header or body, hence no secret and no name.
package struct SandboxLogEntry: Sendable, Hashable {
    package enum Outcome: String, Sendable {
        case answered, refused, closed, broken
        /// Waiting to be carried out.
        case deferred
    }

    package var sequence: Int
    package var at: Instant
    package var request: SandboxRequestKind
    package var outcome: Outcome
    /// Nil where no answer was sent.
    package var status: Int?
    /// A stand-in carried it out and itself said so (2xx, at HERO without errors), whatever the client was told.
    package var isExecuted: Bool
    package var fault: Fault.Kind?
}

/// The last requests, and counts of all of them.
struct SandboxLog: Sendable {
    static let capacity = 20_000

    private(set) var entries: [SandboxLogEntry] = []
    private(set) var requests: [SandboxSystem: Int] = [:]
    private(set) var executedWrites: [SandboxSystem: Int] = [:]
    private(set) var nextSequence = 1
    /// Answers that refused for too many requests, whoever's doing that was.
    private(set) var throttled = 0
    private(set) var firstAt: [SandboxSystem: Instant] = [:]

    /// Returns the entry's sequence number.
    mutating func begin(_ request: SandboxRequestKind, at now: Instant, fault: Fault.Kind?) -> Int {
        // Half at a time, so that a full log costs no copy per request.
        if entries.count >= SandboxLog.capacity { entries.removeFirst(SandboxLog.capacity / 2) }
        entries.append(
            SandboxLogEntry(
                sequence: nextSequence, at: now, request: request, outcome: .deferred, status: nil, isExecuted: false, fault: fault))
        requests[request.system, default: 0] += 1
        if firstAt[request.system] == nil { firstAt[request.system] = now }
        nextSequence += 1
        return nextSequence - 1
    }

    mutating func markExecuted(_ sequence: Int, _ request: SandboxRequestKind) {
        if request.isWrite { executedWrites[request.system, default: 0] += 1 }
        change(sequence) { $0.isExecuted = true }
    }

    mutating func end(_ sequence: Int, _ outcome: SandboxLogEntry.Outcome, status: Int? = nil) {
        if status == 429 { throttled += 1 }
        change(sequence) {
            $0.outcome = outcome
            $0.status = status
        }
    }

    private mutating func change(_ sequence: Int, _ change: (inout SandboxLogEntry) -> Void) {
        guard let first = entries.first?.sequence, sequence >= first else { return }
        change(&entries[sequence - first])
    }
}
