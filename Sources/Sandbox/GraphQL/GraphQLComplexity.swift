/// What a request costs: every selected field one point, a paged list the points of one row times its `first`, and lists
/// inside lists multiply (hero-api.md §1.5). Lists without paging arguments count as one row.
struct GraphQLComplexity {
    let document: GraphQLDocument
    let schema: GraphQLSchema
    let variables: [String: SandboxJSON]
    private(set) var fragmentCosts: [String: Int] = [:]

    /// Costs beyond this are reported as this.
    private static let ceiling = 1_000_000_000_000

    /// The cost of one operation of a valid document.
    mutating func cost(of operation: GraphQLOperation) -> Int {
        cost(operation.selections, on: operation.kind == .query ? schema.queryType : schema.mutationType ?? "")
    }

    private mutating func cost(_ selections: [GraphQLSelection], on parent: String) -> Int {
        var total = 0
        for selection in selections {
            switch selection {
            case .field(let field):
                guard let definition = schema.field(field.name, on: parent) else { continue }
                let rows = cost(field.selections, on: definition.type.name)
                total += field.selections.isEmpty ? 1 : 1 + product(rows, rowCount(field, definition))
            case .inline(let condition, _, let inner): total += cost(inner, on: condition ?? parent)
            case .spread(let name, _):
                guard let fragment = document.fragment(name) else { continue }
                let known = fragmentCosts[name] ?? cost(fragment.selections, on: fragment.condition)
                fragmentCosts[name] = known
                total += known
            }
            total = min(total, GraphQLComplexity.ceiling)
        }
        return total
    }

    private func product(_ left: Int, _ right: Int) -> Int {
        let (result, overflow) = left.multipliedReportingOverflow(by: right)
        return overflow ? GraphQLComplexity.ceiling : min(result, GraphQLComplexity.ceiling)
    }

    private func rowCount(_ field: GraphQLField, _ definition: GraphQLFieldDefinition) -> Int {
        guard definition.type.isList, definition.arguments.contains(where: { $0.name == "first" }) else { return 1 }
        for name in ["first", "last"] {
            guard let argument = field.arguments.first(where: { $0.name == name }) else { continue }
            switch argument.value {
            case .int(let text): return max(0, Int(text) ?? 0)
            case .variable(let variable):
                if let value = variables[variable]?.intValue { return max(0, value) }
            default: continue
            }
        }
        return 50
    }
}
