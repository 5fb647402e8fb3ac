import Synchronization
import Telemetry
import Transport

/// What one account of a fleet asked of both systems: the process's own count is the sum of all, and nobody's business on its pages.
final class RequestTally: Sendable {
    private struct Count {
        var requests = 0
        var throttled = 0
        var waited: Int64 = 0
    }

    private let counts = Mutex<[RemoteSystem: Count]>([:])

    func asked(_ system: RemoteSystem, _ requests: Int) { counts.withLock { $0[system, default: Count()].requests += requests } }
    func throttled(_ system: RemoteSystem) { counts.withLock { $0[system, default: Count()].throttled += 1 } }
    func waited(_ milliseconds: Int64) { counts.withLock { $0[.lexoffice, default: Count()].waited += milliseconds } }

    func of(_ system: RemoteSystem) -> RemoteCounts {
        let count = counts.withLock { $0[system] ?? Count() }
        return RemoteCounts(requests: count.requests, throttled: count.throttled, waitedSeconds: Int(count.waited / 1000))
    }
}
