/// The Swift types of a configuration: one enum per column and the struct that joins them.
struct SwiftConfigurationEmitter {
    let explored: ExploredChart
    let prefix: String

    private var chart: Chart { explored.chart }
    private var columns: [Column] { explored.columns }

    func columnEnums() -> [String] {
        columns.map { column in
            var text = "package enum \(typeName(column)): String, ChartRegion {\n"
            if column.canBeInactive { text += "    /// The region is not active.\n    case none = \"\(Column.inactive)\"\n" }
            for value in column.values { text += "    case \(chart.states[value].id.swiftName)\n" }
            return text + tags(column) + "}\n"
        }
    }

    private func tags(_ column: Column) -> String {
        let tagged = StateTag.allCases.compactMap { tag -> String? in
            let states = column.values.filter { chart.states[$0].tag == tag }.map { "." + chart.states[$0].id.swiftName }
            return states.isEmpty ? nil : "        case \(states.joined(separator: ", ")): .\(tag)\n"
        }
        guard !tagged.isEmpty else { return "\n    package var tag: StateTag? { nil }\n" }
        let rest =
            (column.canBeInactive ? [".none"] : [])
            + column.values.filter { chart.states[$0].tag == nil }.map { "." + chart.states[$0].id.swiftName }
        let last = rest.isEmpty ? "" : "        case \(rest.joined(separator: ", ")): nil\n"
        return "\n    package var tag: StateTag? {\n        switch self {\n\(tagged.joined())\(last)        }\n    }\n"
    }

    func structure() -> String {
        let fields = columns.map { "    package let \($0.name.swiftName): \(typeName($0))\n" }.joined()
        let names = columns.map { "\"\($0.snakeName)\"" }.joined(separator: ", ")
        let values = columns.map { "\($0.name.swiftName).rawValue" }.joined(separator: ", ")
        let bindings = columns.enumerated().map { "let \($1.name.swiftName) = \(typeName($1))(rawValue: columnValues[\($0)])" }
        let assignments = columns.map { "        self.\($0.name) = \($0.name.swiftName)\n" }.joined()
        return """
            package struct \(prefix)Configuration: ChartConfiguration {
            \(fields)
                package static let columnNames = [\(names)]
                package var tags: Set<StateTag> { Set([\(columns.map { "\($0.name.swiftName).tag" }.joined(separator: ", "))].compactMap(\\.self)) }
                package var columnValues: [String] { [\(values)] }

                package init?(columnValues: [String]) {
                    guard let value = Self(decoding: columnValues), \(prefix)Chart.compiled.contains(value) else { return nil }
                    self = value
                }

                package init?(decoding columnValues: [String]) {
                    guard columnValues.count == \(columns.count) else { return nil }
                    guard
                        \(bindings.joined(separator: ",\n            "))
                    else { return nil }
            \(assignments)    }
            \(memberships())}

            """
    }

    /// What the state can be asked, by region.
    func questions() -> String {
        let asked = columns.map { column in
            """
                package static func \(column.name.swiftName)(_ states: [\(typeName(column))]) -> Self {
                    Self(column: "\(column.snakeName)", states: states.map(\\.rawValue))
                }

            """
        }
        return "extension StateQuestion where C == \(prefix)Chart {\n\(asked.joined())}\n"
    }

    /// `isOnBooks` and the like: whether a state with states inside is active. Regions are not asked about: they always are.
    private func memberships() -> String {
        chart.states.filter { ($0.kind == .compound && !isRegion($0)) || $0.kind == .parallel }.map { state in
            guard let column = columns.first(where: { column in column.values.contains { isInside($0, state.index) } }) else { return "" }
            let cases = column.values.filter { isInside($0, state.index) }.map { "." + chart.states[$0].id.swiftName }
            let result =
                cases.count == column.values.count && !column.canBeInactive
                ? "        true\n"
                : """
                        switch \(column.name.swiftName) {
                        case \(cases.joined(separator: ", ")): true
                        default: false
                        }

                """
            return "\n    package var is\(state.id.capitalisedFirst): Bool {\n\(result)    }\n"
        }.joined()
    }

    private func isInside(_ value: Int, _ state: Int) -> Bool { value == state || chart.isDescendant(value, of: state) }

    private func isRegion(_ state: ChartState) -> Bool { state.parent != nil && state.parent == chart.parallel }

    private func typeName(_ column: Column) -> String { prefix + column.name.capitalisedFirst }
}
