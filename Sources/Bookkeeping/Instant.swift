/// A moment as milliseconds since 1970-01-01T00:00:00Z. It exists at the edges and in the journal; the books know days.
package struct Instant: Sendable, Hashable, Comparable, Codable {
    package let milliseconds: Int64

    /// The end of the year 9999. A state, a header or a clock may name any number; bounded, two moments can be subtracted and a day be
    /// found for each.
    private static let bounds = -253_402_300_799_999...253_402_300_799_999 as ClosedRange<Int64>

    /// A moment beyond the bounds becomes the last one within.
    package init(milliseconds: Int64) {
        self.milliseconds = min(max(milliseconds, Instant.bounds.lowerBound), Instant.bounds.upperBound)
    }

    /// Reads ISO 8601 with `T` and an explicit offset or `Z`, with or without a fraction. Nil for anything else.
    package init?(iso text: String) {
        var text = text
        guard let read = text.withUTF8({ Instant(iso: $0) }) else { return nil }
        self = read
    }

    /// A list has a hundred thousand of them.
    package init?(iso bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T"), let day = BusinessDay(bytes: bytes.prefix(10)) else { return nil }
        func number(_ at: Int) -> Int? {
            guard at + 1 < bytes.count, (48...57).contains(bytes[at]), (48...57).contains(bytes[at + 1]) else { return nil }
            return Int(bytes[at] - 48) * 10 + Int(bytes[at + 1] - 48)
        }
        guard let hour = number(11), let minute = number(14), let second = number(17), bytes[13] == 58, bytes[16] == 58,
            hour < 24, minute < 60, second < 61
        else { return nil }
        var position = 19
        var fraction: Int64 = 0
        if bytes[position] == UInt8(ascii: ".") {
            position += 1
            var weight: Int64 = 100
            let start = position
            while position < bytes.count, (48...57).contains(bytes[position]) {
                fraction += Int64(bytes[position] - 48) * weight
                weight /= 10
                position += 1
            }
            guard position > start, position - start <= 9 else { return nil }
        }
        guard position < bytes.count, let offset = Instant.offsetMinutes(bytes[position...]) else { return nil }
        let seconds = day.daysSince1970 * 86_400 + Int64(hour * 3600 + minute * 60 + second) - offset * 60
        self.init(milliseconds: seconds * 1000 + fraction)
    }

    private static func offsetMinutes(_ tail: Slice<UnsafeBufferPointer<UInt8>>) -> Int64? {
        let bytes = UnsafeBufferPointer(rebasing: tail)
        if bytes.count == 1, bytes[0] == UInt8(ascii: "Z") { return 0 }
        guard bytes.count == 6, bytes[0] == UInt8(ascii: "+") || bytes[0] == UInt8(ascii: "-"), bytes[3] == UInt8(ascii: ":") else {
            return nil
        }
        func digit(_ place: Int) -> Int64? { (48...57).contains(bytes[place]) ? Int64(bytes[place] - 48) : nil }
        guard let tens = digit(1), let ones = digit(2), let tensOfMinutes = digit(4), let onesOfMinutes = digit(5) else { return nil }
        let (hours, minutes) = (tens * 10 + ones, tensOfMinutes * 10 + onesOfMinutes)
        guard hours <= 14, minutes < 60 else { return nil }
        return (bytes[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    /// `2026-03-31T10:15:09.447Z`
    package var isoText: String { BerlinCalendar.text(self, offsetSeconds: 0, suffix: "Z", fraction: true) }

    /// `2026-03-31T12:15:09.447+02:00`: how lexoffice writes moments.
    package var berlinText: String {
        let offset = BerlinCalendar.offsetSeconds(at: self)
        return BerlinCalendar.text(self, offsetSeconds: offset, suffix: offset == 7200 ? "+02:00" : "+01:00", fraction: true)
    }

    /// `12:15`, what a clock on the wall shows.
    package var berlinClock: String { String(berlinText.dropFirst(11).prefix(5)) }

    package func adding(milliseconds delta: Int64) -> Instant { Instant(milliseconds: milliseconds.plus(delta)) }
    package func adding(seconds: Int) -> Instant { adding(milliseconds: Int64(seconds).times(1000)) }
    package func milliseconds(since earlier: Instant) -> Int64 { milliseconds.minus(earlier.milliseconds) }
    package static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }
    package init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
