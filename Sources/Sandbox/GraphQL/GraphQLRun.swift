/// One execution: collects the answer and the errors met on the way. A failed field is null; where null is not allowed the
/// failure climbs to the nearest place that allows it.
struct GraphQLRun {
    private struct Located: Error {
        var message: String
        var path: [SandboxJSON]
    }

    let document: GraphQLDocument
    let schema: GraphQLSchema
    let coercion: GraphQLCoercion
    let variables: [String: SandboxJSON]
    private(set) var errors: [SandboxJSON] = []

    mutating func data(_ selections: [GraphQLSelection], type: String, root: GraphQLExecutor.Root) -> SandboxJSON {
        let introspection = GraphQLIntrospection(schema: schema)
        do throws(Located) {
            return try object([selections], type: type, path: []) { call throws(GraphQLFailure) in
                switch call.field {
                case "__schema": introspection.schemaValue
                case "__type": introspection.type(named: call.string("name") ?? "")
                default: try root(call)
                }
            }
        } catch {
            record(error)
            return .null
        }
    }

    private mutating func record(_ error: Located) {
        errors.append(["message": .string(error.message), "path": .array(error.path)])
    }

    private mutating func object(
        _ selectionSets: [[GraphQLSelection]], type: String, path: [SandboxJSON], resolve: GraphQLExecutor.Root
    ) throws(Located) -> SandboxJSON {
        var groups: [(key: String, fields: [GraphQLField])] = []
        var visited: Set<String> = []
        for selections in selectionSets { collect(selections, type: type, into: &groups, visited: &visited) }
        var result = SandboxObject()
        for group in groups {
            let field = group.fields[0]
            let place = path + [.string(group.key)]
            guard let definition = schema.field(field.name, on: type) else {
                throw Located(message: "Cannot query field \"\(field.name)\" on type \"\(type)\".", path: place)
            }
            if field.name == "__typename" {
                result[group.key] = .string(type)
                continue
            }
            do throws(Located) {
                let value: GraphQLValue?
                do throws(GraphQLFailure) {
                    let arguments = try coercion.arguments(of: field, definition, variables: variables)
                    value = try resolve(GraphQLCall(field: field.name, arguments: arguments))
                } catch {
                    throw Located(message: error.message, path: place)
                }
                result[group.key] = try complete(
                    value ?? missing(definition.type), definition.type, group.fields.map(\.selections), path: place)
            } catch {
                guard !definition.type.isNonNull else { throw error }
                record(error)
                result[group.key] = .null
            }
        }
        return .object(result)
    }

    /// What stands for a field no resolver knows.
    private func missing(_ type: GraphQLTypeReference) -> GraphQLValue {
        if type.isList { return .list([]) }
        guard type.isNonNull else { return .null }
        switch type.name {
        case "String", "ID": return .string("")
        case "Int": return .int(0)
        case "Boolean": return .bool(false)
        default: return .null
        }
    }

    private mutating func complete(
        _ value: GraphQLValue, _ type: GraphQLTypeReference, _ selectionSets: [[GraphQLSelection]], path: [SandboxJSON]
    ) throws(Located) -> SandboxJSON {
        switch (type, value) {
        case (.nonNull(let inner), _):
            let result = try complete(value, inner, selectionSets, path: path)
            guard !result.isNull else { throw Located(message: GraphQLFailure.internalServerError.message, path: path) }
            return result
        case (_, .leaf(.null)): return .null
        case (.list(let inner), .list(let elements)):
            var result: [SandboxJSON] = []
            for (index, element) in elements.enumerated() {
                let place = path + [.int(index)]
                do throws(Located) {
                    result.append(try complete(element, inner, selectionSets, path: place))
                } catch {
                    guard !inner.isNonNull else { throw error }
                    record(error)
                    result.append(.null)
                }
            }
            return .array(result)
        case (.named(let name), .object(let node)) where schema.possibleTypes(name).contains(node.typeName):
            return try object(selectionSets, type: node.typeName, path: path, resolve: node.resolve)
        case (.named(let name), .leaf(let leaf)) where isValid(leaf, type: name): return leaf
        default: throw Located(message: GraphQLFailure.internalServerError.message, path: path)
        }
    }

    private func isValid(_ leaf: SandboxJSON, type name: String) -> Bool {
        guard let type = schema.type(name) else { return false }
        switch type.kind {
        case .enumeration: return leaf.stringValue.map(type.enumValues.contains) ?? false
        case .scalar: return GraphQLCoercion.fits(leaf, scalar: name) && coercion.scalarFormats[name]?(leaf) ?? true
        case .object, .union, .input: return false
        }
    }

    private func collect(
        _ selections: [GraphQLSelection], type: String, into groups: inout [(key: String, fields: [GraphQLField])],
        visited: inout Set<String>
    ) {
        for selection in selections {
            switch selection {
            case .field(let field) where isIncluded(field.directives):
                if let index = groups.firstIndex(where: { $0.key == field.key }) {
                    groups[index].fields.append(field)
                } else {
                    groups.append((field.key, [field]))
                }
            case .inline(let condition, let directives, let inner) where isIncluded(directives):
                guard condition.map({ schema.possibleTypes($0).contains(type) }) ?? true else { continue }
                collect(inner, type: type, into: &groups, visited: &visited)
            case .spread(let name, let directives) where isIncluded(directives):
                guard visited.insert(name).inserted, let fragment = document.fragment(name),
                    schema.possibleTypes(fragment.condition).contains(type)
                else { continue }
                collect(fragment.selections, type: type, into: &groups, visited: &visited)
            default: continue
            }
        }
    }

    private func isIncluded(_ directives: [GraphQLDirective]) -> Bool {
        directives.allSatisfy { directive in
            let condition: SandboxJSON?
            switch directive.arguments.first(where: { $0.name == "if" })?.value {
            case .bool(let value): condition = .bool(value)
            case .variable(let name): condition = variables[name]
            default: condition = nil
            }
            return condition?.boolValue ?? true == (directive.name == "include")
        }
    }
}
