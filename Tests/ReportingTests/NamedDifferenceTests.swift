import Bookkeeping
import Persistence
import Reconciliation
import Testing
import Wording

@testable import Comparison
@testable import Reporting

/// Every document that makes the sums differ is named, in each form the figures are printed in.
@Suite struct NamedDifferenceTests {
    private struct Case: Sendable {
        let cause: NamedDifference.Cause
        let line: String
    }

    private static let cases = [
        Case(cause: .finding(.missing), line: "RE-7 2026-04 19 % 119.00 0.00 -119.00 MISSING_IN_LEXOFFICE: missing in lexoffice"),
        Case(cause: .finding(.blocked), line: "RE-7 2026-04 19 % 119.00 0.00 -119.00 BLOCKED: held"),
        Case(cause: .adopted, line: "RE-7 2026-04 19 % 119.00 0.00 -119.00 ADOPTED: linked with other content (`--adopt`)"),
        Case(cause: .accepted, line: "RE-7 2026-04 19 % 119.00 0.00 -119.00 ACCEPTED: let stand as it is (`--accept`)"),
        Case(
            cause: .voidAccepted,
            line: "RE-7 2026-04 19 % 119.00 0.00 -119.00 VOID_ACCEPTED: voiding in lexoffice let stand (`--accept`)"),
        Case(cause: .waived, line: "RE-7 2026-04 19 % 119.00 0.00 -119.00 WAIVED: waived (`--waive`), but booked by hand"),
    ]

    private func difference(_ cause: NamedDifference.Cause) throws -> NamedDifference {
        let share = RateShare(rate: ExactDecimal(19), net: Cents(10_000), tax: Cents(1_900))
        let own = MonthTotals.of(hero: [share], on: try SampleSheet.day("2026-04-10"), lexoffice: [], on: nil)
        return try #require(NamedDifference.all(in: own, key: "7", voucherID: nil, number: "RE-7", cause: cause).first)
    }

    @Test(arguments: cases.indices) func eachCauseHasItsLine(index: Int) throws {
        let shown = Self.cases[index]
        #expect(ComparisonText(language: .en).named([try difference(shown.cause)]).map(Read.words) == [shown.line])
    }

    @Test func theSheetNamesItInEveryForm() throws {
        var sheet = try SampleSheet.agreeing()
        let named = try difference(.adopted)
        sheet.comparison.named = [named]
        #expect(!sheet.agrees)
        let text = CloseText(language: .de).lines(sheet).map(Read.words)
        let start = try #require(text.firstIndex(of: "Woraus die Differenz besteht:"))
        #expect(text[start + 1].hasPrefix("RE-7 2026-04 19 % 119,00 0,00 -119,00 ADOPTED: "))
        let record = try #require(Read.records(CloseJSON.lines(sheet), "named_difference").first)
        #expect(record["document"] as? String == "7" && record["number"] as? String == "RE-7" && record["cause"] as? String == "ADOPTED")
        #expect(record["hero_net_cents"] as? Int == 10_000 && record["difference_cents"] as? Int == -11_900)
        let rows = CloseCSV(language: .en).lines(sheet).filter { $0.hasPrefix("named_difference") }
        #expect(rows == ["named_difference,,,ADOPTED,RE-7,7,,,19,1,100.00,19.00,119.00,0,0.00,0.00,0.00,-119.00,,,,,,,"])
    }

    /// What does not differ is not named, and a document that moves between months is named in both.
    @Test func nothingButDifferencesIsNamed() throws {
        let share = RateShare(rate: ExactDecimal(19), net: Cents(10_000), tax: Cents(1_900))
        let april = try SampleSheet.day("2026-04-30"), may = try SampleSheet.day("2026-05-01")
        let equal = MonthTotals.of(hero: [share], on: april, lexoffice: [share], on: april)
        #expect(NamedDifference.all(in: equal, key: "7", voucherID: nil, number: nil, cause: .accepted).isEmpty)
        let moved = MonthTotals.of(hero: [share], on: april, lexoffice: [share], on: may)
        let named = NamedDifference.all(in: moved, key: "7", voucherID: nil, number: nil, cause: .accepted)
        #expect(named.map(\.part.difference) == [Cents(-11_900), Cents(11_900)])
    }

    // MARK: nothing to do

    private func words(_ comparison: Comparison?, _ change: (inout PassReport) -> Void = { _ in }) -> [String] {
        var report = PassReport()
        report.isDryRun = true
        change(&report)
        return ReportText(language: .en).lines(DryRunReport(plan: report, comparison: comparison)).map(\.text)
    }

    /// The same story is told only where the sums are the same.
    @Test func theSameStoryIsToldOfEqualSumsAlone() throws {
        let same = "Nothing to do: both systems tell the same story."
        #expect(words(Comparison()).contains(same) && words(nil).contains(same))
        var comparison = Comparison()
        comparison.named = [try difference(.accepted)]
        let lines = words(comparison)
        #expect(!lines.contains(same) && lines.contains("Nothing to do. The sums differ by what is named below."))
        #expect(lines.map(Read.words).contains { $0.hasPrefix("RE-7 2026-04 19 %") })
        let asked = words(Comparison()) { report in report.remaining = 1 }
        #expect(!asked.contains(same) && asked.contains("Not finished yet: the next pass goes on by itself."))
    }

    // MARK: fields

    @Test(
        arguments: [
            ("field=customer.type", "field \u{201E}Kundentyp\u{201C}"),
            ("field=data.customer.type x=1", "field \u{201E}Kundentyp\u{201C} x=1"),
            ("field=currency", "field \u{201E}Währung\u{201C}"), ("field=data.items[0]", "field=data.items[0]"), ("rate=20", "rate=20"),
        ]) func fieldsAreNamedAsHEROsPagesNameThem(detail: String, words: String)
    {
        #expect(Catalogue.detail(detail, .en) == words)
    }
}
