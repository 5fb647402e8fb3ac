/// What a resolver gives back for one field.
package enum GraphQLValue: Sendable {
    case leaf(SandboxJSON)
    case list([GraphQLValue])
    case object(GraphQLNode)

    package static let null = GraphQLValue.leaf(.null)

    package static func string(_ value: String?) -> GraphQLValue { .leaf(SandboxJSON(value)) }
    package static func int(_ value: Int?) -> GraphQLValue { .leaf(SandboxJSON(value)) }
    package static func bool(_ value: Bool?) -> GraphQLValue { .leaf(SandboxJSON(value)) }

    static func node(_ typeName: String, _ resolve: @escaping GraphQLNode.Resolver) -> GraphQLValue {
        .object(GraphQLNode(typeName: typeName, resolve: resolve))
    }
}

/// An object whose fields are worked out only when they are asked for, so that objects may refer to each other in circles.
package struct GraphQLNode: Sendable {
    /// A resolver knows no answer with nil: the executor then says null, or an empty list.
    package typealias Resolver = @Sendable (GraphQLCall) throws(GraphQLFailure) -> GraphQLValue?

    package var typeName: String
    package var resolve: Resolver
}

/// One field asked of one object.
package struct GraphQLCall: Sendable {
    package var field: String
    /// Coerced to the schema's types, defaults filled in; absent and null are both "not given" for the accessors below.
    package var arguments: SandboxObject

    package func argument(_ name: String) -> SandboxJSON? {
        guard let value = arguments[name], !value.isNull else { return nil }
        return value
    }

    package func int(_ name: String) -> Int? { argument(name)?.intValue }
    package func string(_ name: String) -> String? { argument(name)?.stringValue }
    package func bool(_ name: String) -> Bool? { argument(name)?.boolValue }
    package func object(_ name: String) -> SandboxObject? { argument(name)?.objectValue }

    /// The integers of a list; nil when none was given or it is empty, which filters nothing.
    package func ints(_ name: String) -> [Int]? { nonEmpty(argument(name)?.arrayValue?.compactMap(\.intValue)) }
    /// The strings of a list; nil when none was given or it is empty, which filters nothing.
    package func strings(_ name: String) -> [String]? { nonEmpty(argument(name)?.arrayValue?.compactMap(\.stringValue)) }

    private func nonEmpty<Element>(_ list: [Element]?) -> [Element]? { list?.isEmpty == true ? nil : list }
}
