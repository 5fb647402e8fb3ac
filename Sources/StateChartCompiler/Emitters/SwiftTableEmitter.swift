/// The explored table as text for `ChartTable`: a few kilobytes of string compile at once, thousands of expressions do not.
struct SwiftTableEmitter {
    private let explored: ExploredChart
    private let lists: [[String]]

    init(_ explored: ExploredChart) {
        self.explored = explored
        var lists: [[String]] = []
        for case .moved(_, let effects) in explored.cells.joined() where !effects.isEmpty && !lists.contains(effects) {
            lists.append(effects)
        }
        self.lists = lists
    }

    /// List 0 is the empty one and is not written.
    func effectLists() -> String { lists.map { $0.joined(separator: " ") }.joined(separator: "\n") }

    func rows() -> String {
        explored.configurations.indices.map { configuration in
            let values = explored.columnValues(configuration).joined(separator: " ")
            let cells = explored.cells[configuration].enumerated().compactMap { text($1, event: $0) }.joined(separator: " ")
            return "\(values)|\(flags(configuration))|\(explored.awaited(configuration) ?? "")|\(cells)"
        }.joined(separator: "\n")
    }

    private func flags(_ configuration: Int) -> String {
        (configuration == explored.initial ? "I" : "") + (explored.isAttention(configuration) ? "A" : "")
            + (explored.isFinal(configuration) ? "F" : "")
    }

    private func text(_ cell: ExploredChart.Cell, event: Int) -> String? {
        switch cell {
        case .unhandled: nil
        case .moved(let target, let effects):
            if let list = lists.firstIndex(of: effects) { "\(event)>\(target):\(list + 1)" } else { "\(event)>\(target)" }
        case .refused(let reason): explored.refusals.firstIndex(of: reason).map { "\(event)!\($0)" }
        }
    }
}
