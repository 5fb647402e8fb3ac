import FoundationEssentials
internal import StrictXML

/// What the command line asks for.
package enum CompilerCommand: Equatable {
    /// Write one Swift file per chart into a folder: what the build does.
    case swift(charts: [String], output: String)
    /// Print the golden matrix of a chart: what a person does after an intended change.
    case matrix(chart: String)

    package static let usage = """
        usage: StateChartCompiler <chart.scxml>… --swift-output <dir>
               StateChartCompiler matrix <chart.scxml>
        """

    /// Nil when the arguments make no sense.
    package init?(arguments: [String]) {
        if arguments.count == 2, arguments[0] == "matrix" {
            self = .matrix(chart: arguments[1])
            return
        }
        guard arguments.count > 2, arguments[arguments.count - 2] == "--swift-output", let output = arguments.last else { return nil }
        let charts = Array(arguments.dropLast(2))
        guard charts.allSatisfy({ $0.hasSuffix(".scxml") }) else { return nil }
        self = .swift(charts: charts, output: output)
    }

    /// Runs to the end and returns the diagnostics; none means success.
    /// - Parameter write: takes what belongs on standard output.
    package func run(write: (String) -> Void) -> [String] {
        switch self {
        case .matrix(let path):
            return Self.compile(path) { write(MatrixEmitter($0).text()) }
        case .swift(let paths, let output):
            return paths.flatMap { path in
                Self.compile(path) { explored in
                    let file = URL(filePath: output).appending(path: SwiftEmitter.fileName(chart: explored.chart.name))
                    try Data(SwiftEmitter(explored).text().utf8).write(to: file)
                }
            }
        }
    }

    /// The file must be named like its chart, because the plugin derives the name of the output from the file.
    private static func compile(_ path: String, _ use: (ExploredChart) throws -> Void) -> [String] {
        do {
            let explored = try ChartCompilation.explore([UInt8](Data(contentsOf: URL(filePath: path))))
            guard URL(filePath: path).deletingPathExtension().lastPathComponent == explored.chart.name else {
                let fault = Fault(
                    explored.chart.states[Chart.root].location, "C1: the chart '\(explored.chart.name)' is in a file of another name")
                return [fault.diagnostic(path: path)]
            }
            try use(explored)
            return []
        } catch let faults as Faults {
            return faults.list.map { $0.diagnostic(path: path) }
        } catch {
            return [Fault(SourceLocation(line: 1, column: 1), "\(error)").diagnostic(path: path)]
        }
    }
}
