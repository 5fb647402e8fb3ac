package import Bookkeeping

extension SandboxJSON {
    /// Reads RFC 8259 strictly: one value, UTF-8, nothing after it, at most ``maximumDepth`` levels.
    package static func parse(_ bytes: [UInt8]) throws(JSONFailure) -> SandboxJSON {
        var parser = SandboxJSONParser(scanner: try JSONScanner(bytes))
        let value = try parser.value(depth: 0)
        try parser.scanner.end()
        return value
    }

    package static let maximumDepth = 64
}

struct SandboxJSONParser {
    var scanner: JSONScanner

    mutating func value(depth: Int) throws(JSONFailure) -> SandboxJSON {
        guard depth < SandboxJSON.maximumDepth else { throw scanner.failure("nested too deeply") }
        scanner.skipBlanks()
        switch scanner.next {
        case nil: throw scanner.failure("unexpected end")
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try scanner.text())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func word(_ word: StaticString, _ value: SandboxJSON) throws(JSONFailure) -> SandboxJSON {
        try scanner.word(word)
        return value
    }

    private mutating func object(depth: Int) throws(JSONFailure) -> SandboxJSON {
        _ = scanner.takes("{")
        var object = SandboxObject()
        if scanner.takes("}") { return .object(object) }
        repeat {
            let key = try scanner.name()
            object[key] = try value(depth: depth + 1)
        } while scanner.takes(",")
        guard scanner.takes("}") else { throw scanner.failure("expected } or a comma") }
        return .object(object)
    }

    private mutating func array(depth: Int) throws(JSONFailure) -> SandboxJSON {
        _ = scanner.takes("[")
        var elements: [SandboxJSON] = []
        if scanner.takes("]") { return .array(elements) }
        repeat { elements.append(try value(depth: depth + 1)) } while scanner.takes(",")
        guard scanner.takes("]") else { throw scanner.failure("expected ] or a comma") }
        return .array(elements)
    }

    private mutating func number() throws(JSONFailure) -> SandboxJSON {
        let text = try scanner.number()
        if text != "-0", let value = Int(text) { return .int(value) }
        return .number(text)
    }
}
