/// The identity of a chart's behaviour: SHA-256 over the explored table in a canonical text.
enum ChartDigest {
    static func hex(_ explored: ExploredChart) -> String {
        var lines = [explored.chart.name, explored.columns.map(\.snakeName).joined(separator: " ")]
        lines += explored.chart.events.map(\.name)
        for configuration in explored.configurations.indices {
            let values = explored.columnValues(configuration).joined(separator: " ")
            let initial = configuration == explored.initial
            let flags = "\(initial) \(explored.isAttention(configuration)) \(explored.isFinal(configuration))"
            lines.append("\(values) \(flags) \(explored.awaited(configuration) ?? "-")")
        }
        return SHA256.hex(Array((lines.joined(separator: "\n") + "\n" + MatrixEmitter(explored).text()).utf8))
    }
}
