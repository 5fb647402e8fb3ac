import FoundationEssentials
import StateChartCompiler
import Testing

/// C16: no change of behaviour without a reviewed change of the golden matrix.
struct GoldenMatrixTests {
    private static let charts = URL(filePath: #filePath).appending(path: "../../../StateCharts").standardized

    @Test(arguments: ["integration", "invoice", "contact", "payment", "contactImport"])
    func checkedInMatrixIsTheCompiledOne(name: String) throws {
        let explored = try ChartCompilation.explore([UInt8](Data(contentsOf: Self.charts.appending(path: "\(name).scxml"))))
        let golden = try Data(contentsOf: Self.charts.appending(path: "golden/\(name).tsv"))
        let compiled = Data(MatrixEmitter(explored).text().utf8)
        let chart = "StateCharts/\(name).scxml"
        #expect(
            golden == compiled,
            "review the change, then: swift run StateChartCompiler matrix \(chart) > StateCharts/golden/\(name).tsv")
    }
}
