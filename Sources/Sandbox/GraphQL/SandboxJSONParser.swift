/// Where and why a text is not JSON.
package struct SandboxJSONFailure: Error, Sendable, Hashable {
    package var offset: Int
    package var message: String
}

extension SandboxJSON {
    /// Reads RFC 8259 strictly: one value, UTF-8, nothing after it, at most ``maximumDepth`` levels.
    package static func parse(_ bytes: [UInt8]) throws(SandboxJSONFailure) -> SandboxJSON {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw SandboxJSONFailure(offset: 0, message: "not UTF-8") }
        var parser = SandboxJSONParser(bytes: bytes)
        let value = try parser.value(depth: 0)
        parser.skipSpace()
        guard parser.position == bytes.count else { throw parser.failure("text after the value") }
        return value
    }

    package static let maximumDepth = 64
}

struct SandboxJSONParser {
    let bytes: [UInt8]
    var position = 0

    func failure(_ message: String) -> SandboxJSONFailure { SandboxJSONFailure(offset: position, message: message) }

    mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    mutating func value(depth: Int) throws(SandboxJSONFailure) -> SandboxJSON {
        guard depth < SandboxJSON.maximumDepth else { throw failure("nested too deeply") }
        skipSpace()
        guard position < bytes.count else { throw failure("unexpected end") }
        switch bytes[position] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ text: String, _ value: SandboxJSON) throws(SandboxJSONFailure) -> SandboxJSON {
        guard bytes[position...].starts(with: text.utf8) else { throw failure("unknown word") }
        position += text.utf8.count
        return value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func object(depth: Int) throws(SandboxJSONFailure) -> SandboxJSON {
        position += 1
        var object = SandboxObject()
        if take("}") { return .object(object) }
        repeat {
            skipSpace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw failure("expected a key") }
            let key = try string()
            guard take(":") else { throw failure("expected a colon") }
            object[key] = try value(depth: depth + 1)
        } while take(",")
        guard take("}") else { throw failure("expected } or a comma") }
        return .object(object)
    }

    private mutating func array(depth: Int) throws(SandboxJSONFailure) -> SandboxJSON {
        position += 1
        var elements: [SandboxJSON] = []
        if take("]") { return .array(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while take(",")
        guard take("]") else { throw failure("expected ] or a comma") }
        return .array(elements)
    }

    private mutating func digits() -> Int {
        let start = position
        while position < bytes.count, (0x30...0x39).contains(bytes[position]) { position += 1 }
        return position - start
    }

    private mutating func number() throws(SandboxJSONFailure) -> SandboxJSON {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        let first = position
        let whole = digits()
        guard whole > 0, whole == 1 || bytes[first] != UInt8(ascii: "0") else { throw failure("not a value") }
        var isWhole = true
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            isWhole = false
            position += 1
            guard digits() > 0 else { throw failure("digit expected") }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            isWhole = false
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") { position += 1 }
            guard digits() > 0 else { throw failure("digit expected") }
        }
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        if isWhole, let value = Int(text), text != "-0" { return .int(value) }
        return .number(text)
    }

    private mutating func string() throws(SandboxJSONFailure) -> String {
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
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

    private mutating func escape(into content: inout [UInt8]) throws(SandboxJSONFailure) {
        position += 1
        guard position < bytes.count else { throw failure("unterminated escape") }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): content.append(byte)
        case UInt8(ascii: "b"): content.append(0x08)
        case UInt8(ascii: "f"): content.append(0x0C)
        case UInt8(ascii: "n"): content.append(0x0A)
        case UInt8(ascii: "r"): content.append(0x0D)
        case UInt8(ascii: "t"): content.append(0x09)
        case UInt8(ascii: "u"): content.append(contentsOf: String(try unicodeEscape()).utf8)
        default: throw failure("unknown escape")
        }
    }

    private mutating func unicodeEscape() throws(SandboxJSONFailure) -> Unicode.Scalar {
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

    private mutating func hexadecimal() throws(SandboxJSONFailure) -> UInt32 {
        guard position + 4 <= bytes.count else { throw failure("unterminated escape") }
        var value: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { throw failure("four hexadecimal digits expected") }
            value = value * 16 + UInt32(digit)
        }
        position += 4
        return value
    }
}
