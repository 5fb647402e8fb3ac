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

    private let bytes: [UInt8]
    private var position = 0
    private var weightLeft: Int
    /// Of the objects and lists being read, the outermost first: each takes its own from the end when it closes, in one piece.
    private var members: [JSONMembers.Pair] = []
    private var elements: [JSONValue] = []

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
        weightLeft = JSONWeight.maximum(bytes: bytes.count)
    }

    /// Nil when the bytes are not one whole value.
    static func value(of bytes: [UInt8]) -> JSONValue? {
        var reading = JSONReading(bytes)
        guard String(validating: bytes, as: UTF8.self) != nil, let value = reading.value(depth: 0) else { return nil }
        reading.skipBlanks()
        return reading.position == bytes.count ? value : nil
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Whether this character came next, blanks aside.
    private mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) -> JSONValue? {
        guard depth < Self.depthMaximum, weighs() else { return nil }
        skipBlanks()
        switch next {
        case UInt8(ascii: "{"): return object(depth: depth)
        case UInt8(ascii: "["): return list(depth: depth)
        case UInt8(ascii: "\""): return text().map(JSONValue.text)
        case UInt8(ascii: "t"): return word("true", .flag(true))
        case UInt8(ascii: "f"): return word("false", .flag(false))
        case UInt8(ascii: "n"): return word("null", .null)
        default: return number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: JSONValue) -> JSONValue? {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count else { return nil }
        let isThere = word.withUTF8Buffer { bytes[position..<end].elementsEqual($0) }
        position = end
        return isThere ? value : nil
    }

    private mutating func weighs() -> Bool {
        weightLeft -= 1
        return weightLeft >= 0
    }

    private mutating func object(depth: Int) -> JSONValue? {
        position += 1
        if takes("}") { return weighs() ? .object([:]) : nil }
        let start = members.count
        repeat {
            skipBlanks()
            guard next == UInt8(ascii: "\""), let name = text(), takes(":"), let member = value(depth: depth + 1) else { return nil }
            members.append((name, member))
        } while takes(",")
        guard takes("}") else { return nil }
        defer { members.removeSubrange(start...) }
        return .object(JSONMembers(members[start...]))
    }

    private mutating func list(depth: Int) -> JSONValue? {
        position += 1
        if takes("]") { return weighs() ? .list([]) : nil }
        let start = elements.count
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            elements.append(value)
        } while takes(",")
        guard takes("]") else { return nil }
        defer { elements.removeSubrange(start...) }
        return .list(Array(elements[start...]))
    }
}

// MARK: numbers

extension JSONReading {
    /// How many digits came.
    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
        return position - start
    }

    private mutating func number() -> JSONValue? {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let isLeadingZero = next == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, whole == 1 || !isLeadingZero else { return nil }
        if next == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { return nil }
        }
        var hasExponent = false
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
            hasExponent = true
            position += 1
            if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { position += 1 }
            guard digits() > 0 else { return nil }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if !hasExponent, let number = ExactDecimal(text) { return .number(number) }
        // Rare: an exponent, or more digits than a figure on a document has, which may yet be trailing zeros.
        let decimal = try? JSONDecoder().decode(Decimal.self, from: Data(text.utf8))
        return decimal.flatMap { ExactDecimal($0.description) }.map(JSONValue.number) ?? .outOfRange
    }
}

// MARK: texts

extension JSONReading {
    private mutating func text() -> String? {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[start..<position - 1], as: UTF8.self)
            case UInt8(ascii: "\\"): return escapedText(from: start)
            case 0..<0x20: return nil
            default: position += 1
            }
        }
        return nil
    }

    /// From the first backslash on, with what stood before it.
    private mutating func escapedText(from start: Int) -> String? {
        var content = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""): return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): guard escape(into: &content) else { return nil }
            case 0..<0x20: return nil
            default: content.append(byte)
            }
        }
        return nil
    }

    private mutating func escape(into content: inout [UInt8]) -> Bool {
        guard let byte = next else { return false }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"):
            guard let scalar = scalar() else { return false }
            content.append(contentsOf: String(Character(scalar)).utf8)
        default: return false
        }
        return true
    }

    /// Four hexadecimal digits, or twice four for what lies beyond them; half a pair is no character.
    private mutating func scalar() -> Unicode.Scalar? {
        guard let high = hexadecimal() else { return nil }
        guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
        guard next == UInt8(ascii: "\\") else { return nil }
        position += 1
        guard next == UInt8(ascii: "u") else { return nil }
        position += 1
        guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return nil }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
    }

    private mutating func hexadecimal() -> UInt32? {
        guard position + 4 <= bytes.count else { return nil }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: return nil
            }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }
}
