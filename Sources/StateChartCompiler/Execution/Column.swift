/// One part of a configuration that is persisted in a column of its own: the phase and each region, or the single `state`.
package struct Column: Sendable {
    /// `startDate`: the Swift property; ``snakeName`` is the SQL column.
    package let name: String
    /// The states the column can name, in document order.
    package let values: [Int]
    /// Whether the column is `-` while the parallel is not active.
    package let canBeInactive: Bool

    package static let inactive = "-"

    package var snakeName: String { name.snakeCase }

    static func columns(of chart: Chart) -> [Column] {
        let leaves = chart.states.indices.filter { chart.states[$0].isLeaf }
        guard let parallel = chart.parallel else { return [Column(name: "state", values: leaves, canBeInactive: false)] }
        let outside = leaves.filter { !chart.isDescendant($0, of: parallel) }
        let phase = Column(name: "phase", values: (outside + [parallel]).sorted(), canBeInactive: false)
        return [phase]
            + chart.states[parallel].children.map {
                Column(name: chart.states[$0].id, values: chart.leaves(of: $0), canBeInactive: !outside.isEmpty)
            }
    }

    /// The state this column shows in a configuration; nil while inactive.
    func value(in active: [Int]) -> Int? { values.first(where: active.contains) }
}
