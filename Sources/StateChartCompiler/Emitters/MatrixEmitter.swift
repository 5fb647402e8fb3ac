/// The golden matrix (C16): one line per cell that is not unhandled, as tab-separated values.
package struct MatrixEmitter {
    private let explored: ExploredChart

    package init(_ explored: ExploredChart) { self.explored = explored }

    package static let header = "configuration\tevent\ttarget\teffects\trefusal"

    package func text() -> String {
        var lines = [Self.header]
        for configuration in explored.configurations.indices {
            for (event, cell) in zip(explored.chart.events, explored.cells[configuration]) {
                guard let outcome = outcome(cell, in: configuration) else { continue }
                lines.append("\(explored.description(configuration))\t\(event.name)\t\(outcome)")
            }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func outcome(_ cell: ExploredChart.Cell, in configuration: Int) -> String? {
        switch cell {
        case .unhandled: nil
        case .moved(let target, let effects):
            "\(explored.description(target))\t\(effects.isEmpty ? "-" : effects.joined(separator: " "))\t-"
        case .refused(let reason): "\(explored.description(configuration))\t-\t\(reason)"
        }
    }
}
