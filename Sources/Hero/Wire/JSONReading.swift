import Bookkeeping
import FoundationEssentials
import Transport

/// Reads RFC 8259 strictly into ``JSONValue``: one value, UTF-8, nothing after it, at most ``depthMaximum`` levels
/// and as many values as ``JSONWeight`` allows.
///
/// `JSONDecoder` tries one type after another for each value of a tree whose shape is not known beforehand; that was half of the CPU
/// of a quiet pass, in which HERO's list of 200 documents holds nothing new.
struct JSONReading {
    static let depthMaximum = 512

    private var scanner: JSONScanner
    private var weightLeft: Int
    /// Of the objects and lists being read, the outermost first: each takes its own from the end when it closes, in one piece.
    private var members: [JSONMembers.Pair] = []
    private var elements: [JSONValue] = []

    private init(_ bytes: [UInt8]) throws(JSONFailure) {
        scanner = try JSONScanner(bytes)
        weightLeft = JSONWeight.maximum(bytes: bytes.count)
    }

    /// Throws when the bytes are not one whole value.
    static func value(of bytes: [UInt8]) throws(JSONFailure) -> JSONValue {
        var reading = try JSONReading(bytes)
        let value = try reading.value(depth: 0)
        try reading.scanner.end()
        return value
    }

    private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
        guard depth < Self.depthMaximum else { throw scanner.failure("nested too deeply") }
        try weigh()
        scanner.skipBlanks()
        switch scanner.next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try list(depth: depth)
        case UInt8(ascii: "\""): return .text(try scanner.text())
        case UInt8(ascii: "t"): return try word("true", .flag(true))
        case UInt8(ascii: "f"): return try word("false", .flag(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) throws(JSONFailure) -> JSONValue {
        try scanner.word(word)
        return value
    }

    private mutating func weigh() throws(JSONFailure) {
        weightLeft -= 1
        guard weightLeft >= 0 else { throw scanner.failure("too many values for its size") }
    }

    private mutating func object(depth: Int) throws(JSONFailure) -> JSONValue {
        _ = scanner.takes("{")
        if scanner.takes("}") {
            try weigh()
            return .object([:])
        }
        let start = members.count
        repeat {
            let name = try scanner.name()
            members.append((name, try value(depth: depth + 1)))
        } while scanner.takes(",")
        guard scanner.takes("}") else { throw scanner.failure("expected } or a comma") }
        defer { members.removeSubrange(start...) }
        return .object(JSONMembers(members[start...]))
    }

    private mutating func list(depth: Int) throws(JSONFailure) -> JSONValue {
        _ = scanner.takes("[")
        if scanner.takes("]") {
            try weigh()
            return .list([])
        }
        let start = elements.count
        repeat { elements.append(try value(depth: depth + 1)) } while scanner.takes(",")
        guard scanner.takes("]") else { throw scanner.failure("expected ] or a comma") }
        defer { elements.removeSubrange(start...) }
        return .list(Array(elements[start...]))
    }

    private mutating func number() throws(JSONFailure) -> JSONValue {
        let text = try scanner.number()
        let hasExponent = text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") }
        if !hasExponent, let number = ExactDecimal(text) { return .number(number) }
        // Rare: an exponent, or more digits than a figure on a document has, which may yet be trailing zeros.
        let decimal = try? JSONDecoder().decode(Decimal.self, from: Data(text.utf8))
        return decimal.flatMap { ExactDecimal($0.description) }.map(JSONValue.number) ?? .outOfRange
    }
}
