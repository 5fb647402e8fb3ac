/// Walks over the bytes of a UTF-8 text and knows line and column at every step.
struct XMLCursor {
    private let bytes: [UInt8]
    private(set) var index = 0
    private var line = 1
    private var column = 1

    /// - Parameter bytes: valid UTF-8; whoever makes a cursor has checked it.
    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var location: SourceLocation { SourceLocation(line: line, column: column) }
    var isAtEnd: Bool { index == bytes.count }
    var next: UInt8? { isAtEnd ? nil : bytes[index] }

    func startsWith(_ literal: StaticString) -> Bool {
        guard bytes.count - index >= literal.utf8CodeUnitCount else { return false }
        return literal.withUTF8Buffer { literal in literal.indices.allSatisfy { bytes[index + $0] == literal[$0] } }
    }

    func text(from start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

    /// Consumes one byte; characters XML 1.0 forbids are refused wherever they stand.
    mutating func advance() throws(Fault) -> UInt8 {
        guard !isAtEnd else { throw Fault(location, "the file ends too early") }
        let byte = bytes[index]
        if byte < 0x20 || byte == 0xEF { try refuseForbidden(byte) }
        index += 1
        if byte == 0x0A {
            line += 1
            column = 1
        } else if byte & 0xC0 != 0x80 {
            column += 1
        }
        return byte
    }

    /// Consumes `literal` if it stands here.
    mutating func take(_ literal: StaticString) throws(Fault) -> Bool {
        guard startsWith(literal) else { return false }
        for _ in 0..<literal.utf8CodeUnitCount { _ = try advance() }
        return true
    }

    mutating func expect(_ literal: StaticString, _ purpose: @autoclosure () -> String) throws(Fault) {
        let here = location
        guard !isAtEnd else { throw Fault(here, "the file ends where '\(literal)' is expected \(purpose())") }
        guard try take(literal) else { throw Fault(here, "'\(literal)' is expected \(purpose())") }
    }

    /// Returns whether there was any white space.
    @discardableResult
    mutating func skipWhitespace() throws(Fault) -> Bool {
        let start = index
        while let byte = next, Self.isWhitespace(byte) { _ = try advance() }
        return index > start
    }

    static func isWhitespace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D }

    private func refuseForbidden(_ byte: UInt8) throws(Fault) {
        if byte < 0x20 {
            guard !Self.isWhitespace(byte) else { return }
            throw Fault(location, "the character U+\(String(byte, radix: 16, uppercase: true)) is not allowed in XML")
        }
        guard startsWith("\u{FFFE}") || startsWith("\u{FFFF}") else { return }
        throw Fault(location, "the character U+\(startsWith("\u{FFFE}") ? "FFFE" : "FFFF") is not allowed in XML")
    }
}
