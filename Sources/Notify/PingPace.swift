package import Bookkeeping

/// When the ping of one account of many is due: after a complete pass, at most once a minute, as ``DeadManPing`` does for one.
package struct PingPace: Sendable {
    private var told: Instant?
    private var last: Int64?

    package init() {}

    /// - Parameters:
    ///   - complete: when the last complete pass of this process ended.
    ///   - now: monotonic milliseconds.
    package mutating func isDue(_ complete: Instant?, now: Int64) -> Bool {
        guard let complete, complete.milliseconds > told?.milliseconds ?? .min, last.map({ now - $0 >= DeadManPing.distance }) ?? true
        else { return false }
        (told, last) = (complete, now)
        return true
    }
}
