/// Reads schema definition language: `schema`, `scalar`, `type`, `union`, `enum`, `input`, descriptions, `@deprecated`.
struct GraphQLSchemaReader {
    struct Result {
        var types: [GraphQLType]
        var queryType: String
        var mutationType: String?
    }

    private var reader: GraphQLTokenReader

    init(_ text: String) throws(GraphQLFailure) { reader = try GraphQLTokenReader(text) }

    mutating func schema() throws(GraphQLFailure) -> Result {
        var result = Result(types: [], queryType: "Query", mutationType: nil)
        while !reader.isAtEnd {
            let description = description()
            if reader.skipKeyword("schema") {
                try roots(&result)
                continue
            }
            var type = try definition()
            type.description = description
            guard !result.types.contains(where: { $0.name == type.name }) else {
                throw GraphQLFailure("There can be only one type named \"\(type.name)\".")
            }
            result.types.append(type)
        }
        return result
    }

    private mutating func description() -> String? { reader.current.kind == .string ? reader.advance().text : nil }

    private mutating func roots(_ result: inout Result) throws(GraphQLFailure) {
        try reader.expect("{")
        while !reader.skip("}") {
            let operation = try reader.name()
            try reader.expect(":")
            switch operation {
            case "query": result.queryType = try reader.name()
            case "mutation": result.mutationType = try reader.name()
            default: throw reader.unexpected()
            }
        }
    }

    private mutating func definition() throws(GraphQLFailure) -> GraphQLType {
        switch try reader.name() {
        case "scalar": return GraphQLType(kind: .scalar, name: try reader.name())
        case "type":
            let name = try reader.name()
            return GraphQLType(kind: .object, name: name, fields: try fields())
        case "input":
            let name = try reader.name()
            try reader.expect("{")
            return GraphQLType(kind: .input, name: name, inputFields: try inputs(until: "}"))
        case "enum":
            let name = try reader.name()
            var values: [String] = []
            try reader.expect("{")
            while !reader.skip("}") { values.append(try reader.name()) }
            return GraphQLType(kind: .enumeration, name: name, enumValues: values)
        case "union":
            let name = try reader.name()
            try reader.expect("=")
            var members = [try reader.name()]
            while reader.skip("|") { members.append(try reader.name()) }
            return GraphQLType(kind: .union, name: name, members: members)
        default: throw reader.unexpected()
        }
    }

    private mutating func fields() throws(GraphQLFailure) -> [GraphQLFieldDefinition] {
        try reader.expect("{")
        var fields: [GraphQLFieldDefinition] = []
        while !reader.skip("}") {
            let description = description()
            let name = try reader.name()
            let arguments = reader.skip("(") ? try inputs(until: ")") : []
            try reader.expect(":")
            let type = try reader.type()
            fields.append(
                GraphQLFieldDefinition(
                    name: name, description: description, arguments: arguments, type: type, deprecation: try deprecation()))
        }
        return fields
    }

    private mutating func deprecation() throws(GraphQLFailure) -> String? {
        var reason: String?
        for directive in try reader.directives(isConstant: true) {
            guard directive.name == "deprecated" else { throw GraphQLFailure("Unknown directive \"@\(directive.name)\".") }
            reason = "No longer supported"
            if case .string(let text) = directive.arguments.first(where: { $0.name == "reason" })?.value { reason = text }
        }
        return reason
    }

    private mutating func inputs(until end: String) throws(GraphQLFailure) -> [GraphQLInputDefinition] {
        var inputs: [GraphQLInputDefinition] = []
        while !reader.skip(end) {
            let description = description()
            let name = try reader.name()
            try reader.expect(":")
            let type = try reader.type()
            let defaultValue = reader.skip("=") ? try reader.value(isConstant: true) : nil
            inputs.append(GraphQLInputDefinition(name: name, description: description, type: type, defaultValue: defaultValue))
        }
        return inputs
    }
}
