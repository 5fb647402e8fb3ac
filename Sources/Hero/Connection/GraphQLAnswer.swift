import Bookkeeping

/// The envelope of a GraphQL answer: `data`, `errors`, either may be missing.
struct GraphQLAnswer: Sendable {
    /// Nil when `data` is null or absent.
    let data: WireObject?
    let problems: [GraphQLProblem]

    /// Nil when the bytes are no such envelope: HTML, truncated JSON, a list.
    init?(_ body: [UInt8]) {
        guard case .object(let members)? = JSONValue(bytes: body), members["data"] != nil || members["errors"] != nil else { return nil }
        switch members["data"] {
        case .object(let data)?: self.data = WireObject(path: "", members: data)
        case .null?, nil: data = nil
        default: return nil
        }
        switch members["errors"] {
        case .list(let errors)?:
            problems = errors.map(GraphQLProblem.init)
        case .null?, nil: problems = []
        default: return nil
        }
    }
}

/// One entry of `errors`.
struct GraphQLProblem: Sendable, Hashable {
    let message: String
    /// The row of the root list it stands in: `["customer_documents", 3, …]`. Nil where it names none.
    let row: Int?

    init(_ error: JSONValue) {
        guard case .object(let parts) = error else {
            (message, row) = ("an error without a message", nil)
            return
        }
        message = if case .text(let text)? = parts["message"] { text } else { "an error without a message" }
        row =
            if case .list(let path)? = parts["path"], path.count > 1, case .text = path[0], case .number(let index) = path[1] {
                Int(index.description)
            } else {
                nil
            }
    }
}
