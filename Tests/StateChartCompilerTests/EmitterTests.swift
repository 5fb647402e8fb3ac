import FoundationEssentials
import StateChartCompiler
import Testing

struct EmitterTests {
    private static func explored(_ text: String) throws -> ExploredChart { try ChartCompilation.explore(Array(text.utf8)) }

    @Test(
        "SHA-256 gives the published digests",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func digests(message: String, expected: String) { #expect(SHA256.hex(Array(message.utf8)) == expected) }

    @Test func theMatrixNamesEveryDecidedCell() throws {
        #expect(
            try MatrixEmitter(Self.explored(SampleCharts.lamp)).text() == """
                configuration\tevent\ttarget\teffects\trefusal
                dark\top.on\tlit\t-\t-
                dark\top.scrap\tscrapped\t-\t-
                lit\top.off\tdark\tcool\t-

                """)
        let pump = try MatrixEmitter(Self.explored(SampleCharts.pump)).text().split(separator: "\n")
        #expect(pump.contains("asking/dry\top.stop\tasking/dry\t-\tbusy"))
        #expect(pump.contains("idle/leaking\top.ask\tasking/leaking\tprobe\t-"))
    }

    @Test func theSwiftTextIsTheSameEveryTime() throws {
        let texts = try (0..<3).map { _ in try SwiftEmitter(Self.explored(SampleCharts.pump)).text() }
        #expect(Set(texts).count == 1)
    }

    private static func hashLine(_ text: String) throws -> Substring {
        try #require(SwiftEmitter(explored(text)).text().split(separator: "\n").first { $0.contains("static let hash") })
    }

    @Test func theHashFollowsBehaviourNotLayout() throws {
        func changed(_ old: String, _ new: String) -> String { SampleCharts.pump.split(separator: old).joined(separator: new) }
        let hash = try Self.hashLine(SampleCharts.pump)
        #expect(try Self.hashLine(changed("<!-- the end -->", "<!-- over -->\n\n")) == hash)
        #expect(
            try Self.hashLine(
                changed("event=\"op.clear\" target=\"dry\"/>", "event=\"op.clear\" target=\"dry\"><raise event=\"fx.x\"/></transition>"))
                != hash)
        #expect(try Self.hashLine(changed(" x:tag=\"attention\"", "")) != hash)
        #expect(try Self.hashLine(changed("refuse.busy", "refuse.later")) != hash)
    }

    @Test func aChartWithoutRefusalsStillHasTheType() throws {
        let text = try SwiftEmitter(Self.explored(SampleCharts.lamp)).text()
        #expect(text.contains("package enum LampRefusal: RawRepresentable, Hashable, CaseIterable, Sendable {"))
        #expect(text.contains("package let state: LampState"))
        #expect(SwiftEmitter.fileName(chart: "lamp") == "LampChart.swift")
    }
}

struct CompilerCommandTests {
    @Test func readsItsTwoForms() {
        #expect(CompilerCommand(arguments: ["matrix", "a.scxml"]) == .matrix(chart: "a.scxml"))
        #expect(
            CompilerCommand(arguments: ["a.scxml", "b.scxml", "--swift-output", "out"])
                == .swift(charts: ["a.scxml", "b.scxml"], output: "out"))
    }

    @Test(arguments: [
        [], ["matrix"], ["a.scxml"], ["--swift-output", "out"], ["a.xml", "--swift-output", "out"], ["a.scxml", "--swift-output"],
    ])
    func refusesEverythingElse(arguments: [String]) { #expect(CompilerCommand(arguments: arguments) == nil) }

    private static func inFolder(_ files: [String: String], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "charts-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
        try body(folder)
    }

    @Test func writesOneFilePerChart() throws {
        try Self.inFolder(["lamp.scxml": SampleCharts.lamp, "pump.scxml": SampleCharts.pump]) { folder in
            let charts = ["lamp", "pump"].map { folder.appending(path: "\($0).scxml").path }
            let command = try #require(CompilerCommand(arguments: charts + ["--swift-output", folder.path]))
            #expect(command.run { _ in } == [])
            for name in ["LampChart.swift", "PumpChart.swift"] {
                #expect(try Data(contentsOf: folder.appending(path: name)).count > 1000)
            }
        }
    }

    @Test func saysWhereTheFaultIs() throws {
        try Self.inFolder(["lamp.scxml": "<a><b></a>"]) { folder in
            let path = folder.appending(path: "lamp.scxml").path
            #expect(CompilerCommand.matrix(chart: path).run { _ in } == ["\(path):1:7: error: </a> cannot close <b>, opened at 1:4"])
        }
    }

    @Test func refusesAFileNamedUnlikeItsChart() throws {
        try Self.inFolder(["other.scxml": SampleCharts.lamp]) { folder in
            let path = folder.appending(path: "other.scxml").path
            #expect(
                CompilerCommand.matrix(chart: path).run { _ in } == [
                    "\(path):1:1: error: C1: the chart 'lamp' is in a file of another name"
                ])
        }
    }

    @Test func aMissingFileIsADiagnostic() {
        let diagnostics = CompilerCommand.matrix(chart: "/nowhere/lamp.scxml").run { _ in }
        #expect(diagnostics.count == 1)
        #expect(diagnostics.first?.hasPrefix("/nowhere/lamp.scxml:1:1: error: ") == true)
    }
}
