import Bookkeeping
import Persistence
import Reconciliation
import Testing

@testable import Reporting

/// The same report as records (contract.md).
@Suite struct ReportJSONTests {
    @Test func aLineIsOneRecordAndTheSameBytes() throws {
        let lines = ReportJSON.lines(try SampleReport.report())
        #expect(lines.count == 12)
        #expect(lines.first == #"{"type":"version","format":"1.0"}"#)
        #expect(
            lines[1] == #"{"type":"planned_change","symbol":"+","action":"create","document":"1","number":"RE-1","#
                + #""voucher_type":"salesinvoice","gross_cents":119000,"new_contact":true,"flags":["BACKDATED"]}"#)
        #expect(
            lines[4] == #"{"type":"planned_change","symbol":"~","action":"change","document":"4","number":"RE-4","#
                + #""payment":"4/bank/2026-04-07/119000/1","payment_kind":"bank","payment_date":"2026-04-07","amount_cents":119000}"#)
    }

    @Test func everySymbolHasItsAction() throws {
        let records = try ReportJSON.lines(SampleReport.report()).dropFirst().dropLast().map(Read.record)
        let actions = ["create", "create", "change", "change", "adopt", "uncertain", "needs_person", "ready", "waiting", "note"]
        #expect(records.map { $0["action"] as? String } == actions)
        let types = Array(repeating: "planned_change", count: 5) + ["held", "held"] + Array(repeating: "diagnostic", count: 3)
        #expect(records.map { $0["type"] as? String } == types)
    }

    /// A program shows the steps as buttons; people read the sentence.
    @Test func aReasonBringsItsWordsAndItsSteps() throws {
        let record = try Read.record(ReportJSON.lines(SampleReport.report())[7])
        #expect(record["reason"] as? String == "DUPLICATE_NUMBER" && record["detail"] as? String == "vouchers=v-7")
        #expect(record["message_en"] as? String == "lexoffice already has this voucher number with other content.")
        let steps = try #require(record["steps"] as? [[String: String]])
        #expect(steps.map { $0["act"] } == ["open", "adopt", "absent"])
        #expect(steps.map { $0["actor"] } == ["office", "office", "office"])
        #expect(steps[0]["place"] == "lexoffice.voucher" && steps[0]["command"] == nil)
        #expect(steps[1]["command"] == "reconcile resolve NUMBER --adopt VOUCHER --reason …")
    }

    @Test func theSummaryCountsAndAddsUp() throws {
        let summary = try Read.record(#require(ReportJSON.lines(SampleReport.report()).last))
        let expected = [
            "create": 2, "change": 2, "adopt": 1, "uncertain": 1, "needs_person": 1, "ready": 1, "waiting": 1, "note": 1,
            "gross_cents": 130_900, "payments": 1, "payments_cents": 119_000, "hero_requests": 3, "lexoffice_requests": 14, "writes": 5,
            "exit": 3,
        ]
        for (name, value) in expected { #expect(summary[name] as? Int == value, "\(name)") }
        #expect(summary["dry_run"] as? Bool == false && summary["paused"] as? Bool == false)
        #expect(summary.count == expected.count + 3)
    }

    @Test func whatEndedThePassIsARecord() throws {
        var report = PassReport()
        report.interruption = PassFailure(.wrongOrganisation, system: "lexoffice", cause: "another one", hint: "Use the key of the first.")
        var restoration = Restoration(cause: .restored)
        (restoration.relinked, restoration.asked, restoration.absent) = (1_995, 2, 3)
        report.relink = RelinkReport(restoration, absentNumbers: ["RE-1", "RE-2"])
        let (relink, failure) = (try Read.records(ReportJSON.lines(report), "diagnostic").first, ReportJSON.lines(report)[2])
        #expect(relink?["code"] as? String == "relink" && relink?["phase"] as? String == "relinking")
        #expect(relink?["match_per_mille"] as? Int == 997 && relink?["absent_numbers"] as? [String] == ["RE-1", "RE-2"])
        #expect(
            failure == #"{"type":"diagnostic","code":"wrong_organisation","system":"lexoffice","message":"another one","#
                + #""hint":"Use the key of the first."}"#)
        #expect(try Read.record(#require(ReportJSON.lines(report).last))["exit"] as? Int == 77)
    }
}
