import Daemon
import Synchronization
import Systemd
import Transport

/// The time of one account of a fleet: its sleeps show the watchdog of the pass that is at work just now that they end by themselves. What
/// outlives a pass, the limiter of its rate, keeps this one.
final class AccountTime: TimeSource {
    private let clock: SystemTime
    private let current = Mutex<Watchdog?>(nil)

    init(_ clock: SystemTime) { self.clock = clock }

    func use(_ watchdog: Watchdog) { current.withLock { $0 = watchdog } }

    func wallMilliseconds() -> Int64 { clock.wallMilliseconds() }
    func monotonicMilliseconds() -> Int64 { clock.monotonicMilliseconds() }
    var bootID: String { clock.bootID }
    func randomWord() -> UInt64 { clock.randomWord() }

    func sleep(milliseconds: Int64) async throws(CancellationError) {
        guard let watchdog = current.withLock({ $0 }) else { return try await clock.sleep(milliseconds: milliseconds) }
        try await WatchedTime(clock, watchdog: watchdog).sleep(milliseconds: milliseconds)
    }
}
