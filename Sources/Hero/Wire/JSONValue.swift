import Bookkeeping
import FoundationEssentials

/// JSON as it arrives. Numbers are read from their text as decimals, never as binary fractions.
enum JSONValue: Sendable, Hashable {
    case null
    case flag(Bool)
    /// Exact to ``ExactDecimal/maximumDigits`` digits.
    case number(ExactDecimal)
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])
    /// A number beyond every range we know: it spoils its own field, not the page around it.
    case outOfRange

    /// Nil when the bytes are not one whole JSON value.
    init?(bytes: [UInt8]) {
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else { return nil }
        self = value
    }

    /// Whether a body is a web page: what a proxy, a login page or a maintenance page sends instead of an answer.
    static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
        let head = bytes.prefix(1024).drop { $0 <= 0x20 || $0 >= 0x80 }
        guard head.first == UInt8(ascii: "<") else { return false }
        let text = String(decoding: head, as: UTF8.self).lowercased()
        return text.hasPrefix("<!doctype html") || text.contains("<html") || text.contains("<head") || text.contains("<body")
    }
}

extension JSONValue: Decodable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let decimal = try? container.decode(Decimal.self) {
            self = ExactDecimal(decimal.description).map(JSONValue.number) ?? .outOfRange
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let members = try? container.decode([String: JSONValue].self) {
            self = .object(members)
        } else if let values = try? container.decode([JSONValue].self) {
            self = .list(values)
        } else {
            self = .outOfRange
        }
    }
}
