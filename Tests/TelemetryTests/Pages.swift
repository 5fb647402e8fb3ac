import Bookkeeping
import Foundation
import Persistence
import StateCharts
import Transport

@testable import Telemetry

/// A page, read back line by line: enough for our own pages; `Tests/Oracles/check_prometheus.py` has the parsers of others read them.
struct ReadPage: Equatable {
    var values: [String: String] = [:]
    var comments: [String] = []
    var duplicates: [String] = []

    init(_ page: [UInt8]) {
        for line in String(decoding: page, as: UTF8.self).split(separator: "\n") {
            guard !line.hasPrefix("#"), let space = line.lastIndex(of: " ") else {
                comments.append(String(line))
                continue
            }
            let series = String(line[..<space])
            if values.updateValue(String(line[line.index(after: space)...]), forKey: series) != nil { duplicates.append(series) }
        }
    }

    subscript(_ series: String) -> String? { values[series] }

    /// Values of the series that begin so, those of zero left out.
    func counted(_ prefix: String) -> [String: String] { values.filter { $0.key.hasPrefix(prefix) && $0.value != "0" } }
}

extension MetricRegistry {
    static let moment = 1_800_000_000.25

    static func fresh() -> MetricRegistry { MetricRegistry(version: "1.2.3", startedAt: moment) }

    func read(_ state: CollectedState? = CollectedState()) -> ReadPage { ReadPage(page(.text, state: state, process: nil)) }
}

extension ProcessReading {
    /// proc(5): 150 + 50 ticks of CPU time, 7 threads, 64 MiB of address space, 2500 pages.
    static let sample = ProcessReading(
        stat: "4242 (a) b) S 1 4242 4242 0 -1 4194560 900 0 0 0 150 50 0 0 20 0 7 0 123456 67108864 2500 18446744073709551615 1 1\n")
}

/// A registry in which a little of everything happened, as the checked-in pages show it.
enum Eventful {
    static func registry() -> MetricRegistry {
        let registry = MetricRegistry.fresh()
        registry.recordPass(.complete, seconds: 0.75)
        registry.recordPass(.complete, seconds: 3)
        registry.recordPass(.failed, seconds: 7200)
        registry.recordRequest(RemoteOperation(.lexoffice, "createVoucher"), code: .status(201), seconds: 0.1)
        registry.recordRequest(RemoteOperation(.lexoffice, "createVoucher"), code: .failure(.timeout), seconds: 35)
        registry.recordRequest(RemoteOperation(.lexoffice, "voucherlist"), code: .status(429), seconds: 0.0625)
        registry.recordRequest(RemoteOperation(.hero, "documentPage"), code: .status(200), seconds: 0.3)
        registry.recordRateWait(.lexoffice, seconds: 12.125)
        registry.recordTransition(
            kind: "invoice", from: "locked/sound/creating/unbooked", event: "reply.outcomeUnknown", to: "locked/sound/uncertain/unbooked",
            effects: "resolveVoucher")
        registry.recordTransition(
            kind: "invoice", from: "locked/sound/uncertain/unbooked", event: "reply.lookupMatch", to: "uploaded/sound/fileDue/open",
            effects: "recordLink")
        registry.recordWebhook(.accepted)
        registry.recordJournalCheck(isWhole: true, at: 1_800_000_060)
        return registry
    }

    static func state() -> CollectedState {
        var state = CollectedState()
        state.integration = IntegrationConfiguration(columnValues: ["active", "running", "fixed"])
        state.entities = [
            "invoice": ["fileComplete": 99_990, "uncertain": 1, "blocked": 9, "-": 4, "released": 4, "tracked": 100_000],
            "contact": ["linked": 4321], "payment": ["mirrored": 88_000, "toWithdraw": 2], "contactImport": ["imported": 12],
        ]
        state.discrepancies = [.blocked: 9, .missing: 1]
        state.oldestPendingAge = ["invoice": 90_061.5]
        state.oldestUncertainAge = ["invoice": 30]
        state.lastCompletePass = 1_800_000_055.5
        state.journalEntries = 400_000
        return state
    }

    static func page(_ format: ExpositionFormat) -> [UInt8] {
        registry().page(format, state: state(), process: processReading)
    }

    private static var processReading: ProcessReading? {
        var reading = ProcessReading.sample
        // A page of this machine, whatever the size of its memory pages.
        reading?.residentBytes = 10_240_000
        reading?.openFiles = 23
        reading?.maxFiles = 1024
        return reading
    }
}
