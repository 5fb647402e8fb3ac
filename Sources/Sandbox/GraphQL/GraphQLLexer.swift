struct GraphQLToken: Hashable {
    enum Kind: Hashable { case punctuation, name, int, float, string, end }

    var kind: Kind
    /// The text itself; of a string its value.
    var text: String
    var line: Int
    var column: Int
}

/// Splits a request or schema text into tokens. A text longer than ``maximumTokens`` is refused.
struct GraphQLLexer {
    static let maximumTokens = 20_000

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var lineStart = 0

    private init(_ text: String) { bytes = Array(text.utf8) }

    static func tokens(of text: String) throws(GraphQLFailure) -> [GraphQLToken] {
        var lexer = GraphQLLexer(text)
        var tokens: [GraphQLToken] = []
        while let token = try lexer.next() {
            tokens.append(token)
            guard tokens.count < maximumTokens else { throw GraphQLFailure("Syntax Error: Document contains too many tokens.") }
        }
        tokens.append(lexer.token(.end, "<EOF>", at: lexer.position))
        return tokens
    }

    private func token(_ kind: GraphQLToken.Kind, _ text: String, at start: Int) -> GraphQLToken {
        GraphQLToken(kind: kind, text: text, line: line, column: start - lineStart + 1)
    }

    private mutating func skipIgnored() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x09, 0x0D, UInt8(ascii: ","): position += 1
            case 0xEF where bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]): position += 3
            case 0x0A:
                position += 1
                line += 1
                lineStart = position
            case UInt8(ascii: "#"):
                while position < bytes.count, bytes[position] != 0x0A { position += 1 }
            default: return
            }
        }
    }

    private mutating func next() throws(GraphQLFailure) -> GraphQLToken? {
        skipIgnored()
        guard position < bytes.count else { return nil }
        let start = position
        let byte = bytes[position]
        if GraphQLLexer.isNameStart(byte) {
            while position < bytes.count, GraphQLLexer.isNameStart(bytes[position]) || GraphQLLexer.isDigit(bytes[position]) {
                position += 1
            }
            return token(.name, text(from: start), at: start)
        }
        if "{}()[]:=!|@$&".utf8.contains(byte) {
            position += 1
            return token(.punctuation, text(from: start), at: start)
        }
        if bytes[position...].starts(with: "...".utf8) {
            position += 3
            return token(.punctuation, "...", at: start)
        }
        if byte == UInt8(ascii: "\"") { return try string(start) }
        if byte == UInt8(ascii: "-") || GraphQLLexer.isDigit(byte) { return try number(start) }
        throw GraphQLFailure("Syntax Error: Cannot parse the unexpected character \(SandboxJSON.string(unexpected()).text).")
    }

    private func unexpected() -> String { String(decoding: bytes[position..<min(position + 1, bytes.count)], as: UTF8.self) }
    private func text(from start: Int) -> String { String(decoding: bytes[start..<position], as: UTF8.self) }
    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    private static func isNameStart(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "_")
    }

    private mutating func number(_ start: Int) throws(GraphQLFailure) -> GraphQLToken {
        while position < bytes.count, GraphQLLexer.isDigit(bytes[position]) || "+-.eE".utf8.contains(bytes[position]) { position += 1 }
        let text = text(from: start)
        // A GraphQL number is a JSON number.
        guard let value = try? SandboxJSON.parse(Array(text.utf8)), value.decimalText != nil else {
            throw GraphQLFailure("Syntax Error: Invalid number \(text).")
        }
        guard position == bytes.count || !GraphQLLexer.isNameStart(bytes[position]) else {
            throw GraphQLFailure("Syntax Error: Invalid number \(text)\(unexpected()).")
        }
        return token(text.contains(where: { ".eE".contains($0) }) ? .float : .int, text, at: start)
    }

    private mutating func string(_ start: Int) throws(GraphQLFailure) -> GraphQLToken {
        if bytes[position...].starts(with: "\"\"\"".utf8) { return try blockString(start) }
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\""), bytes[position] != 0x0A {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            throw GraphQLFailure("Syntax Error: Unterminated string.")
        }
        position += 1
        // The escapes of a GraphQL string are those of JSON.
        guard let value = try? SandboxJSON.parse(Array(bytes[start..<position])), let content = value.stringValue else {
            throw GraphQLFailure("Syntax Error: Invalid string.")
        }
        return token(.string, content, at: start)
    }

    private mutating func blockString(_ start: Int) throws(GraphQLFailure) -> GraphQLToken {
        position += 3
        let contentStart = position
        while position < bytes.count, !bytes[position...].starts(with: "\"\"\"".utf8) { position += 1 }
        guard position < bytes.count else { throw GraphQLFailure("Syntax Error: Unterminated string.") }
        let content = text(from: contentStart)
        let result = token(.string, GraphQLLexer.withoutIndentation(content), at: start)
        for (offset, byte) in bytes[contentStart..<position].enumerated() where byte == 0x0A {
            line += 1
            lineStart = contentStart + offset + 1
        }
        position += 3
        return result
    }

    private static func withoutIndentation(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.drop { $0 == " " || $0 == "\t" } }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines.joined(separator: "\n")
    }
}
