/// The envelope of a GraphQL answer: `data`, `errors`, either may be missing.
struct GraphQLAnswer: Sendable {
    /// Nil when `data` is null or absent.
    let data: WireObject?
    let messages: [String]

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
            messages = errors.map { error in
                guard case .object(let parts) = error, case .text(let message)? = parts["message"] else {
                    return "an error without a message"
                }
                return message
            }
        case .null?, nil: messages = []
        default: return nil
        }
    }
}
