extension GraphQLValidation {
    /// A literal against the type of its position. Variables are checked per operation, their values when it runs.
    mutating func check(_ literal: GraphQLLiteral, against type: GraphQLTypeReference) {
        switch (literal, type) {
        case (.variable, _): return
        case (.null, .nonNull): report("Expected value of type \"\(type)\", found null.")
        case (_, .nonNull(let inner)): check(literal, against: inner)
        case (.null, _): return
        case (.list(let elements), .list(let inner)): for element in elements { check(element, against: inner) }
        case (_, .list(let inner)): check(literal, against: inner)
        case (_, .named(let name)): check(literal, againstNamed: name)
        }
    }

    private mutating func check(_ literal: GraphQLLiteral, againstNamed name: String) {
        guard let type = schema.type(name) else { return report("Unknown type \"\(name)\".") }
        switch type.kind {
        case .input: checkObject(literal, type)
        case .enumeration:
            guard case .enumeration(let value) = literal, type.enumValues.contains(value) else { return mismatch(literal, name) }
        case .scalar:
            if !GraphQLValidation.fits(literal, scalar: name) { mismatch(literal, name) }
        case .object, .union: mismatch(literal, name)
        }
    }

    private mutating func mismatch(_ literal: GraphQLLiteral, _ type: String) {
        report("Expected type \(type), found \(literal.text).")
    }

    private static func fits(_ literal: GraphQLLiteral, scalar: String) -> Bool {
        switch (scalar, literal) {
        case ("Int", .int(let text)): Int32(text) != nil
        case ("Float", .int), ("Float", .float), ("String", .string), ("Boolean", .bool), ("ID", .string), ("ID", .int): true
        case ("Int", _), ("Float", _), ("String", _), ("Boolean", _), ("ID", _): false
        // The format of the remote's own scalars is its own affair, when it runs.
        default: true
        }
    }

    private mutating func checkObject(_ literal: GraphQLLiteral, _ type: GraphQLType) {
        guard case .object(let members) = literal else { return mismatch(literal, type.name) }
        for name in repeated(members.map(\.name)) { report("There can be only one input field named \"\(name)\".") }
        for member in members {
            guard let input = type.inputFields.first(where: { $0.name == member.name }) else {
                report("Field \"\(member.name)\" is not defined by type \(type.name).")
                continue
            }
            check(member.value, against: input.type)
        }
        for input in type.inputFields where input.isRequired && !members.contains(where: { $0.name == input.name }) {
            report("Field \(type.name).\(input.name) of required type \(input.type) was not provided.")
        }
    }

    /// Declarations and uses of the variables of one operation.
    mutating func checkVariables(of operation: GraphQLOperation) {
        let suffix = operation.name.map { " by operation \"\($0)\"" } ?? ""
        for name in repeated(operation.variables.map(\.name)) { report("There can be only one variable named \"\(name)\".") }
        for variable in operation.variables {
            guard let type = schema.type(variable.type.name) else {
                report("Unknown type \"\(variable.type.name)\".")
                continue
            }
            if !type.isInput { report("Variable \"$\(variable.name)\" cannot be non-input type \"\(variable.type)\".") }
            if let value = variable.defaultValue { check(value, against: variable.type) }
        }
        var uses = GraphQLVariableUses(document: document, schema: schema)
        uses.collect(operation.selections, on: rootType(of: operation) ?? "")
        for use in uses.found {
            guard let variable = operation.variables.first(where: { $0.name == use.name }) else {
                report("Variable \"$\(use.name)\" is not defined\(suffix).")
                continue
            }
            // A variable of no input type at all was named above.
            guard schema.type(variable.type.name)?.isInput == true else { continue }
            let hasDefault = variable.defaultValue.map { $0 != .null } ?? use.hasDefault
            if !GraphQLVariableUses.allows(variable.type, in: use.type, hasDefault: hasDefault) {
                report("Variable \"$\(use.name)\" of type \"\(variable.type)\" used in position expecting type \"\(use.type)\".")
            }
        }
        for variable in operation.variables where !uses.found.contains(where: { $0.name == variable.name }) {
            let place = operation.name.map { " in operation \"\($0)\"" } ?? ""
            report("Variable \"$\(variable.name)\" is never used\(place).")
        }
    }
}
