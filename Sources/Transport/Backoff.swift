/// How long to wait before trying again: capped exponential with full jitter, and never sooner than the remote asked for.
package struct Backoff: Sendable {
    package var firstMilliseconds: Int64
    package var capMilliseconds: Int64

    package static let longestMilliseconds: Int64 = 60_000

    /// The cap bounds `Retry-After` as well: a remote cannot send us to sleep (lexoffice-api.md §2.1).
    package init(firstMilliseconds: Int64 = 1000, capMilliseconds: Int64 = Backoff.longestMilliseconds) {
        self.firstMilliseconds = max(1, firstMilliseconds)
        self.capMilliseconds = max(1, capMilliseconds)
    }

    /// Milliseconds in 0...cap.
    /// - Parameters:
    ///   - attempt: how many tries have failed, 1 after the first.
    ///   - retryAfter: the header as it came; one that cannot be read counts as none.
    package func delay(afterAttempt attempt: Int, retryAfter: String? = nil, time: any TimeSource) -> Int64 {
        let jittered = Int64(time.randomWord() % UInt64(ceiling(afterAttempt: attempt) + 1))
        let asked = retryAfter.flatMap { RetryAfter.milliseconds($0, wallMilliseconds: time.wallMilliseconds()) } ?? 0
        return min(max(jittered, asked), capMilliseconds)
    }

    private func ceiling(afterAttempt attempt: Int) -> Int64 {
        var ceiling = min(firstMilliseconds, capMilliseconds)
        for _ in 1..<min(max(attempt, 1), 64) where ceiling < capMilliseconds {
            ceiling = ceiling > capMilliseconds / 2 ? capMilliseconds : ceiling * 2
        }
        return ceiling
    }
}

/// The `Retry-After` field (RFC 9110 §10.2.3): seconds, or a date as `Sun, 06 Nov 1994 08:49:37 GMT`.
package enum RetryAfter {
    /// Milliseconds from now, 0 for the past. Nil if the text is neither form.
    package static func milliseconds(_ text: String, wallMilliseconds: Int64) -> Int64? {
        let text = text.drop { $0 == " " }
        if !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) {
            guard text.utf8.count <= 12, let seconds = Int64(text) else { return Int64.max }
            return seconds * 1000
        }
        return date(text).map { max(0, $0 - wallMilliseconds) }
    }

    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    private static let weekdays = ["Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,"]

    /// The form of every date in HTTP (RFC 9110 §5.6.7), in milliseconds.
    package static func date(_ text: String) -> Int64? { date(text[...]) }

    private static func date(_ text: Substring) -> Int64? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 6, weekdays.contains(parts[0]), parts[5] == "GMT",
            let day = number(parts[1], digits: 2), let month = months.firstIndex(of: parts[2]), let year = number(parts[3], digits: 4),
            (1...31).contains(day), year >= 1970
        else { return nil }
        let clock = parts[4].split(separator: ":", omittingEmptySubsequences: false).map { number(String($0), digits: 2) ?? 99 }
        guard clock.count == 3, clock[0] < 24, clock[1] < 60, clock[2] < 61 else { return nil }
        let seconds = days(year: year, month: Int64(month) + 1, day: day) * 86_400 + clock[0] * 3600 + clock[1] * 60 + clock[2]
        return seconds * 1000
    }

    private static func number(_ text: String, digits: Int) -> Int64? {
        guard text.utf8.count == digits, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int64(text)
    }

    /// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March so that the leap day comes last.
    private static func days(year: Int64, month: Int64, day: Int64) -> Int64 {
        let marchYear = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return marchYear * 365 + marchYear / 4 - marchYear / 100 + marchYear / 400 + dayOfYear - 719_468
    }
}
