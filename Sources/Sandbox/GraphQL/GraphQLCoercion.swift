/// Turns literals and variable values into the values a resolver sees.
struct GraphQLCoercion {
    let schema: GraphQLSchema
    /// Formats of the remote's own scalars, by type name.
    let scalarFormats: [String: @Sendable (SandboxJSON) -> Bool]

    /// Values of the declared variables. A variable neither given nor defaulted is absent.
    func variables(of operation: GraphQLOperation, given: SandboxObject) throws(GraphQLFailure) -> [String: SandboxJSON] {
        var values: [String: SandboxJSON] = [:]
        for variable in operation.variables {
            if let value = given[variable.name] {
                do throws(GraphQLFailure) {
                    values[variable.name] = try input(value, as: variable.type)
                } catch {
                    let found = "Variable \"$\(variable.name)\" got invalid value \(value.text); "
                    throw GraphQLFailure(found + error.message)
                }
            } else if let literal = variable.defaultValue {
                values[variable.name] = try self.literal(literal, as: variable.type, variables: [:]) ?? .null
            } else if variable.type.isNonNull {
                throw GraphQLFailure("Variable \"$\(variable.name)\" of required type \"\(variable.type)\" was not provided.")
            }
        }
        return values
    }

    private func mismatch(_ type: GraphQLTypeReference) -> GraphQLFailure { GraphQLFailure("Expected type \(type).") }

    /// A JSON value from the request as a value of an input type.
    private func input(_ value: SandboxJSON, as type: GraphQLTypeReference) throws(GraphQLFailure) -> SandboxJSON {
        switch (value, type) {
        case (.null, .nonNull(let inner)): throw GraphQLFailure("Expected non-nullable type \(inner)! not to be null.")
        case (_, .nonNull(let inner)): return try input(value, as: inner)
        case (.null, _): return .null
        case (.array(let elements), .list(let inner)):
            var result: [SandboxJSON] = []
            for element in elements { result.append(try input(element, as: inner)) }
            return .array(result)
        case (_, .list(let inner)): return .array([try input(value, as: inner)])
        case (_, .named(let name)): return try input(value, asNamed: name)
        }
    }

    private func input(_ value: SandboxJSON, asNamed name: String) throws(GraphQLFailure) -> SandboxJSON {
        guard let type = schema.type(name) else { throw GraphQLFailure("Unknown type \"\(name)\".") }
        switch (type.kind, value) {
        case (.scalar, _):
            guard GraphQLCoercion.fits(value, scalar: name) else { throw mismatch(.named(name)) }
            return value
        case (.enumeration, .string(let text)) where type.enumValues.contains(text): return value
        case (.input, .object(let object)):
            for key in object.keys where !type.inputFields.contains(where: { $0.name == key }) {
                throw GraphQLFailure("Field \"\(key)\" is not defined by type \(name).")
            }
            var result = SandboxObject()
            for field in type.inputFields {
                if let member = object[field.name] {
                    result[field.name] = try input(member, as: field.type)
                } else if let literal = field.defaultValue {
                    result[field.name] = try self.literal(literal, as: field.type, variables: [:])
                } else if field.type.isNonNull {
                    throw GraphQLFailure("Field \(name).\(field.name) of required type \(field.type) was not provided.")
                }
            }
            return .object(result)
        default: throw mismatch(.named(name))
        }
    }

    static func fits(_ value: SandboxJSON, scalar: String) -> Bool {
        switch (scalar, value) {
        case ("Int", .int(let number)): Int32(exactly: number) != nil
        case ("Float", .int), ("Float", .number), ("String", .string), ("Boolean", .bool), ("ID", .string), ("ID", .int): true
        case ("Int", _), ("Float", _), ("String", _), ("Boolean", _), ("ID", _): false
        default: true
        }
    }

    /// A literal of a valid document as a value; nil when it is a variable that was not given.
    func literal(
        _ literal: GraphQLLiteral, as type: GraphQLTypeReference, variables: [String: SandboxJSON]
    ) throws(GraphQLFailure) -> SandboxJSON? {
        switch literal {
        case .variable(let name): return variables[name]
        case .null: return .null
        case .list(let elements):
            guard case .list(let inner) = type.nullable else { return untyped(literal) }
            var result: [SandboxJSON] = []
            for element in elements { result.append(try self.literal(element, as: inner, variables: variables) ?? .null) }
            return .array(result)
        default: break
        }
        if case .list(let inner) = type.nullable {
            return .array([try self.literal(literal, as: inner, variables: variables) ?? .null])
        }
        guard case .object(let members) = literal, let input = schema.type(type.name), input.kind == .input else { return untyped(literal) }
        var result = SandboxObject()
        for field in input.inputFields {
            let member = members.first { $0.name == field.name }?.value ?? field.defaultValue
            guard let member else { continue }
            result[field.name] = try self.literal(member, as: field.type, variables: variables)
        }
        return .object(result)
    }

    private func untyped(_ literal: GraphQLLiteral) -> SandboxJSON {
        switch literal {
        case .null, .variable: .null
        case .bool(let value): .bool(value)
        case .int(let text): Int(text).map(SandboxJSON.int) ?? .number(text)
        case .float(let text): .number(text)
        case .string(let text), .enumeration(let text): .string(text)
        case .list(let elements): .array(elements.map(untyped))
        case .object(let members): .object(SandboxObject(members.map { ($0.name, untyped($0.value)) }))
        }
    }

    /// The arguments of one field, defaults filled in, formats of the remote's own scalars checked.
    func arguments(
        of field: GraphQLField, _ definition: GraphQLFieldDefinition, variables: [String: SandboxJSON]
    ) throws(GraphQLFailure) -> SandboxObject {
        var result = SandboxObject()
        for input in definition.arguments {
            let given = field.arguments.first { $0.name == input.name }
            var value = try given.flatMap { argument throws(GraphQLFailure) in
                try literal(argument.value, as: input.type, variables: variables)
            }
            if value == nil, let defaultValue = input.defaultValue {
                value = try literal(defaultValue, as: input.type, variables: [:])
            }
            guard let value else { continue }
            guard isWellFormed(value, as: input.type) else { throw .internalServerError }
            result[input.name] = value
        }
        return result
    }

    private func isWellFormed(_ value: SandboxJSON, as type: GraphQLTypeReference) -> Bool {
        switch value {
        case .null: return !type.isNonNull
        case .array(let elements):
            guard case .list(let inner) = type.nullable else { break }
            return elements.allSatisfy { isWellFormed($0, as: inner) }
        case .object(let object):
            guard let input = schema.type(type.name), input.kind == .input else { break }
            return input.inputFields.allSatisfy { field in object[field.name].map { isWellFormed($0, as: field.type) } ?? true }
        default: break
        }
        return scalarFormats[type.name]?(value) ?? true
    }
}
