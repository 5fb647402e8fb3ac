import Bookkeeping
import Testing
import Wording

@testable import Pilot

/// The result that is kept for `doctor`.
@Suite struct RecordTests {
    private static let at = Instant(milliseconds: 1_767_225_600_000)

    private func report(_ verdicts: [Assumption: AssumptionVerdict]) -> PilotReport {
        PilotReport(
            findings: Assumption.allCases.map { PilotFinding($0, verdicts[$0] ?? .notSeen) }, heroRequests: 1, lexofficeRequests: 2,
            limit: 200,
            isCut: false, account: PilotReport.Account(heroCompany: 501, organisation: "7d5c2b9a"))
    }

    @Test func `what is written is read`() throws {
        let record = PilotRecord(report([.balanceOpen: .holds, .createdUTC: .doesNotHold]), at: Self.at)
        let read = try PilotRecord(bytes: record.bytes)
        #expect(read == record)
        #expect(read.at == Self.at)
        #expect(read.verdict(.balanceOpen) == .holds && read.verdict(.createdUTC) == .doesNotHold && read.verdict(.heroRights) == .notSeen)
    }

    @Test func `one of another account is known`() {
        let record = PilotRecord(report([:]), at: Self.at)
        #expect(record.isAbout(heroCompany: 501, organisation: "7D5C2B9A"))
        #expect(!record.isAbout(heroCompany: 502, organisation: "7d5c2b9a"))
        #expect(!record.isAbout(heroCompany: 501, organisation: "0e64f1d3"))
    }

    @Test func `an older record lacks what came later`() throws {
        let text = #"{"version":1,"at":"2026-01-01T00:00:00.000Z","verdicts":{"line_sums":"holds"}}"#
        let record = try PilotRecord(bytes: Array(text.utf8))
        #expect(record.verdict(.lineSums) == .holds && record.verdict(.balanceOpen) == .notSeen)
        #expect(record.isAbout(heroCompany: 1, organisation: "any"))
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"version":2,"at":"2026-01-01T00:00:00.000Z","verdicts":{}}"#, #"{"version":1,"at":"yesterday","verdicts":{}}"#,
        #"{"version":1,"at":"2026-01-01T00:00:00.000Z","verdicts":{"line_sums":"perhaps"}}"#,
        #"{"version":1,"at":"2026-01-01T00:00:00.000Z","verdicts":{"moon_phase":"holds"}}"#,
        #"{"version":1,"at":"2026-01-01T00:00:00.000Z","verdicts":{"line_sums":1}}"#,
        #"{"version":1,"at":"2026-01-01T00:00:00.000Z"}"#, String(repeating: " ", count: PilotRecord.bytesMaximum + 1),
    ])
    func `anything else is unreadable, and says why`(text: String) {
        do {
            let record = try PilotRecord(bytes: Array(text.utf8))
            Issue.record("read as \(record)")
        } catch {
            #expect(!error.cause.isEmpty)
        }
    }
}
