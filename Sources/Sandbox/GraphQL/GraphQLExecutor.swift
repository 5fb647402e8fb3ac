/// Runs one operation of a valid document over values that resolvers supply.
package struct GraphQLExecutor {
    package struct Answer: Sendable {
        /// Nil when nothing was run.
        package var data: SandboxJSON?
        package var errors: [SandboxJSON]
        /// Nil when it was not worked out.
        package var complexity: Int?
    }

    package typealias Root = (GraphQLCall) throws(GraphQLFailure) -> GraphQLValue?

    private let schema: GraphQLSchema
    private let coercion: GraphQLCoercion
    private let complexityLimit: Int

    package init(
        schema: GraphQLSchema, complexityLimit: Int, scalarFormats: [String: @Sendable (SandboxJSON) -> Bool] = [:]
    ) {
        self.schema = schema
        self.complexityLimit = complexityLimit
        coercion = GraphQLCoercion(schema: schema, scalarFormats: scalarFormats)
    }

    /// Runs the named operation, or the only one. `root` answers the fields of the query or mutation type, in order.
    package func run(_ document: GraphQLDocument, operationName: String?, variables given: SandboxObject, root: Root) -> Answer {
        do throws(GraphQLFailure) {
            let operation = try operation(of: document, named: operationName)
            let variables = try coercion.variables(of: operation, given: given)
            var complexity = GraphQLComplexity(document: document, schema: schema, variables: variables)
            let cost = complexity.cost(of: operation)
            guard cost <= complexityLimit else {
                let message = "Max query complexity should be \(complexityLimit) but got \(cost)."
                return Answer(data: nil, errors: [["message": .string(message)]], complexity: cost)
            }
            var run = GraphQLRun(document: document, schema: schema, coercion: coercion, variables: variables)
            let type = operation.kind == .query ? schema.queryType : schema.mutationType ?? ""
            let data = run.data(operation.selections, type: type, root: root)
            return Answer(data: data, errors: run.errors, complexity: cost)
        } catch {
            return Answer(data: nil, errors: [["message": .string(error.message)]], complexity: nil)
        }
    }

    private func operation(of document: GraphQLDocument, named name: String?) throws(GraphQLFailure) -> GraphQLOperation {
        if let name {
            guard let operation = document.operations.first(where: { $0.name == name }) else {
                throw GraphQLFailure("Unknown operation named \"\(name)\".")
            }
            return operation
        }
        guard let operation = document.operations.first, document.operations.count == 1 else {
            throw GraphQLFailure("Must provide operation name if query contains multiple operations.")
        }
        return operation
    }
}
