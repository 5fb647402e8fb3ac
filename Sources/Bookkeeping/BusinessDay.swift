/// A calendar day in Europe/Berlin, from 1900 to 2199. The books know days, not moments (domain.md S16, S22).
package struct BusinessDay: Sendable, Hashable, Comparable {
    package let year: Int
    package let month: Int
    package let day: Int

    /// Reads strictly `yyyy-MM-dd` and refuses days that do not exist.
    package init?(_ text: String) { self.init(text, years: BusinessDay.calendar) }

    /// Reads a day some clock wrote into a row, also one beyond the calendar: nothing new is made of it.
    package init?(written text: String) { self.init(text, years: 0...9999) }

    private init?(_ text: String, years: ClosedRange<Int>) {
        var text = text
        guard let day = text.withUTF8({ BusinessDay(bytes: $0[...], years: years) }) else { return nil }
        self = day
    }

    /// As ``init(_:)``; a list has a hundred thousand of them.
    package init?(bytes: Slice<UnsafeBufferPointer<UInt8>>) { self.init(bytes: bytes, years: BusinessDay.calendar) }

    private init?(bytes: Slice<UnsafeBufferPointer<UInt8>>, years: ClosedRange<Int>) {
        let bytes = UnsafeBufferPointer(rebasing: bytes)
        guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
        func number(_ places: Range<Int>) -> Int? {
            var number = 0
            for place in places {
                guard (48...57).contains(bytes[place]) else { return nil }
                number = number * 10 + Int(bytes[place] - 48)
            }
            return number
        }
        guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10) else { return nil }
        self.init(year, month, day, years: years)
    }

    package init?(year: Int, month: Int, day: Int) { self.init(year, month, day, years: BusinessDay.calendar) }

    private static let calendar = 1900...2199

    private init?(_ year: Int, _ month: Int, _ day: Int, years: ClosedRange<Int>) {
        guard years.contains(year), (1...12).contains(month), day >= 1, day <= BusinessDay.length(of: month, in: year) else {
            return nil
        }
        self.year = year
        self.month = month
        self.day = day
    }

    /// The Berlin day of a moment.
    package init(berlinDayOf instant: Instant) {
        let local = BerlinCalendar.clamped(instant.milliseconds) + BerlinCalendar.offsetSeconds(at: instant) * 1000
        self.init(daysSince1970: Int64(floorDivide(local, 86_400_000)))
    }

    package init(daysSince1970 days: Int64) {
        // Civil-from-days by Howard Hinnant's published algorithm; eras of 400 years keep it exact.
        let shifted = min(max(days, -BerlinCalendar.lastDay), BerlinCalendar.lastDay) + 719_468
        let era = floorDivide(shifted, 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthIndex = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * monthIndex + 2) / 5 + 1)
        month = Int(monthIndex < 10 ? monthIndex + 3 : monthIndex - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int64 {
        let shiftedYear = Int64(month <= 2 ? year - 1 : year)
        let era = floorDivide(shiftedYear, 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// The moment this day begins in Berlin.
    package var startInBerlin: Instant {
        let midnight = Instant(milliseconds: daysSince1970 * 86_400_000)
        // Berlin is ahead of UTC, so its midnight is one or two hours earlier; the change itself is never at midnight.
        let guess = midnight.adding(milliseconds: -2 * 3_600_000)
        return BerlinCalendar.offsetSeconds(at: guess) == 7200 ? guess : midnight.adding(milliseconds: -3_600_000)
    }

    /// 1 = Monday … 7 = Sunday.
    package var weekday: Int { Int(floorModulo(daysSince1970 + 3, 7)) + 1 }
    package func adding(days: Int) -> BusinessDay { BusinessDay(daysSince1970: daysSince1970.plus(Int64(days))) }

    package static func length(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    package static func < (left: BusinessDay, right: BusinessDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension BusinessDay: CustomStringConvertible {
    package var description: String {
        guard (0...9999).contains(year) else { return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))" }
        // A list has a hundred thousand of them.
        return String(unsafeUninitializedCapacity: 10) { text in
            for (place, number) in [(0, year / 100), (2, year % 100), (5, month), (8, day)] {
                (text[place], text[place + 1]) = (UInt8(48 + number / 10), UInt8(48 + number % 10))
            }
            (text[4], text[7]) = (UInt8(ascii: "-"), UInt8(ascii: "-"))
            return 10
        }
    }
}

extension BusinessDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = BusinessDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day yyyy-MM-dd")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// The digits of a number that is not negative, filled up with zeros to a width.
package func padded(_ number: some BinaryInteger, _ width: Int, radix: Int = 10) -> String {
    let digits = String(number, radix: radix)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

func floorDivide(_ left: Int64, _ right: Int64) -> Int64 {
    let quotient = left / right
    return left % right < 0 ? quotient - 1 : quotient
}

func floorModulo(_ left: Int64, _ right: Int64) -> Int64 { left - floorDivide(left, right) * right }
