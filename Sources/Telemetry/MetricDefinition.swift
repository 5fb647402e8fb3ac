/// One family of metrics as the page declares it.
package struct MetricDefinition: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        case counter, gauge
        /// A gauge that is always 1 and says something in its labels.
        case info
        /// Upper bounds in rising order, without the last one, which is infinite.
        case histogram([Double])
    }

    package enum Unit: String, Sendable { case seconds, bytes }

    /// As in text 0.0.4: a counter's ends in `_total`, an info's in `_info`.
    package let name: String
    package let kind: Kind
    package let unit: Unit?
    package let help: String
    package let labels: LabelSets
}

/// Every combination of label values a family has, so that each series is there from the start.
package struct LabelSets: Sendable, Hashable {
    package let names: [String]
    /// One row per series, each with one value per name. A family without labels has one empty row.
    package let rows: [[String]]

    package static let none = LabelSets([], [[]])

    package init(_ names: [String], _ rows: [[String]]) {
        self.names = names
        self.rows = rows
    }

    init(_ name: String, _ values: [String]) { self.init([name], values.map { [$0] }) }

    init<Value: RawRepresentable>(_ name: String, _ values: [Value]) where Value.RawValue == String {
        self.init(name, values.map(\.rawValue))
    }

    /// Every row once with each value of another label.
    func crossed(_ name: String, _ values: [String]) -> LabelSets {
        LabelSets(names + [name], rows.flatMap { row in values.map { row + [$0] } })
    }

    func crossed<Value: RawRepresentable>(_ name: String, _ values: [Value]) -> LabelSets where Value.RawValue == String {
        crossed(name, values.map(\.rawValue))
    }
}
