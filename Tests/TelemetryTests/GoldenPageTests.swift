import Foundation
import Testing

@testable import Telemetry

/// The bytes of both formats (systemd-prometheus.md §9).
@Suite struct GoldenPageTests {
    private static let awkward = "C:\\temp \"quoted\"\nsecond line"

    private static let layout = PageLayout([
        MetricDefinition(
            name: "shop_build_info", kind: .info, unit: nil, help: awkward, labels: LabelSets(["version", "path"], [["1.0", awkward]])),
        MetricDefinition(name: "shop_orders_total", kind: .counter, unit: nil, help: "Orders.", labels: LabelSets("kind", ["old", "new"])),
        MetricDefinition(name: "shop_wait_seconds_total", kind: .counter, unit: .seconds, help: "Time waited.", labels: .none),
        MetricDefinition(name: "shop_left_out", kind: .gauge, unit: nil, help: "Unknown now.", labels: .none),
        MetricDefinition(name: "shop_stock_bytes", kind: .gauge, unit: .bytes, help: "Stock.", labels: .none),
        MetricDefinition(
            name: "shop_answer_seconds", kind: .histogram([0.05, 1, 2.5]), unit: .seconds, help: "Answers.",
            labels: LabelSets("door", ["front"])),
    ])

    private static let values: [[Double]?] = [[1], [0, 3], [0.125], nil, [9_007_199_254_740_992], [1, 2, 2, 3, 41.5, 3]]

    @Test func textBytes() {
        let expected = #"""
            # HELP shop_build_info C:\\temp "quoted"\nsecond line
            # TYPE shop_build_info gauge
            shop_build_info{version="1.0",path="C:\\temp \"quoted\"\nsecond line"} 1
            # HELP shop_orders_total Orders.
            # TYPE shop_orders_total counter
            shop_orders_total{kind="old"} 0
            shop_orders_total{kind="new"} 3
            # HELP shop_wait_seconds_total Time waited.
            # TYPE shop_wait_seconds_total counter
            shop_wait_seconds_total 0.125
            # HELP shop_stock_bytes Stock.
            # TYPE shop_stock_bytes gauge
            shop_stock_bytes 9007199254740992
            # HELP shop_answer_seconds Answers.
            # TYPE shop_answer_seconds histogram
            shop_answer_seconds_bucket{door="front",le="0.05"} 1
            shop_answer_seconds_bucket{door="front",le="1.0"} 2
            shop_answer_seconds_bucket{door="front",le="2.5"} 2
            shop_answer_seconds_bucket{door="front",le="+Inf"} 3
            shop_answer_seconds_sum{door="front"} 41.5
            shop_answer_seconds_count{door="front"} 3

            """#
        #expect(String(decoding: Self.layout.page(.text, Self.values), as: UTF8.self) == expected)
    }

    @Test func openMetricsBytes() {
        let expected = #"""
            # HELP shop_build C:\\temp \"quoted\"\nsecond line
            # TYPE shop_build info
            shop_build_info{version="1.0",path="C:\\temp \"quoted\"\nsecond line"} 1
            # HELP shop_orders Orders.
            # TYPE shop_orders counter
            shop_orders_total{kind="old"} 0
            shop_orders_total{kind="new"} 3
            # HELP shop_wait_seconds Time waited.
            # TYPE shop_wait_seconds counter
            # UNIT shop_wait_seconds seconds
            shop_wait_seconds_total 0.125
            # HELP shop_stock_bytes Stock.
            # TYPE shop_stock_bytes gauge
            # UNIT shop_stock_bytes bytes
            shop_stock_bytes 9007199254740992
            # HELP shop_answer_seconds Answers.
            # TYPE shop_answer_seconds histogram
            # UNIT shop_answer_seconds seconds
            shop_answer_seconds_bucket{door="front",le="0.05"} 1
            shop_answer_seconds_bucket{door="front",le="1.0"} 2
            shop_answer_seconds_bucket{door="front",le="2.5"} 2
            shop_answer_seconds_bucket{door="front",le="+Inf"} 3
            shop_answer_seconds_sum{door="front"} 41.5
            shop_answer_seconds_count{door="front"} 3
            # EOF

            """#
        #expect(String(decoding: Self.layout.page(.openMetrics, Self.values), as: UTF8.self) == expected)
    }

    /// No name, no label and no state changes without a reviewed change of these files, which the rules and the dashboard are checked
    /// against too.
    @Test(arguments: [(ExpositionFormat.text, "metrics.txt"), (.openMetrics, "metrics.openmetrics")])
    func checkedInPageIsTheWholePage(format: ExpositionFormat, name: String) throws {
        try expect(Eventful.page(format), in: name)
    }

    /// What a fleet has besides, and an account of several hosts.
    @Test func checkedInFamiliesOfManyAccountsAndSeveralHosts() throws {
        var alpha = AccountReading(account: "alpha")
        alpha[.inStep] = 1
        var beta = AccountReading(account: "beta")
        (beta[.heldBack], beta.trouble) = (1, "hung")
        var host = ClusterReading(account: "alpha")
        (host[.owner], host[.epoch], host[.leaseSeconds], host[.replicaLag]) = (1, 17, 29.5, 0.25)
        try expect(ExpositionFormat.text.families(of: [alpha, beta]) + ExpositionFormat.text.families(of: [host]), in: "several.txt")
    }

    private func expect(_ bytes: [UInt8], in name: String) throws {
        let golden = URL(filePath: #filePath).appending(path: "../../Fixtures/telemetry/\(name)").standardized
        let page = Data(bytes)
        let isSame = (try? Data(contentsOf: golden)) == page
        let actual = FileManager.default.temporaryDirectory.appending(path: "reconcile-\(name)")
        if !isSame { try page.write(to: actual) }
        #expect(isSame, "review the change, then: cp \(actual.path) Tests/Fixtures/telemetry/\(name)")
    }

    private static let numbers: [(Double, String)] = [
        (0, "0"), (-0.0, "0"), (3, "3"), (-17, "-17"), (0.1, "0.1"), (1_800_000_000.25, "1800000000.25"),
        (0x1p53, "9007199254740992"), (0x1p53 * 2, "1.8014398509481984e+16"), (1e-7, "1e-07"), (1e300, "1e+300"), (.infinity, "+Inf"),
        (-.infinity, "-Inf"), (.nan, "NaN"),
    ]

    @Test(arguments: numbers) func number(value: Double, text: String) {
        #expect(MetricText.number(value) == text)
    }

    /// A carriage return followed by a line feed is one character to Swift, and two to a scraper.
    @Test func escapingSeesBytes() {
        #expect(MetricText.label("a\r\nb") == "a\r\\nb")
        #expect(MetricText.help(#"\n "x""#) == #"\\n "x""#)
        #expect(MetricText.label("Ä\u{301}\\") == "Ä\u{301}\\\\")
    }
}
