import Glibc
internal import Logging

/// A record as one line of text for a person, a file or a pipe.
enum PlainLine {
    /// `2026-03-31T10:00:00.123Z warning a document needs a person kind=invoice key=88003`
    /// - Parameter wallMilliseconds: since 1970, shown as UTC.
    static func dated(_ record: LogRecord, wallMilliseconds: Int64) -> String {
        "\(time(wallMilliseconds)) \(record.level.rawValue) \(words(record))\n"
    }

    /// For a stream that journald reads: `<4>` is the priority, the time is journald's.
    static func prefixed(_ record: LogRecord) -> String { "<\(record.priority)>\(words(record))\n" }

    private static func words(_ record: LogRecord) -> String {
        record.fields.reduce(into: record.message) { $0 += " \($1.field.rawValue)=\(quoted($1.value))" }
    }

    /// Values with spaces, quotes or nothing in them stand in quotes. Backslashes are escaped already.
    private static func quoted(_ value: String) -> String {
        let isPlain = !value.isEmpty && !value.unicodeScalars.contains { $0 == " " || $0 == "\"" || $0 == "=" }
        if isPlain { return value }
        return "\"" + value.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"") + "\""
    }

    private static func time(_ wallMilliseconds: Int64) -> String {
        var seconds = time_t(wallMilliseconds / 1000)
        var parts = tm()
        guard gmtime_r(&seconds, &parts) != nil else { return "-" }
        let date = "\(Int(parts.tm_year) + 1900)-\(digits(Int(parts.tm_mon) + 1, 2))-\(digits(Int(parts.tm_mday), 2))"
        let clock = "\(digits(Int(parts.tm_hour), 2)):\(digits(Int(parts.tm_min), 2)):\(digits(Int(parts.tm_sec), 2))"
        return "\(date)T\(clock).\(digits(Int(wallMilliseconds % 1000), 3))Z"
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.count)) + text
    }
}
