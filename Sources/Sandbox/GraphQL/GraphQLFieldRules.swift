extension GraphQLValidation {
    /// Fields, arguments and fragments of one selection set on an object or union type.
    mutating func check(_ selections: [GraphQLSelection], on parent: String) {
        checkConflicts(selections, on: parent)
        for selection in selections {
            switch selection {
            case .field(let field):
                check(field.directives)
                check(field, on: parent)
            case .inline(let condition, let directives, let inner):
                check(directives)
                checkCondition(condition, on: parent, name: nil)
                if let condition, schema.possibleTypes(condition).isDisjoint(with: schema.possibleTypes(parent)) { continue }
                check(inner, on: condition ?? parent)
            case .spread(let name, let directives):
                check(directives)
                guard let fragment = document.fragment(name) else {
                    report("Unknown fragment \"\(name)\".")
                    continue
                }
                checkCondition(fragment.condition, on: parent, name: name)
            }
        }
    }

    private mutating func check(_ field: GraphQLField, on parent: String) {
        guard let definition = schema.field(field.name, on: parent), let type = schema.type(definition.type.name) else {
            return report("Cannot query field \"\(field.name)\" on type \"\(parent)\".")
        }
        checkArguments(field, definition, parent: parent)
        if type.isLeaf {
            guard field.selections.isEmpty else {
                return report(
                    "Field \"\(field.name)\" must not have a selection since type \"\(definition.type)\" has no subfields.")
            }
        } else if field.selections.isEmpty {
            report(
                "Field \"\(field.name)\" of type \"\(definition.type)\" must have a selection of subfields. "
                    + "Did you mean \"\(field.name) { ... }\"?")
        } else {
            check(field.selections, on: type.name)
        }
    }

    private mutating func checkArguments(_ field: GraphQLField, _ definition: GraphQLFieldDefinition, parent: String) {
        for name in repeated(field.arguments.map(\.name)) { report("There can be only one argument named \"\(name)\".") }
        for argument in field.arguments {
            guard let input = definition.arguments.first(where: { $0.name == argument.name }) else {
                report("Unknown argument \"\(argument.name)\" on field \"\(field.name)\" of type \"\(parent)\".")
                continue
            }
            check(argument.value, against: input.type)
        }
        for input in definition.arguments where input.isRequired && !field.arguments.contains(where: { $0.name == input.name }) {
            report("Field \"\(field.name)\" argument \"\(input.name)\" of type \"\(input.type)\" is required but not provided.")
        }
    }

    private mutating func check(_ directives: [GraphQLDirective]) {
        for directive in directives {
            guard directive.name == "include" || directive.name == "skip" else {
                report("Unknown directive \"@\(directive.name)\".")
                continue
            }
            for argument in directive.arguments {
                guard argument.name == "if" else {
                    report("Unknown argument \"\(argument.name)\" on directive \"@\(directive.name)\".")
                    continue
                }
                check(argument.value, against: .nonNull(.named("Boolean")))
            }
            if !directive.arguments.contains(where: { $0.name == "if" }) {
                report("Directive \"@\(directive.name)\" argument \"if\" of type \"Boolean!\" is required but not provided.")
            }
        }
    }

    private mutating func checkCondition(_ condition: String?, on parent: String, name: String?) {
        guard let condition else { return }
        guard let type = schema.type(condition) else { return report("Unknown type \"\(condition)\".") }
        let subject = name.map { "Fragment \"\($0)\"" } ?? "Fragment"
        guard type.kind == .object || type.kind == .union else {
            return report("\(subject) cannot condition on non composite type \"\(condition)\".")
        }
        if schema.possibleTypes(condition).isDisjoint(with: schema.possibleTypes(parent)) {
            report("\(subject) cannot be spread here as objects of type \"\(parent)\" can never be of type \"\(condition)\".")
        }
    }

    /// Two fields of one set under the same key must be the same field with the same arguments.
    private mutating func checkConflicts(_ selections: [GraphQLSelection], on parent: String) {
        var seen: [String: GraphQLField] = [:]
        for field in directFields(selections, on: parent) {
            guard let other = seen.updateValue(field, forKey: field.key) else { continue }
            let reason: String
            if other.name != field.name {
                reason = "\(other.name) and \(field.name) are different fields"
            } else if Set(other.arguments) != Set(field.arguments) {
                reason = "they have differing arguments"
            } else {
                continue
            }
            report(
                "Fields \"\(field.key)\" conflict because \(reason). "
                    + "Use different aliases on the fields to fetch both if this was intentional.")
        }
    }

    private func directFields(_ selections: [GraphQLSelection], on parent: String) -> [GraphQLField] {
        selections.flatMap { selection -> [GraphQLField] in
            switch selection {
            case .field(let field): [field]
            case .inline(let condition, _, let inner): condition == nil || condition == parent ? directFields(inner, on: parent) : []
            case .spread(let name, _):
                // Fragments of fragments are compared inside their own definition.
                (document.fragment(name)?.selections ?? []).compactMap { inner in
                    if case .field(let field) = inner, document.fragment(name)?.condition == parent { field } else { nil }
                }
            }
        }
    }
}
