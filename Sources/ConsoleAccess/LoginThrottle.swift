internal import Synchronization

/// Five failed keys a minute, for all visitors together: an address can be changed, and one key is as good as another. Measured on the
/// monotonic clock, which nobody sets.
final class LoginThrottle: Sendable {
    static let failures = 5
    static let milliseconds: Int64 = 60_000

    private let tries = Mutex<[Int64]>([])

    /// Whether a key may be looked at now. A try counts as failed until ``forgive(_:)``, so that many at once are no more than five.
    func mayTry(at now: Int64) -> Bool {
        tries.withLock { tries in
            tries.removeAll { now - $0 >= LoginThrottle.milliseconds }
            guard tries.count < LoginThrottle.failures else { return false }
            tries.append(now)
            return true
        }
    }

    func forgive(_ stamp: Int64) {
        tries.withLock { tries in
            if let place = tries.firstIndex(of: stamp) { tries.remove(at: place) }
        }
    }
}
