/// A request text after parsing, before it is checked against a schema.
package struct GraphQLDocument: Sendable {
    package var operations: [GraphQLOperation]
    package var fragments: [GraphQLFragment]

    package func fragment(_ name: String) -> GraphQLFragment? { fragments.first { $0.name == name } }

    /// Whether an operation asks for `__schema` or `__type` by itself, without a fragment.
    var asksForSchema: Bool {
        operations.flatMap(\.selections).contains { selection in
            guard case .field(let field) = selection else { return false }
            return field.name == "__schema" || field.name == "__type"
        }
    }
}

package struct GraphQLOperation: Sendable {
    package enum Kind: String, Sendable { case query, mutation }

    package var kind: Kind
    package var name: String?
    package var variables: [GraphQLVariable]
    package var selections: [GraphQLSelection]
}

package struct GraphQLVariable: Sendable {
    package var name: String
    package var type: GraphQLTypeReference
    package var defaultValue: GraphQLLiteral?
}

package struct GraphQLFragment: Sendable {
    package var name: String
    package var condition: String
    package var selections: [GraphQLSelection]
}

package enum GraphQLSelection: Sendable {
    case field(GraphQLField)
    /// Without a condition the fragment applies to whatever surrounds it.
    case inline(condition: String?, directives: [GraphQLDirective], selections: [GraphQLSelection])
    case spread(name: String, directives: [GraphQLDirective])
}

package struct GraphQLField: Sendable {
    package var alias: String?
    package var name: String
    package var arguments: [GraphQLArgument]
    package var directives: [GraphQLDirective]
    package var selections: [GraphQLSelection]

    /// The key of this field in the answer.
    package var key: String { alias ?? name }
}

package struct GraphQLArgument: Sendable, Hashable {
    package var name: String
    package var value: GraphQLLiteral
}

package struct GraphQLDirective: Sendable {
    package var name: String
    package var arguments: [GraphQLArgument]
}

/// A value written in the request text or in the schema.
package indirect enum GraphQLLiteral: Sendable, Hashable {
    case null
    case bool(Bool)
    case int(String)
    case float(String)
    case string(String)
    case enumeration(String)
    case list([GraphQLLiteral])
    case object([GraphQLArgument])
    case variable(String)

    /// As it would be printed in a request.
    package var text: String {
        switch self {
        case .null: "null"
        case .bool(let value): value ? "true" : "false"
        case .int(let text), .float(let text): text
        case .string(let text): SandboxJSON.string(text).text
        case .enumeration(let name): name
        case .list(let elements): "[" + elements.map(\.text).joined(separator: ", ") + "]"
        case .object(let members): "{" + members.map { "\($0.name): \($0.value.text)" }.joined(separator: ", ") + "}"
        case .variable(let name): "$\(name)"
        }
    }

    /// Names of the variables used anywhere inside.
    package var variables: [String] {
        switch self {
        case .variable(let name): [name]
        case .list(let elements): elements.flatMap(\.variables)
        case .object(let members): members.flatMap(\.value.variables)
        default: []
        }
    }
}

package indirect enum GraphQLTypeReference: Sendable, Hashable, CustomStringConvertible {
    case named(String)
    case list(GraphQLTypeReference)
    case nonNull(GraphQLTypeReference)

    package var description: String {
        switch self {
        case .named(let name): name
        case .list(let element): "[\(element)]"
        case .nonNull(let type): "\(type)!"
        }
    }

    /// The named type at the core.
    package var name: String {
        switch self {
        case .named(let name): name
        case .list(let inner), .nonNull(let inner): inner.name
        }
    }

    package var isNonNull: Bool {
        if case .nonNull = self { return true }
        return false
    }

    package var nullable: GraphQLTypeReference {
        if case .nonNull(let inner) = self { return inner }
        return self
    }

    package var isList: Bool {
        if case .list = nullable { return true }
        return false
    }
}

/// One sentence for the `errors` list of an answer.
package struct GraphQLFailure: Error, Sendable, Hashable {
    package var message: String
    package init(_ message: String) { self.message = message }

    /// What HERO says to any badly formed value (hero-api.md §1.6, §1.7).
    package static let internalServerError = GraphQLFailure("Internal server error")
}
