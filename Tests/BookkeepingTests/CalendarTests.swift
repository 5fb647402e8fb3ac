import Bookkeeping
import Foundation
import TestSupport
import Testing

struct CalendarTests {
    @Test(arguments: [
        // Summer time begins on 29 March 2026 at 01:00 UTC and ends on 25 October at 01:00 UTC.
        ("2026-03-29T00:59:59.999Z", "2026-03-29T01:59:59.999+01:00", "2026-03-29"),
        ("2026-03-29T01:00:00.000Z", "2026-03-29T03:00:00.000+02:00", "2026-03-29"),
        ("2026-03-28T22:59:59.999Z", "2026-03-28T23:59:59.999+01:00", "2026-03-28"),
        ("2026-03-28T23:00:00.000Z", "2026-03-29T00:00:00.000+01:00", "2026-03-29"),
        ("2026-03-29T22:00:00.000Z", "2026-03-30T00:00:00.000+02:00", "2026-03-30"),
        ("2026-10-24T22:00:00.000Z", "2026-10-25T00:00:00.000+02:00", "2026-10-25"),
        ("2026-10-25T00:59:59.999Z", "2026-10-25T02:59:59.999+02:00", "2026-10-25"),
        ("2026-10-25T01:00:00.000Z", "2026-10-25T02:00:00.000+01:00", "2026-10-25"),
        ("2026-10-25T22:59:59.999Z", "2026-10-25T23:59:59.999+01:00", "2026-10-25"),
        ("2026-10-25T23:00:00.000Z", "2026-10-26T00:00:00.000+01:00", "2026-10-26"),
        // New Year, a leap day, and domain.md S16.
        ("2025-12-31T22:59:59.999Z", "2025-12-31T23:59:59.999+01:00", "2025-12-31"),
        ("2025-12-31T23:00:00.000Z", "2026-01-01T00:00:00.000+01:00", "2026-01-01"),
        ("2028-02-28T23:00:00.000Z", "2028-02-29T00:00:00.000+01:00", "2028-02-29"),
        ("2026-04-12T22:30:00.000Z", "2026-04-13T00:30:00.000+02:00", "2026-04-13"),
    ])
    func berlinDays(_ utc: String, _ berlin: String, _ day: String) throws {
        let instant = try #require(Instant(iso: utc))
        #expect(instant.isoText == utc)
        #expect(instant.berlinText == berlin)
        #expect(Instant(iso: berlin) == instant)
        #expect(BusinessDay(berlinDayOf: instant).description == day)
    }

    @Test(arguments: ["2028-02-29", "2000-02-29", "2026-12-31", "1900-01-01", "2199-12-31"]) func days(_ text: String) throws {
        let day = try Sample.day(text)
        #expect(day.description == text)
        #expect(BusinessDay(daysSince1970: day.daysSince1970) == day)
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-1", "2026-04-01 ", "26-04-01", "2026/04/01",
        "1899-12-31",
        "2200-01-01", "２０２６-04-01", "-026-04-01", "",
    ])
    func noDays(_ text: String) { #expect(BusinessDay(text) == nil) }

    /// A state or a header may name any moment: none of them traps, alone or with another.
    @Test func everyNumberIsAMoment() {
        let numbers: [Int64] = [
            .min, .min + 1, -253_402_300_800_000, -1, 0, 1, 7_258_118_400_000, 253_402_300_799_999, 253_402_300_800_000, .max - 1, .max,
        ]
        for number in numbers {
            let instant = Instant(milliseconds: number)
            #expect(instant.milliseconds.magnitude <= 253_402_300_799_999)
            #expect(instant.milliseconds == number || number.magnitude > 253_402_300_799_999)
            #expect(instant.isoText.hasSuffix("Z") && instant.berlinText.hasSuffix("0") && !instant.berlinClock.isEmpty)
            #expect(BusinessDay(berlinDayOf: instant).day > 0)
            for other in numbers {
                let moved = instant.adding(milliseconds: other)
                #expect((other < 0) == (moved < instant) || moved == instant)
                #expect((instant.milliseconds - moved.milliseconds).magnitude <= 2 * 253_402_300_799_999)
            }
        }
    }

    @Test func everyDayOfThreeCenturies() throws {
        var day = try Sample.day("1900-01-01")
        var failures: [String] = []
        var weekday = 1  // 1 January 1900 was a Monday.
        while day.year < 2200 {
            let next = day.adding(days: 1)
            let start = day.startInBerlin
            let isStart = BusinessDay(berlinDayOf: start) == day && BusinessDay(berlinDayOf: start.adding(milliseconds: -1)) < day
            if day.weekday != weekday || next <= day || next.daysSince1970 != day.daysSince1970 + 1 || !isStart {
                failures.append(day.description)
            }
            weekday = weekday % 7 + 1
            day = next
        }
        #expect(failures.prefix(3) == [])
        #expect(day.description == "2200-01-01")
    }

    @Test func sameOffsetsAsFoundation() throws {
        // The zone database may be absent; then there is nothing to compare with.
        guard let zone = TimeZone(identifier: "Europe/Berlin") else { return }
        var failures: [String] = []
        let first = try Sample.day("1996-01-01").daysSince1970
        let last = try Sample.day("2037-12-31").daysSince1970
        for day in first...last {
            for minute in [0, 59, 60, 61, 23 * 60] {
                let seconds = day * 86_400 + Int64(minute) * 60
                let instant = Instant(milliseconds: seconds * 1000)
                let theirs = zone.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(seconds)))
                if BerlinCalendar.offsetSeconds(at: instant) != Int64(theirs) { failures.append(instant.isoText) }
            }
        }
        #expect(failures.prefix(3) == [])
    }

    @Test(arguments: [
        ("2026-03-31T10:15:09.447Z", 447), ("2026-03-31T10:15:09Z", 0), ("2026-03-31T12:15:09.447123+02:00", 447),
        ("2026-03-31T10:15:09.4+00:00", 400), ("2026-03-31T05:45:09.04-04:30", 40), ("2026-04-01T00:15:09+14:00", 0),
    ])
    func reading(_ text: String, _ fraction: Int64) throws {
        let base = try #require(Instant(iso: "2026-03-31T10:15:09.000Z"))
        #expect(Instant(iso: text) == base.adding(milliseconds: fraction))
    }

    @Test(arguments: [
        "2026-03-31", "2026-03-31T10:15:09", "2026-03-31 10:15:09Z", "2026-03-31T24:00:00Z", "2026-03-31T10:60:00Z",
        "2026-03-31T10:15:09.Z",
        "2026-03-31T10:15:09+0200", "2026-03-31T10:15:09++1:00", "2026-03-31T10:15:09+02:60", "2026-03-31T10:15:09+15:00",
        "2026-02-30T10:15:09Z", "2026-03-31T10:15:09.1234567890Z", "2026-03-31T10:15:09z", "2026-03-31T1٠:15:09Z", "",
    ])
    func refusing(_ text: String) { #expect(Instant(iso: text) == nil) }

    @Test func roundTrips() {
        var generator = SeededGenerator(seed: 42)
        var failures: [Int64] = []
        for _ in 0..<20_000 {
            // 1900 to 2199
            let instant = Instant(milliseconds: generator.within(-2_208_988_800_000...7_258_114_000_000))
            if Instant(iso: instant.isoText) != instant || Instant(iso: instant.berlinText) != instant {
                failures.append(instant.milliseconds)
            }
        }
        #expect(failures.prefix(3) == [])
    }
}
