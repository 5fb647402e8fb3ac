/// Where and why a text is not JSON.
package struct JSONFailure: Error, Sendable, Hashable {
    package var offset: Int
    package var message: String
}

/// Walks RFC 8259 strictly, piece by piece; what becomes of the pieces, and how many there may be, is for whoever reads them.
package struct JSONScanner: Sendable {
    private let bytes: [UInt8]
    private var position = 0

    package init(_ bytes: [UInt8]) throws(JSONFailure) {
        self.bytes = bytes
        guard String(validating: bytes, as: UTF8.self) != nil else { throw failure("not UTF-8") }
    }

    package func failure(_ message: String) -> JSONFailure { JSONFailure(offset: position, message: message) }

    /// The byte that comes next, nil at the end.
    package var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    package mutating func skipBlanks() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0A, 0x0D: position += 1
            default: return
            }
        }
    }

    /// Whether this character came next, blanks aside.
    package mutating func takes(_ character: Unicode.Scalar) -> Bool {
        skipBlanks()
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    /// What the end must be, blanks aside.
    package mutating func end() throws(JSONFailure) {
        skipBlanks()
        guard position == bytes.count else { throw failure("text after the value") }
    }

    package mutating func word(_ word: StaticString) throws(JSONFailure) {
        guard word.withUTF8Buffer({ bytes[position...].starts(with: $0) }) else { throw failure("unknown word") }
        position += word.utf8CodeUnitCount
    }

    /// The name of a member with the colon behind it.
    package mutating func name() throws(JSONFailure) -> String {
        skipBlanks()
        guard next == UInt8(ascii: "\"") else { throw failure("expected a key") }
        let name = try text()
        guard takes(":") else { throw failure("expected a colon") }
        return name
    }
}

// MARK: numbers

extension JSONScanner {
    /// How many digits came.
    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
        return position - start
    }

    /// A number as it is written.
    package mutating func number() throws(JSONFailure) -> String {
        let start = position
        if next == UInt8(ascii: "-") { position += 1 }
        let isLeadingZero = next == UInt8(ascii: "0")
        let whole = digits()
        guard whole > 0, whole == 1 || !isLeadingZero else { throw failure("not a value") }
        if next == UInt8(ascii: ".") {
            position += 1
            guard digits() > 0 else { throw failure("digit expected") }
        }
        if let byte = next, byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if next == UInt8(ascii: "-") || next == UInt8(ascii: "+") { position += 1 }
            guard digits() > 0 else { throw failure("digit expected") }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }
}

// MARK: texts

extension JSONScanner {
    /// From its quotation mark on.
    package mutating func text() throws(JSONFailure) -> String {
        position += 1
        let start = position
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: bytes[start..<position - 1], as: UTF8.self)
            case UInt8(ascii: "\\"): return try escapedText(from: start)
            case 0..<0x20: throw failure("control character")
            default: position += 1
            }
        }
        throw failure("unterminated string")
    }

    /// From the first backslash on, with what stood before it.
    private mutating func escapedText(from start: Int) throws(JSONFailure) -> String {
        var content = Array(bytes[start..<position])
        while let byte = next {
            switch byte {
            case UInt8(ascii: "\""):
                position += 1
                return String(decoding: content, as: UTF8.self)
            case UInt8(ascii: "\\"): try escape(into: &content)
            case 0..<0x20: throw failure("control character")
            default:
                content.append(byte)
                position += 1
            }
        }
        throw failure("unterminated string")
    }

    private mutating func escape(into content: inout [UInt8]) throws(JSONFailure) {
        position += 1
        guard let byte = next else { throw failure("unterminated escape") }
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(Character(try scalar())).utf8)
        default: throw failure("unknown escape")
        }
    }

    /// Four hexadecimal digits, or twice four for what lies beyond them; half a pair is no character.
    private mutating func scalar() throws(JSONFailure) -> Unicode.Scalar {
        let high = try hexadecimal()
        guard (0xD800..<0xDC00).contains(high) else {
            guard let scalar = Unicode.Scalar(high) else { throw failure("lone surrogate") }
            return scalar
        }
        guard bytes[position...].starts(with: "\\u".utf8) else { throw failure("lone surrogate") }
        position += 2
        let low = try hexadecimal()
        guard (0xDC00..<0xE000).contains(low), let scalar = Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) else {
            throw failure("lone surrogate")
        }
        return scalar
    }

    private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failure("unterminated escape") }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw failure("four hexadecimal digits expected") }
            value = value << 4 | UInt32(digit)
        }
        position += 4
        return value
    }
}
