/// Walks over the Unicode scalars of a file and knows line and column at every step.
struct XMLCursor {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    private var column = 1

    init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

    var location: SourceLocation { SourceLocation(line: line, column: column) }
    var isAtEnd: Bool { index == scalars.count }
    var next: Unicode.Scalar? { isAtEnd ? nil : scalars[index] }

    func startsWith(_ literal: String) -> Bool { scalars[index...].starts(with: literal.unicodeScalars) }

    /// Consumes one scalar; characters XML 1.0 forbids are refused wherever they stand.
    mutating func advance() throws(Fault) -> Unicode.Scalar {
        guard let scalar = next else { throw Fault(location, "the file ends too early") }
        guard Self.isXMLCharacter(scalar) else {
            throw Fault(location, "the character U+\(String(scalar.value, radix: 16, uppercase: true)) is not allowed in XML")
        }
        index += 1
        if scalar == "\n" {
            line += 1
            column = 1
        } else {
            column += 1
        }
        return scalar
    }

    /// Consumes `literal` if it stands here.
    mutating func take(_ literal: String) throws(Fault) -> Bool {
        guard startsWith(literal) else { return false }
        for _ in literal.unicodeScalars { _ = try advance() }
        return true
    }

    mutating func expect(_ literal: String, _ purpose: String) throws(Fault) {
        let here = location
        guard !isAtEnd else { throw Fault(here, "the file ends where '\(literal)' is expected \(purpose)") }
        guard try take(literal) else { throw Fault(here, "'\(literal)' is expected \(purpose)") }
    }

    /// Returns whether there was any white space.
    @discardableResult
    mutating func skipWhitespace() throws(Fault) -> Bool {
        let start = index
        while let scalar = next, Self.isWhitespace(scalar) { _ = try advance() }
        return index > start
    }

    static func isWhitespace(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
    }

    private static func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
        isWhitespace(scalar) || (scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF)
    }
}
