import Bookkeeping
import Persistence
import Reporting
import Testing
import Wording

/// All accounts in one list.
@Suite struct FleetReportTests {
    private func account(_ name: String, _ conditions: [AccountReport.Condition], waiting: Int = 0, since: Int64? = nil) throws
        -> AccountReport
    {
        var report = AccountReport(try #require(AccountName(name)))
        for condition in conditions { report.note(condition) }
        report.waiting = waiting
        report.oldestWaiting = since.map { Instant(milliseconds: $0) }
        return report
    }

    @Test func `those in trouble come first, and among them what waits longest and most`() throws {
        let report = FleetReport([
            try account("a", []), try account("b", [.needsPeople], waiting: 1, since: 5_000), try account("c", [.paused]),
            try account("d", [.needsPeople], waiting: 9), try account("e", [.needsPeople], waiting: 2, since: 5_000),
            try account("f", [.needsPeople], waiting: 1, since: 4_000), try account("g", [.needsPeople, .filesUnusable, .paused]),
            try account("h", [.stateUnusable]), try account("i", [.notSetUp]), try account("j", []),
        ])
        #expect(report.reports.map(\.account.description).joined() == "ghfebdicaj")
    }

    @Test(arguments: AccountReport.Condition.allCases)
    func `every condition has its words, and all but three ask for somebody`(condition: AccountReport.Condition) throws {
        let report = FleetReport([try account("alpha", [condition])])
        let texts = Language.allCases.map { report.text($0, bad: false).map(\.text) }
        #expect(texts[0] != texts[1] && texts.allSatisfy { $0.count == 2 && $0[0].hasPrefix("alpha  ") })
        #expect(report.isFine == [.relinking, .elsewhere, .inStep].contains(condition))
        #expect(condition.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
    }

    @Test func `one line is one account, and the last says how many stand how`() throws {
        var broken = try account("broken", [.filesUnusable])
        broken.cause = ("accounts/broken.yaml:1:1: unknown key", "Did you mean `listen`?\nfake  in step")
        let asking = try account("asks", [.needsPeople], waiting: 3, since: 1_796_000_000_000)
        let report = FleetReport([try account("good", []), asking, broken])
        let lines = report.text(.en, bad: false).map { $0.visible(coloured: false) }
        #expect(lines.count == 5, "\(lines)")
        #expect(lines[0].hasPrefix("broken  files cannot be used") && lines[0].hasSuffix("unknown key"))
        #expect(lines[2].contains("3 wait since 2026-11-30"), "\(lines[2])")
        #expect(lines.last == "3 accounts: 1 in step, 1 waits for people, 1 files cannot be used")
        #expect(!report.text(.en, bad: true).contains { $0.text.hasPrefix("good") })
        let records = report.records(bad: true, exit: 3)
        #expect(records.count == 4 && records[1].contains("\"condition\":\"files_unusable\""))
        #expect(records[2].contains("\"needs_people\":3,\"oldest_waiting\":\"2026-11-30T"), "\(records[2])")
        #expect(records.last == "{\"type\":\"change_summary\",\"accounts\":3,\"in_step\":1,\"exit\":3}")
    }
}
