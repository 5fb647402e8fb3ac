import CSystemd

/// What `WatchdogSec=` asks of this process.
package enum WatchdogPeriod {
    /// `WATCHDOG_USEC` in milliseconds, if `WATCHDOG_PID` is this process or absent. Nil without a watchdog, and if the value is
    /// unreadable or shorter than four milliseconds, which nobody could feed.
    package static func milliseconds() -> Int64? {
        var microseconds: UInt64 = 0
        guard csystemd_watchdog_enabled(0, &microseconds) > 0, microseconds >= 4000 else { return nil }
        return Int64(min(microseconds / 1000, UInt64(Int64.max)))
    }
}
