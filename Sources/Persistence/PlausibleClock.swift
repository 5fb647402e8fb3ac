package import Bookkeeping

/// A machine whose clock is decades off must not write: days of the books end up in both systems, and moments in the journal for ever.
package enum PlausibleClock {
    private static let years = 2020...2199

    package static func check(_ now: Instant) throws(StoreError) {
        guard !years.contains(BusinessDay(berlinDayOf: now).year) else { return }
        throw StoreError(
            code: .cannotWrite, subject: "clock",
            cause: "the clock of this machine says \(now.isoText); nothing is written by such a clock",
            hint: "Set the clock of this machine, then run again.")
    }
}
