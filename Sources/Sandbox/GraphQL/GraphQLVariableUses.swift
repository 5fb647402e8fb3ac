/// Where an operation uses variables, through fragments too, and which type each place expects.
struct GraphQLVariableUses {
    struct Use {
        var name: String
        var type: GraphQLTypeReference
        /// The place itself has a default, so a nullable variable may stand in a non-null place.
        var hasDefault: Bool
    }

    let document: GraphQLDocument
    let schema: GraphQLSchema
    private(set) var found: [Use] = []
    private(set) var visited: Set<String> = []

    mutating func collect(_ selections: [GraphQLSelection], on parent: String) {
        for selection in selections {
            switch selection {
            case .field(let field):
                collect(field.directives)
                guard let definition = schema.field(field.name, on: parent) else { continue }
                for argument in field.arguments {
                    guard let input = definition.arguments.first(where: { $0.name == argument.name }) else { continue }
                    collect(argument.value, in: input.type, hasDefault: input.defaultValue != nil)
                }
                collect(field.selections, on: definition.type.name)
            case .inline(let condition, let directives, let inner):
                collect(directives)
                collect(inner, on: condition ?? parent)
            case .spread(let name, let directives):
                collect(directives)
                guard visited.insert(name).inserted, let fragment = document.fragment(name) else { continue }
                collect(fragment.selections, on: fragment.condition)
            }
        }
    }

    private mutating func collect(_ directives: [GraphQLDirective]) {
        for argument in directives.flatMap(\.arguments) { collect(argument.value, in: .nonNull(.named("Boolean")), hasDefault: false) }
    }

    private mutating func collect(_ literal: GraphQLLiteral, in type: GraphQLTypeReference, hasDefault: Bool) {
        switch literal {
        case .variable(let name): found.append(Use(name: name, type: type, hasDefault: hasDefault))
        case .list(let elements):
            guard case .list(let inner) = type.nullable else { return }
            for element in elements { collect(element, in: inner, hasDefault: false) }
        case .object(let members):
            guard let input = schema.type(type.name) else { return }
            for member in members {
                guard let field = input.inputFields.first(where: { $0.name == member.name }) else { continue }
                collect(member.value, in: field.type, hasDefault: field.defaultValue != nil)
            }
        default: return
        }
    }

    /// Whether a variable of one type may stand where another is expected.
    static func allows(_ variable: GraphQLTypeReference, in place: GraphQLTypeReference, hasDefault: Bool) -> Bool {
        if case .nonNull(let inner) = place, !variable.isNonNull { return hasDefault && isSubtype(variable, of: inner) }
        return isSubtype(variable, of: place)
    }

    private static func isSubtype(_ type: GraphQLTypeReference, of other: GraphQLTypeReference) -> Bool {
        switch (type, other) {
        case (.nonNull(let inner), .nonNull(let otherInner)): isSubtype(inner, of: otherInner)
        case (.nonNull(let inner), _): isSubtype(inner, of: other)
        case (.list(let inner), .list(let otherInner)): isSubtype(inner, of: otherInner)
        case (.named(let name), .named(let otherName)): name == otherName
        default: false
        }
    }
}
