/// Decides when the watchdog is fed: by work that gets on, never by a timer alone.
///
/// Pure: a moment goes in, and `true` comes out when `WATCHDOG=1` is to be sent now. Moments are milliseconds since the boot, say, of
/// one clock that does not go back; callers on several threads may hand them in slightly out of order.
///
/// | the service | is fed by |
/// |---|---|
/// | works | each finished step, at most every quarter of the period |
/// | waits for something that has a limit of its own | a timer too, up to that limit |
/// | is idle between passes | a timer too, up to the moment the next pass is due |
///
/// So a step that hangs, a wait that outlives its limit and a pass that never starts all end in a restart, one period later at most;
/// a slow remote does not. A step must take less than three quarters of the period.
package struct WatchdogMachine: Sendable {
    /// One wait, from ``beginWait(upTo:at:)`` to ``endWait(_:at:)``.
    package struct Wait: Sendable, Hashable {
        fileprivate let number: UInt64
    }

    /// A wait counts for so long at most: the longest pause of the rate limiter, an hour, and a quarter on top.
    package static let waitMaximum: Int64 = 4_500_000
    /// Idleness counts for so long at most: a pass a day, and an hour on top.
    package static let idleMaximum: Int64 = 90_000_000
    /// More waits at once than any pass has; one above gives no allowance.
    package static let waitsMaximum = 256

    /// Later moments count as this one, so that no sum overflows.
    private static let lastMoment = Int64.max / 2

    private let period: Int64
    private var latest: Int64 = 0
    private var fed: Int64?
    private var idleUntil: Int64?
    private var waits: [UInt64: Int64] = [:]
    private var lastWait: UInt64 = 0

    /// - Parameter period: `WATCHDOG_USEC` in milliseconds, four or more.
    package init(period: Int64) { self.period = max(4, period) }

    /// Never more often than this, and at least every two of it while feeding is allowed.
    package var quarter: Int64 { period / 4 }

    /// A step is finished, or a pass begins. Ends idleness.
    package mutating func progress(at moment: Int64) -> Bool {
        idleUntil = nil
        return feed(seen(moment))
    }

    /// The pass is over and the next one is due at `deadline`. That counts as a step.
    package mutating func idle(until deadline: Int64, at moment: Int64) -> Bool {
        let now = seen(moment)
        idleUntil = min(deadline, now + WatchdogMachine.idleMaximum)
        return feed(now)
    }

    /// From here on something outside is waited for, and it has its own limit of so many milliseconds. That counts as a step.
    package mutating func beginWait(upTo limit: Int64, at moment: Int64) -> (wait: Wait, feeds: Bool) {
        let now = seen(moment)
        lastWait += 1
        if waits.count < WatchdogMachine.waitsMaximum { waits[lastWait] = now + min(max(0, limit), WatchdogMachine.waitMaximum) }
        return (Wait(number: lastWait), feed(now))
    }

    /// It came, or was given up. That counts as a step; other waits go on.
    package mutating func endWait(_ wait: Wait, at moment: Int64) -> Bool {
        waits[wait.number] = nil
        return feed(seen(moment))
    }

    /// The timer asks. Feeds only within an allowance.
    package mutating func tick(at moment: Int64) -> Bool {
        let now = seen(moment)
        guard isAllowed(at: now) else { return false }
        return feed(now)
    }

    /// Milliseconds until the timer should ask again, 1...quarter.
    package func untilTick(at moment: Int64) -> Int64 {
        let now = later(moment)
        guard let fed, now < fed + quarter else { return quarter }
        return fed + quarter - now
    }

    private func isAllowed(at now: Int64) -> Bool {
        if let idleUntil, now <= idleUntil { return true }
        return waits.values.contains { now <= $0 }
    }

    private mutating func feed(_ now: Int64) -> Bool {
        if let fed, now < fed + quarter { return false }
        fed = now
        return true
    }

    private mutating func seen(_ moment: Int64) -> Int64 {
        latest = later(moment)
        return latest
    }

    private func later(_ moment: Int64) -> Int64 { max(latest, min(moment, WatchdogMachine.lastMoment)) }
}
