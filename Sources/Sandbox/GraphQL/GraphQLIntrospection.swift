/// The schema as data: `__schema` and `__type` (hero-api.md §1.4).
struct GraphQLIntrospection: Sendable {
    let schema: GraphQLSchema

    var schemaValue: GraphQLValue {
        .node("__Schema") { call in
            switch call.field {
            case "types": .list(schema.typeNames.map(type(named:)))
            case "queryType": type(named: schema.queryType)
            case "mutationType": schema.mutationType.map(type(named:)) ?? .null
            default: nil
            }
        }
    }

    /// Null for a name the schema does not have.
    func type(named name: String) -> GraphQLValue {
        guard let type = schema.type(name) else { return .null }
        return .node("__Type") { call in field(call, of: type) }
    }

    private func type(_ reference: GraphQLTypeReference) -> GraphQLValue {
        let kind: String
        let inner: GraphQLTypeReference
        switch reference {
        case .named(let name): return type(named: name)
        case .list(let element): (kind, inner) = ("LIST", element)
        case .nonNull(let nullable): (kind, inner) = ("NON_NULL", nullable)
        }
        return .node("__Type") { call in
            switch call.field {
            case "kind": .string(kind)
            case "ofType": type(inner)
            default: .null
            }
        }
    }

    private func field(_ call: GraphQLCall, of type: GraphQLType) -> GraphQLValue? {
        let withDeprecated = call.bool("includeDeprecated") ?? false
        switch call.field {
        case "kind": return .string(kindName(type.kind))
        case "name": return .string(type.name)
        case "description": return .string(type.description)
        case "fields":
            guard type.kind == .object else { return .null }
            return .list(type.fields.filter { withDeprecated || $0.deprecation == nil }.map(fieldValue))
        case "interfaces": return type.kind == .object ? .list([]) : .null
        case "possibleTypes": return type.kind == .union ? .list(type.members.map(self.type(named:))) : .null
        case "enumValues": return type.kind == .enumeration ? .list(type.enumValues.map(enumValue)) : .null
        case "inputFields": return type.kind == .input ? .list(type.inputFields.map(inputValue)) : .null
        default: return .null
        }
    }

    private func kindName(_ kind: GraphQLType.Kind) -> String {
        switch kind {
        case .scalar: "SCALAR"
        case .object: "OBJECT"
        case .union: "UNION"
        case .enumeration: "ENUM"
        case .input: "INPUT_OBJECT"
        }
    }

    private func fieldValue(_ field: GraphQLFieldDefinition) -> GraphQLValue {
        .node("__Field") { call in
            switch call.field {
            case "name": .string(field.name)
            case "description": .string(field.description)
            case "args": .list(field.arguments.map(inputValue))
            case "type": type(field.type)
            case "isDeprecated": .bool(field.deprecation != nil)
            case "deprecationReason": .string(field.deprecation)
            default: nil
            }
        }
    }

    private func inputValue(_ input: GraphQLInputDefinition) -> GraphQLValue {
        .node("__InputValue") { call in
            switch call.field {
            case "name": .string(input.name)
            case "description": .string(input.description)
            case "type": type(input.type)
            case "defaultValue": .string(input.defaultValue?.text)
            default: nil
            }
        }
    }

    private func enumValue(_ name: String) -> GraphQLValue {
        .node("__EnumValue") { call in call.field == "name" ? .string(name) : nil }
    }
}
