import Bookkeeping

/// JSON as it arrives. Numbers are read from their text as decimals, never as binary fractions.
enum JSONValue: Sendable, Hashable {
    case null
    case flag(Bool)
    /// Exact to ``ExactDecimal/maximumDigits`` digits.
    case number(ExactDecimal)
    case text(String)
    case list([JSONValue])
    case object(JSONMembers)
    /// A number beyond every range we know: it spoils its own field, not the page around it.
    case outOfRange

    /// Nil when the bytes are not one whole JSON value, or too many values for their size (``JSONWeight``).
    init?(bytes: [UInt8]) {
        do throws(JSONFailure) { self = try JSONReading.value(of: bytes) } catch { return nil }
    }

    /// Whether a body is a web page: what a proxy, a login page or a maintenance page sends instead of an answer.
    static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(1024).drop { $0 <= 0x20 || $0 >= 0x80 }
        guard head.first == UInt8(ascii: "<") else { return false }
        let text = String(decoding: head, as: UTF8.self).lowercased()
        return text.hasPrefix("<!doctype html") || text.contains("<html") || text.contains("<head") || text.contains("<body")
    }
}
