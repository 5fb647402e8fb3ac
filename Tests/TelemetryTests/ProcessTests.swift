import Foundation
import Testing

@testable import Telemetry

@Suite struct ProcessTests {
    @Test func readsTheKernelsLine() throws {
        let reading = try #require(ProcessReading.sample)
        #expect(reading.cpuSeconds == 200 / Double(sysconf(Int32(_SC_CLK_TCK))))
        #expect(reading.virtualBytes == 67_108_864 && reading.threads == 7 && reading.startTicks == 123_456)
        #expect(reading.residentBytes == 2500 * Double(sysconf(Int32(_SC_PAGESIZE))))
    }

    @Test(arguments: [
        "", "4242", "4242 (x", "4242 (x) S 1 2 3", "4242 (x) S " + String(repeating: "y ", count: 60),
        "4242 (x) S " + String(repeating: "nan ", count: 60),
    ])
    func anythingElseIsNothing(stat: String) {
        #expect(ProcessReading(stat: stat) == nil)
    }

    @Test func readsThisProcess() throws {
        let reading = try #require(ProcessReading.current())
        #expect(reading.cpuSeconds > 0 && reading.residentBytes > 1_048_576 && reading.virtualBytes >= reading.residentBytes)
        #expect(reading.threads >= 1 && reading.startedAt > 1_700_000_000 && reading.startedAt <= Date.now.timeIntervalSince1970)
        let open = try #require(reading.openFiles)
        #expect(open >= 3 && Double(open) <= reading.maxFiles ?? .infinity)
    }

    /// Other tests open and close files meanwhile, but none opens two hundred.
    @Test func countsOpenFiles() throws {
        let before = try #require(ProcessReading.current()?.openFiles)
        let files = (0..<200).map { _ in open("/dev/null", O_RDONLY) }
        defer { files.forEach { close($0) } }
        let after = try #require(ProcessReading.current()?.openFiles)
        #expect(files.allSatisfy { $0 >= 0 } && (150...250).contains(after - before))
    }

    @Test func whatIsNotKnownIsLeftOut() throws {
        var reading = try #require(ProcessReading.sample)
        reading.maxFiles = nil
        let page = ReadPage(MetricRegistry.fresh().page(.text, state: nil, process: reading))
        #expect(page["process_open_fds"] == nil && page["process_max_fds"] == "+Inf")
        #expect(page["process_start_time_seconds"] == "1800000000.25")
        #expect(MetricRegistry.fresh().read().values.keys.allSatisfy { !$0.hasPrefix("process_") })
    }
}
