import Bookkeeping
import Testing
import Wording

@testable import Reconciliation
@testable import Reporting

/// A deletion before it is confirmed, and after (domain.md S42-S45).
@Suite struct DeletionTextTests {
    private func item(_ kind: String, _ key: String, _ number: String? = nil, _ date: String? = nil, _ gross: Int64? = nil) throws
        -> DeletionItem
    {
        DeletionItem(kind: kind, key: key, number: number, date: try date.map(SampleReport.day), gross: gross.map(Cents.init))
    }

    private func plan(_ stage: DeletionPlan.Stage, organisation: String = "Dachbau Muster") throws -> DeletionPlan {
        var plan = DeletionPlan(
            stage: stage, integration: "active.flowing", organizationName: organisation,
            inFlight: [try item("invoice", "9", "RE-9", "2026-04-12", 119_000), try item("contact", "77")], contacts: 3, payments: 5)
        plan.documents = 12
        plan.oldest = try item("invoice", "1", "RE-1", "2026-01-02", 11_900)
        plan.newest = try item("invoice", "8", "RE-8", "2026-04-11", 100_000_05)
        return plan
    }

    @Test func beforeItIsConfirmedAllOfItIsSaid() throws {
        let lines = DeletionText(language: .de).lines(try plan(.toConfirm))
        #expect(
            lines.prefix(7) == [
                "Die Integration wird gelöscht. Aufgehoben werden:",
                "  12 Dokumente (ältestes RE-1 2026-01-02, 119,00 EUR, neuestes RE-8 2026-04-11, 100.000,05 EUR)", "  3 Kontakte",
                "  5 gespiegelte Zahlungen", "  2 ohne Antwort, wird vorher geklärt:", "    Dokument RE-9 2026-04-12, 1.190,00 EUR",
                "    Kontakt #77",
            ])
        #expect(lines.count == 9)
        #expect(DeletionText(language: .en).lines(try plan(.toConfirm))[3] == "  5 mirrored payments")
    }

    @Test func vouchersWithoutTheirFileAreNamedOnlyWhereThereAreAny() throws {
        var plan = try plan(.underway)
        (plan.withoutFile, plan.inFlight) = (2, [])
        let lines = DeletionText(language: .en).lines(plan)
        #expect(lines.first == "The deletion is confirmed and not finished; it goes on.")
        #expect(lines.last == "  2 vouchers still without their PDF; it will not follow any more")
        #expect(DeletionText(language: .en).lines(try self.plan(.done)).first == "The integration is deleted.")
    }

    @Test func whatBecameOfItIsCounted() throws {
        var report = DeletionReport()
        (report.documents, report.contacts, report.payments, report.isDone) = (12, 3, 5, true)
        let text = DeletionText(language: .en)
        #expect(text.lines(report).first?.hasSuffix("unlinked: 12 documents, 3 contacts, 5 mirrored payments.") == true)
        #expect(text.lines(report).count == 3 && report.exit == .success)
        report.unresolved = [try item("payment", "4/bank/2026-04-07/119000/1")]
        #expect(text.lines(report).last == "    payment #4/bank/2026-04-07/119000/1" && report.exit == .peopleNeeded)
        (report.unresolved, report.isAccessLeft) = ([], true)
        #expect(text.lines(report).last == "! lexoffice did not confirm that the access has ended; please disconnect this app there.")
        #expect(report.exit == .peopleNeeded)
    }

    @Test func aWaitNamesItsEndInBerlin() throws {
        var report = DeletionReport()
        report.deadline = Instant(iso: "2026-04-13T10:05:00Z")
        report.inFlight = [try item("contact", "77")]
        let lines = DeletionText(language: .en).lines(report)
        #expect(lines.count == 2 && lines[0].hasSuffix("(2026-04-13T12:05:00.000+02:00):") && lines[1] == "    contact #77")
        #expect(report.exit == .deferred)
    }

    /// The name is typed, not a reflex; blanks between its words are nobody's fault (S42).
    @Test func onlyTheNameConfirms() throws {
        let plan = try plan(.toConfirm)
        for answer in ["Dachbau Muster", "  Dachbau   Muster "] { #expect(plan.isConfirmed(by: answer)) }
        for answer in ["", "ja", "dachbau muster", "Dachbau", "LÖSCHEN", "DachbauMuster"] { #expect(!plan.isConfirmed(by: answer)) }
        let nameless = try self.plan(.toConfirm, organisation: "")
        #expect(nameless.isConfirmed(by: "LÖSCHEN") && nameless.isConfirmed(by: "DELETE"))
        #expect(!nameless.isConfirmed(by: "") && !nameless.isConfirmed(by: "delete"))
    }

    @Test func theRecordsHoldTheSame() throws {
        let lines = DeletionJSON.lines(try plan(.toConfirm))
        #expect(
            lines[1] == #"{"type":"deletion_plan","integration":"active.flowing","organisation":"Dachbau Muster","documents":12,"#
                + #""oldest":"RE-1","oldest_date":"2026-01-02","newest":"RE-8","newest_date":"2026-04-11","contacts":3,"payments":5,"#
                + #""without_file":0,"in_flight":2}"#)
        #expect(
            lines.dropFirst(2) == [
                #"{"type":"in_flight","kind":"invoice","key":"9","number":"RE-9","date":"2026-04-12","gross_cents":119000}"#,
                #"{"type":"in_flight","kind":"contact","key":"77"}"#,
            ])
        #expect(DeletionJSON.summary("refused", nil, exit: .refused) == [#"{"type":"change_summary","deletion":"refused","exit":77}"#])
    }
}
