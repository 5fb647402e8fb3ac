package import Bookkeeping
package import Persistence

/// When an account of many has to be looked at next, so that nobody's state is opened to find that nothing is due.
package enum NotificationPause {
    /// A changed clock, or a changed time of the year, is noticed after so long.
    package static let longest: Int64 = 15 * 60_000

    /// Until the next hour at which a day is opened, or the next try of what is open: milliseconds.
    package static func after(_ store: Store, hour: Int, now: Instant) throws -> Int64 {
        let attempt = try store.nextNotification().map { $0.milliseconds(since: now) }
        return min(longest, max(NotificationService.pause, min(attempt ?? .max, untilHour(hour, now))))
    }

    /// In Berlin. Whatever is wrong with it on the two days of a year that have another length, the longest pause is shorter.
    private static func untilHour(_ hour: Int, _ now: Instant) -> Int64 {
        let clock = now.berlinClock.split(separator: ":").compactMap { Int64($0) }
        guard clock.count >= 2 else { return longest }
        let minutes = Int64(hour) * 60 - clock[0] * 60 - clock[1]
        return (minutes > 0 ? minutes : minutes + 24 * 60) * 60_000
    }
}
