import FoundationEssentials
import StateCharts
import Testing

/// The checked-in matrix of a chart, read independently of the compiler.
struct GoldenMatrix {
    struct Line {
        let configuration: String
        let event: String
        let target: String
        let effects: [String]
        let refusal: String?
    }

    let lines: [Line]

    init(_ chart: String) throws {
        let file = URL(filePath: #filePath).appending(path: "../../../StateCharts/golden/\(chart).tsv").standardized
        let text = try #require(String(data: Data(contentsOf: file), encoding: .utf8))
        lines = try text.split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            try #require(fields.count == 5)
            return Line(
                configuration: fields[0], event: fields[1], target: fields[2],
                effects: fields[3] == "-" ? [] : fields[3].split(separator: " ").map(String.init),
                refusal: fields[4] == "-" ? nil : fields[4])
        }
    }

    /// `configuration event` → line.
    var cells: [String: Line] { Dictionary(uniqueKeysWithValues: lines.map { ("\($0.configuration) \($0.event)", $0) }) }

    /// A configuration from which nothing goes on is named only as a target.
    var configurations: Set<String> { Set(lines.map(\.configuration)).union(lines.map(\.target)) }
}
