import Bookkeeping
import Reconciliation
import Testing
import Wording

@testable import Administration
@testable import Reporting

/// What is said of an import: names for the person who runs it, ids alone for records (domain.md D5, S40, S41).
@Suite struct ContactImportOutputTests {
    private func card(_ id: String) -> ContactCard {
        ContactCard(contact: LexofficeContact(id: id, name: "Petra Probe", isCompany: false, isCustomer: true))
    }

    private func plan(several: Int = 1) -> ImportPlan {
        var plan = ImportPlan()
        plan.ready = [card("k-1"), card("k-2")]
        plan.skipped = (1...several).map { number in
            ImportSkip(contactID: "s-\(number)", name: "Dach Probe \(number)", obstacle: .several, customers: [11, 12])
        }
        plan.skipped += ["v-1", "v-2"].map { ImportSkip(contactID: $0, name: "Holz Probe", obstacle: .vendorOnly) }
        return plan
    }

    private func report() -> ImportReport {
        var report = ImportReport()
        report.plan = plan()
        report.imported = [
            ImportReport.Imported(contactID: "k-2", customer: 902, dropped: ["phone", "email"], isResolved: false),
            ImportReport.Imported(contactID: "k-1", customer: 901, dropped: [], isResolved: true),
        ]
        report.refused = [ImportReport.Refused(contactID: "k-3", name: "Petra Probe", cause: "no zip", code: "REJECTED")]
        (report.uncertain, report.left) = (["k-4"], 3)
        return report
    }

    private func words(_ language: Language) -> ContactImportOutput { ContactImportOutput(language: language, asJSON: false) }
    private let records = ContactImportOutput(language: .de, asJSON: true)

    // MARK: words

    @Test func theCountNamesWhoNeedsAPerson() {
        #expect(
            words(.de).count(plan()) == [
                "2 lexoffice-Kontakte stehen zum Import bereit.", "  2 übersprungen: nur Lieferant",
                "! 1 übersprungen: mehrere HERO-Kontakte passen; in HERO den überzähligen löschen",
                "    Dach Probe 1 (s-1) → HERO-Kunde 11, 12",
            ])
        #expect(words(.en).count(plan()).prefix(2) == ["2 lexoffice contacts are ready to be imported.", "  2 skipped: vendor only"])
    }

    @Test func manyNamesAreCutAndCounted() {
        let lines = words(.en).count(plan(several: 23))
        #expect(lines.count { $0.hasPrefix("    Dach Probe") } == 20)
        #expect(lines.last == "    … 3 more")
        #expect(words(.en).count(plan(several: 20)).allSatisfy { !$0.contains("…") })
    }

    @Test func theResultAddsUp() {
        let lines = words(.en).result(report(), withCount: false)
        #expect(
            lines == [
                "! Petra Probe (k-3): HERO refused: no zip", "~ HERO customer 902: not taken over by HERO: phone, email",
                "2 imported, 3 skipped, 1 failed, 1 uncertain, 3 still to do",
                "What is uncertain is looked up by the next `reconcile contacts import --yes` and never sent again blindly.",
            ])
        #expect(
            words(.de).result(report(), withCount: false)[2] == "2 importiert, 3 übersprungen, 1 fehlgeschlagen, 1 ungewiss, 3 noch offen")
        #expect(words(.en).result(report(), withCount: true).count == lines.count + words(.en).count(plan()).count)
    }

    @Test func anImportThatSawNothingSaysNothing() {
        var report = ImportReport()
        report.interruption = PassFailure(.unavailable, system: "hero", cause: "no answer", hint: "")
        #expect(words(.de).result(report, withCount: true).isEmpty)
    }

    // MARK: records

    @Test func noRecordNamesAnybody() throws {
        let lines = records.count(plan()) + records.result(report(), withCount: true)
        #expect(lines.allSatisfy { !$0.contains("Probe") && !$0.contains("no zip") })
        #expect(
            try Read.records(lines, "held").compactMap { $0["reason"] as? String } == [
                "SEVERAL_MATCHES", "SEVERAL_MATCHES", "REFUSED_BY_HERO",
            ])
    }

    @Test func theRecordsOfACountWriteNothing() throws {
        let lines = records.count(plan())
        #expect(try Read.records(lines, "planned_change").map { $0["contact"] as? String } == ["k-1", "k-2"])
        #expect(lines.last == #"{"type":"change_summary","ready":2,"imported":0,"skipped":3,"failed":0,"uncertain":0,"left":0,"exit":0}"#)
    }

    @Test func theRecordsOfAResultTellWhatWasFoundAgain() throws {
        let lines = records.result(report(), withCount: true)
        let changes = try Read.records(lines, "planned_change")
        #expect(changes.map { $0["action"] as? String } == ["resolved_contact", "imported_contact"])
        #expect(changes.map { $0["customer"] as? Int } == [901, 902])
        #expect(changes.last?["dropped"] as? [String] == ["phone", "email"])
        #expect(lines.last == #"{"type":"change_summary","ready":2,"imported":2,"skipped":3,"failed":1,"uncertain":1,"left":3,"exit":3}"#)
        #expect(records.paused().last == #"{"type":"change_summary","paused":true,"exit":3}"#)
    }

    @Test func theExitNamesWhatIsLeftToDo() {
        var report = ImportReport()
        #expect(report.exit == .success)
        report.left = 1
        #expect(report.exit == .deferred)
        report.skipped = [ImportSkip(contactID: "s-1", name: "", obstacle: .alike)]
        #expect(report.exit == .peopleNeeded)
        report.interruption = PassFailure(.throttled, system: "hero", cause: "429", hint: "")
        #expect(report.exit == .temporary)
        report.imported = [ImportReport.Imported(contactID: "k-1", customer: 901, dropped: [], isResolved: false)]
        #expect(report.exit == .deferred)
    }
}
