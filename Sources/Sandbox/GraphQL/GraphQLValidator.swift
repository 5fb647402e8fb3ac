/// Checks a request text against a schema, in the words of webonyx/graphql-php, the library behind HERO (hero-api.md §1.5).
package enum GraphQLValidator {
    /// Every fault of the text; empty when a server would run it. Values of variables are not known here.
    package static func errors(document text: String, schema: GraphQLSchema) -> [String] {
        do throws(GraphQLFailure) {
            return errors(in: try GraphQLDocument(parsing: text), schema: schema)
        } catch {
            return [error.message]
        }
    }

    package static func errors(in document: GraphQLDocument, schema: GraphQLSchema) -> [String] {
        var validation = GraphQLValidation(document: document, schema: schema)
        validation.checkOperations()
        validation.checkFragments()
        // Walking into fragments is safe only once they are known not to contain themselves.
        guard validation.errors.isEmpty else { return validation.errors }
        for operation in document.operations { validation.checkVariables(of: operation) }
        return validation.errors
    }
}

/// One walk over one document. Errors are collected once each, in the order of the text.
struct GraphQLValidation {
    let document: GraphQLDocument
    let schema: GraphQLSchema
    private(set) var errors: [String] = []

    mutating func report(_ message: String) {
        if !errors.contains(message) { errors.append(message) }
    }

    func rootType(of operation: GraphQLOperation) -> String? {
        operation.kind == .query ? schema.queryType : schema.mutationType
    }

    mutating func checkOperations() {
        if document.operations.isEmpty { report("Must provide an operation.") }
        if document.operations.count > 1, document.operations.contains(where: { $0.name == nil }) {
            report("This anonymous operation must be the only defined operation.")
        }
        for name in repeated(document.operations.compactMap(\.name)) { report("There can be only one operation named \"\(name)\".") }
        for operation in document.operations {
            guard let root = rootType(of: operation) else {
                report("Schema is not configured for \(operation.kind.rawValue)s.")
                continue
            }
            check(operation.selections, on: root)
        }
    }

    mutating func checkFragments() {
        for name in repeated(document.fragments.map(\.name)) { report("There can be only one fragment named \"\(name)\".") }
        var used: Set<String> = []
        for operation in document.operations { collectSpreads(operation.selections, into: &used) }
        for fragment in document.fragments {
            var reached: Set<String> = []
            collectSpreads(fragment.selections, into: &reached)
            if reached.contains(fragment.name) { report("Cannot spread fragment \"\(fragment.name)\" within itself.") }
            if !used.contains(fragment.name) { report("Fragment \"\(fragment.name)\" is never used.") }
            guard let type = schema.type(fragment.condition) else {
                report("Unknown type \"\(fragment.condition)\".")
                continue
            }
            guard type.kind == .object || type.kind == .union else {
                report("Fragment \"\(fragment.name)\" cannot condition on non composite type \"\(type.name)\".")
                continue
            }
            check(fragment.selections, on: type.name)
        }
    }

    /// Names of all fragments reached, through other fragments too.
    private func collectSpreads(_ selections: [GraphQLSelection], into names: inout Set<String>) {
        for selection in selections {
            switch selection {
            case .field(let field): collectSpreads(field.selections, into: &names)
            case .inline(_, _, let inner): collectSpreads(inner, into: &names)
            case .spread(let name, _):
                if names.insert(name).inserted, let fragment = document.fragment(name) {
                    collectSpreads(fragment.selections, into: &names)
                }
            }
        }
    }

    func repeated(_ names: [String]) -> [String] {
        var seen: Set<String> = []
        return names.filter { !seen.insert($0).inserted }
    }
}
