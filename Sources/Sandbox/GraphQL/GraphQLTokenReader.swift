/// The grammar shared by request texts and schema texts: tokens one by one, types, values, arguments.
struct GraphQLTokenReader {
    /// Selections and values nested deeper than this are refused.
    static let maximumDepth = 64

    private let tokens: [GraphQLToken]
    private var index = 0

    init(_ text: String) throws(GraphQLFailure) { tokens = try GraphQLLexer.tokens(of: text) }

    var current: GraphQLToken { tokens[min(index, tokens.count - 1)] }
    var isAtEnd: Bool { current.kind == .end }

    func failure(expected: String) -> GraphQLFailure {
        let found = current.kind == .name ? "Name \"\(current.text)\"" : current.text
        return GraphQLFailure("Syntax Error: Expected \(expected), found \(found).")
    }

    func unexpected() -> GraphQLFailure {
        GraphQLFailure("Syntax Error: Unexpected \(current.kind == .name ? "Name \"\(current.text)\"" : current.text).")
    }

    @discardableResult
    mutating func advance() -> GraphQLToken {
        let token = current
        index += 1
        return token
    }

    func isPunctuation(_ text: String) -> Bool { current.kind == .punctuation && current.text == text }

    mutating func skip(_ text: String) -> Bool {
        guard isPunctuation(text) else { return false }
        index += 1
        return true
    }

    mutating func expect(_ text: String) throws(GraphQLFailure) {
        guard skip(text) else { throw failure(expected: text) }
    }

    mutating func skipKeyword(_ text: String) -> Bool {
        guard current.kind == .name, current.text == text else { return false }
        index += 1
        return true
    }

    mutating func name() throws(GraphQLFailure) -> String {
        guard current.kind == .name else { throw failure(expected: "Name") }
        return advance().text
    }

    mutating func type(depth: Int = 0) throws(GraphQLFailure) -> GraphQLTypeReference {
        guard depth < GraphQLTokenReader.maximumDepth else { throw unexpected() }
        var result: GraphQLTypeReference
        if skip("[") {
            result = .list(try type(depth: depth + 1))
            try expect("]")
        } else {
            result = .named(try name())
        }
        if skip("!") { result = .nonNull(result) }
        return result
    }

    /// A value; `isConstant` refuses variables.
    mutating func value(isConstant: Bool, depth: Int = 0) throws(GraphQLFailure) -> GraphQLLiteral {
        guard depth < GraphQLTokenReader.maximumDepth else { throw unexpected() }
        switch current.kind {
        case .int: return .int(advance().text)
        case .float: return .float(advance().text)
        case .string: return .string(advance().text)
        case .name:
            switch advance().text {
            case "true": return .bool(true)
            case "false": return .bool(false)
            case "null": return .null
            case let name: return .enumeration(name)
            }
        case .end: throw unexpected()
        case .punctuation: break
        }
        if !isConstant, skip("$") { return .variable(try name()) }
        if skip("[") {
            var elements: [GraphQLLiteral] = []
            while !skip("]") { elements.append(try value(isConstant: isConstant, depth: depth + 1)) }
            return .list(elements)
        }
        if skip("{") { return .object(try members(until: "}", isConstant: isConstant, depth: depth + 1)) }
        throw unexpected()
    }

    /// `(name: value, …)`, or nothing.
    mutating func arguments(isConstant: Bool) throws(GraphQLFailure) -> [GraphQLArgument] {
        guard skip("(") else { return [] }
        guard !isPunctuation(")") else { throw failure(expected: "Name") }
        return try members(until: ")", isConstant: isConstant, depth: 0)
    }

    private mutating func members(until end: String, isConstant: Bool, depth: Int) throws(GraphQLFailure) -> [GraphQLArgument] {
        var members: [GraphQLArgument] = []
        while !skip(end) {
            let name = try name()
            try expect(":")
            members.append(GraphQLArgument(name: name, value: try value(isConstant: isConstant, depth: depth)))
        }
        return members
    }

    mutating func directives(isConstant: Bool) throws(GraphQLFailure) -> [GraphQLDirective] {
        var directives: [GraphQLDirective] = []
        while skip("@") {
            let name = try name()
            directives.append(GraphQLDirective(name: name, arguments: try arguments(isConstant: isConstant)))
        }
        return directives
    }
}
