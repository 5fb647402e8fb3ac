internal import Synchronization
package import Systemd

/// The watchdog of one pass of one account: fed by that pass alone, so that the work of others hides nothing.
package final class PassWatch: Sendable {
    /// What feeds nothing for so long hangs. A step, such as the reading of one document, takes less than three quarters of it.
    package static let period: Int64 = 40_000
    /// So often somebody asks.
    package static let askPause: Int64 = 5_000

    package let watchdog: Watchdog
    private let fed: Fed

    /// Reached from the watchdog's closure and from here.
    private final class Fed: Sendable {
        let at: Mutex<Int64>
        init(_ moment: Int64) { at = Mutex(moment) }
    }

    /// Begins to count.
    package init(now: @escaping @Sendable () -> Int64) {
        let fed = Fed(now())
        self.fed = fed
        watchdog = Watchdog(period: Self.period, now: now) { moment in fed.at.withLock { $0 = moment } }
    }

    /// Whether the pass has neither got on nor waited for somebody within a limit of its own.
    package func isHung(at now: Int64) -> Bool {
        watchdog.ask()
        return now - fed.at.withLock { $0 } > Self.period
    }
}
