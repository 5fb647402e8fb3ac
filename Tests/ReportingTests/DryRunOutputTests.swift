import Bookkeeping
import Persistence
import Reconciliation
import Testing
import Wording

@testable import Comparison
@testable import Reporting

/// A look without a write: what a pass would do, and both systems side by side.
@Suite struct DryRunOutputTests {
    private func report() throws -> DryRunReport {
        DryRunReport(plan: try SampleReport.report(dryRun: true), comparison: try SampleSheet.sheet().comparison)
    }

    @Test func thePlanIsWordedAsOneAndTheComparisonFollows() throws {
        let lines = Read.words(ReportText(language: .de).lines(try report()))
        #expect(lines.first == "Probelauf: nichts wird geschrieben.")
        #expect(lines.dropFirst().first == "+ RE-1 1.190,00 EUR Einnahme wird angelegt, neuer Kontakt [BACKDATED]")
        #expect(lines.contains("~ RE-4 1.190,00 EUR Zahlung vom 07.04.2026 (Bank) wird in HERO eingetragen"))
        let start = try #require(lines.firstIndex(of: "Abgleich:"))
        #expect(
            lines[(start + 1)...].prefix(4) == [
                "1 OK stimmt überein", "1 MISSING_IN_LEXOFFICE fehlt in lexoffice, 1 seit über 10 Tagen", "1 DIFFERENT weicht ab",
                "1 PAYMENT_DIFFERENCE Zahlung weicht ab",
            ])
        // A dry run looks at every month; that of the sheet, and the one behind it.
        #expect(lines.contains("2026-05 19 % 1 500,00 95,00 595,00 0 0,00 0,00 0,00 -595,00"))
        #expect(lines.contains("RE- RE-4 … RE-6 3 UNKNOWN: in HERO kein Dokument dieser Nummer"))
    }

    @Test func monthsThatAgreeAreShownForAYear() throws {
        var comparison = Comparison()
        let share = [RateShare(rate: ExactDecimal(19), net: Cents(100), tax: Cents(19))]
        for month in 1...20 {
            let day = try #require(BusinessDay(year: 2024 + (month - 1) / 12, month: (month - 1) % 12 + 1, day: 5))
            comparison.totals.add(share, on: .hero, date: day)
            // In the second month alone the systems differ.
            if month != 2 { comparison.totals.add(share, on: .lexoffice, date: day) }
        }
        let lines = ComparisonText(language: .en).lines(comparison).map(Read.words)
        let months = lines.filter { $0.contains(" 19 % ") }.map { $0.prefix(7) }
        #expect(months.count == 13 && months.first == "2024-02" && months.dropFirst().first == "2024-09" && months.last == "2025-08")
        #expect(lines.contains("… 7 earlier months agree"))
    }

    @Test func theRecordsBringBoth() throws {
        let lines = ReportJSON.lines(try report())
        #expect(try Read.records(lines, "planned_change").count == 5)
        #expect(
            try Read.records(lines, "month_total").map { $0["month"] as? String } == [
                "2026-04", "2026-04", "2026-04", "2026-05", "2026-05",
            ])
        let missing = try #require(Read.records(lines, "class_count").first { $0["class"] as? String == "MISSING_IN_LEXOFFICE" })
        #expect(missing["count"] as? Int == 1 && missing["critical"] as? Int == 1 && missing["recent"] as? Int == 0)
        let summary = try Read.record(#require(lines.last))
        #expect(summary["dry_run"] as? Bool == true && summary["exit"] as? Int == 2)
    }

    /// A dry run that found anything to do or to tell is not green (contract.md).
    @Test func onlyAgreementIsSuccess() throws {
        var report = DryRunReport(plan: PassReport(), comparison: Comparison())
        #expect(report.exit == .success)
        report.comparison = nil
        #expect(report.exit == .success)
        for line in try SampleReport.report().lines {
            report.plan.lines = [line]
            #expect(report.exit == (line.symbol == .note ? .success : .discrepancies), "\(line.symbol)")
        }
        report.plan.lines = []
        report.comparison = try SampleSheet.sheet().comparison
        #expect(report.exit == .discrepancies)
        report.plan.isPaused = true
        #expect(report.exit == .peopleNeeded)
        report.plan.interruption = PassFailure(.credentialRefused, system: "hero", cause: "401", hint: "")
        #expect(report.exit == .refused)
    }
}
