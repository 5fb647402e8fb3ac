/// Europe/Berlin without a time zone database: the books must not depend on what is installed on the machine.
///
/// Rule (directive 2000/84/EC, in force in Germany in this form since 1996): summer time, UTC+2, from 01:00 UTC on the last
/// Sunday of March to 01:00 UTC on the last Sunday of October; UTC+1 otherwise. Earlier years are outside the product.
package enum BerlinCalendar {
    /// A hundred million days to either side of 1970: no moment beyond has a day, and all arithmetic on days stays within 64 bits.
    static let lastDay: Int64 = 100_000_000

    /// A moment somebody wrote into a row counts as the first or last there is.
    static func clamped(_ milliseconds: Int64) -> Int64 { min(max(milliseconds, -lastDay * 86_400_000), lastDay * 86_400_000) }

    /// Seconds ahead of UTC at a moment: 3600 or 7200.
    package static func offsetSeconds(at instant: Instant) -> Int64 {
        let moment = clamped(instant.milliseconds)
        let year = BusinessDay(daysSince1970: floorDivide(moment, 86_400_000)).year
        return moment >= change(year, month: 3) && moment < change(year, month: 10) ? 7200 : 3600
    }

    /// 01:00 UTC on the last Sunday of a month of 31 days, in milliseconds.
    private static func change(_ year: Int, month: Int) -> Int64 {
        guard let last = BusinessDay(year: year, month: month, day: 31) else { return .max }
        return (last.daysSince1970 - Int64(last.weekday % 7)) * 86_400_000 + 3_600_000
    }

    static func text(_ instant: Instant, offsetSeconds: Int64, suffix: String, fraction: Bool) -> String {
        let local = clamped(instant.milliseconds) + offsetSeconds * 1000
        let days = floorDivide(local, 86_400_000)
        let rest = Int(local - days * 86_400_000)
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }.joined(separator: ":")
        return "\(BusinessDay(daysSince1970: days))T\(clock)\(fraction ? "." + padded(rest % 1000, 3) : "")\(suffix)"
    }
}
