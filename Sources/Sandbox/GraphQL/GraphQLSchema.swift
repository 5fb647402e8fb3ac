/// The types a remote offers, read from its schema text.
package struct GraphQLSchema: Sendable {
    package private(set) var types: [String: GraphQLType]
    /// Names in the order of the text, the built-in types first.
    package private(set) var typeNames: [String]
    package private(set) var queryType: String
    package private(set) var mutationType: String?

    /// Reads schema definition language. Every type it names must be defined in it.
    package init(parsing text: String) throws(GraphQLFailure) {
        var builtInReader = try GraphQLSchemaReader(GraphQLSchema.builtIn)
        let builtIn = try builtInReader.schema().types
        var reader = try GraphQLSchemaReader(text)
        self.init(builtIn: builtIn, parsed: try reader.schema())
        try checkReferences()
    }

    /// A schema that offers nothing.
    package static let empty = GraphQLSchema(
        builtIn: [], parsed: GraphQLSchemaReader.Result(types: [], queryType: "Query", mutationType: nil))

    private init(builtIn: [GraphQLType], parsed: GraphQLSchemaReader.Result) {
        typeNames = (builtIn + parsed.types).map(\.name)
        types = Dictionary((builtIn + parsed.types).map { ($0.name, $0) }, uniquingKeysWith: { _, last in last })
        queryType = parsed.queryType
        mutationType = parsed.mutationType
    }

    package func type(_ name: String) -> GraphQLType? { types[name] }

    /// The field of an object type, the meta fields of introspection included.
    package func field(_ name: String, on type: String) -> GraphQLFieldDefinition? {
        if name == "__typename" {
            return GraphQLFieldDefinition(name: name, type: .nonNull(.named("String")))
        }
        if type == queryType, name == "__schema" {
            return GraphQLFieldDefinition(name: name, type: .nonNull(.named("__Schema")))
        }
        if type == queryType, name == "__type" {
            let argument = GraphQLInputDefinition(name: "name", type: .nonNull(.named("String")))
            return GraphQLFieldDefinition(name: name, arguments: [argument], type: .named("__Type"))
        }
        return types[type]?.fields.first { $0.name == name }
    }

    /// The object types a value of this type can have.
    package func possibleTypes(_ name: String) -> Set<String> {
        guard let type = types[name] else { return [] }
        return type.kind == .union ? Set(type.members) : [name]
    }

    private func checkReferences() throws(GraphQLFailure) {
        for type in types.values {
            let inputs = type.inputFields + type.fields.flatMap(\.arguments)
            for name in type.fields.map(\.type.name) + inputs.map(\.type.name) + type.members where types[name] == nil {
                throw GraphQLFailure("Unknown type \"\(name)\".")
            }
        }
        for name in [queryType, mutationType].compactMap(\.self) where types[name]?.kind != .object {
            throw GraphQLFailure("Unknown type \"\(name)\".")
        }
    }

    private static let builtIn = """
        scalar Int scalar Float scalar String scalar Boolean scalar ID
        type __Schema { description: String types: [__Type!]! queryType: __Type! mutationType: __Type subscriptionType: __Type
          directives: [__Directive!]! }
        type __Type { kind: __TypeKind! name: String description: String fields(includeDeprecated: Boolean = false): [__Field!]
          interfaces: [__Type!] possibleTypes: [__Type!] enumValues(includeDeprecated: Boolean = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean = false): [__InputValue!] ofType: __Type }
        type __Field { name: String! description: String args(includeDeprecated: Boolean = false): [__InputValue!]! type: __Type!
          isDeprecated: Boolean! deprecationReason: String }
        type __InputValue { name: String! description: String type: __Type! defaultValue: String isDeprecated: Boolean!
          deprecationReason: String }
        type __EnumValue { name: String! description: String isDeprecated: Boolean! deprecationReason: String }
        type __Directive { name: String! description: String isRepeatable: Boolean! locations: [String!]! args: [__InputValue!]! }
        enum __TypeKind { SCALAR OBJECT INTERFACE UNION ENUM INPUT_OBJECT LIST NON_NULL }
        """
}

package struct GraphQLType: Sendable {
    package enum Kind: String, Sendable { case scalar, object, union, enumeration, input }

    package var kind: Kind
    package var name: String
    package var description: String?
    package var fields: [GraphQLFieldDefinition] = []
    package var inputFields: [GraphQLInputDefinition] = []
    package var enumValues: [String] = []
    /// Object types of a union.
    package var members: [String] = []

    package var isLeaf: Bool { kind == .scalar || kind == .enumeration }
    package var isInput: Bool { isLeaf || kind == .input }
}

package struct GraphQLFieldDefinition: Sendable {
    package var name: String
    package var description: String?
    package var arguments: [GraphQLInputDefinition] = []
    package var type: GraphQLTypeReference
    /// Why not to use it any more; nil when it is current.
    package var deprecation: String?
}

package struct GraphQLInputDefinition: Sendable {
    package var name: String
    package var description: String?
    package var type: GraphQLTypeReference
    package var defaultValue: GraphQLLiteral?

    package var isRequired: Bool { type.isNonNull && defaultValue == nil }
}
