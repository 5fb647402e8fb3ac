import Bookkeeping
import Persistence
import Testing
import Wording

@testable import Comparison
@testable import Reporting

/// The sheet as a tax adviser signs it, and as records.
@Suite struct CloseTextTests {
    private func lines(_ language: Language, _ sheet: CloseSheet) -> [String] {
        CloseText(language: language).lines(sheet).map(Read.words)
    }

    @Test func theSumsStandToTheCent() throws {
        let german = lines(.de, try SampleSheet.sheet())
        let start = try #require(german.firstIndex(of: "Summen nach Belegdatum und Steuersatz:"))
        #expect(
            german[(start + 2)...].prefix(3) == [
                "2026-04 19 % 3 1.400,00 266,00 1.666,00 2 900,00 171,00 1.071,00 -595,00",
                "2026-04 7 % 1 200,00 14,00 214,00 1 200,00 14,00 214,00 0,00",
                "2026-04 alle 3 1.600,00 280,00 1.880,00 2 1.100,00 185,00 1.285,00 -595,00",
            ])
        #expect(lines(.en, try SampleSheet.sheet()).contains("2026-04 all 3 1,600.00 280.00 1,880.00 2 1,100.00 185.00 1,285.00 -595.00"))
    }

    @Test func theVerdictIsTheSheets() throws {
        #expect(lines(.de, try SampleSheet.sheet()).contains("Die Systeme stimmen nicht überein."))
        let good = lines(.de, try SampleSheet.agreeing())
        #expect(good.contains("Beide Systeme stimmen auf den Cent überein."))
        // What the difference is made of, differences, payments, not readable, gaps, recorded late, notes: each is said to be empty.
        #expect(good.count { $0 == "keine" } == 7)
        #expect(good.last == "Ort, Datum, Unterschrift")
    }

    /// The day after its last one a month is finished.
    @Test func anUnfinishedMonthSaysSo() throws {
        #expect(lines(.en, try SampleSheet.sheet(asOf: "2026-04-30")).contains("Month: 2026-04 (not finished yet, as of 2026-04-30)"))
        #expect(lines(.en, try SampleSheet.sheet(asOf: "2026-05-01")).contains("Month: 2026-04"))
    }

    @Test func aDifferenceNamesWhoMadeItAndHow() throws {
        let english = lines(.en, try SampleSheet.sheet())
        let start = try #require(english.firstIndex(of: "Differences:"))
        let difference = english[(start + 1)...].prefix(6)
        #expect(difference.first == "RE-1 1,404.00 EUR DIFFERENT: different (by lexoffice)")
        #expect(difference.contains("due_date: 2026-04-24 → 2026-05-24"))
        #expect(difference.contains("RE-3 595.00 EUR MISSING_IN_LEXOFFICE: missing in lexoffice, for more than 10 days (by reconcile)"))
        #expect(english.contains("RE- RE-4 … RE-6 3 UNKNOWN: HERO has no document of this number"))
        #expect(english.contains("ST-2 2026-04-12 created 2026-04-13 transferred 2026-04-23"))
    }

    @Test func aBrokenJournalIsToldAtItsEntry() throws {
        var sheet = try SampleSheet.agreeing()
        #expect(lines(.en, sheet).contains("The journal is complete and unchanged"))
        sheet.journal.broken = (9, "the hash is another")
        #expect(lines(.en, sheet).contains("The journal is broken from entry 9: the hash is another"))
    }

    // MARK: records

    @Test func theRecordsHoldTheSameFigures() throws {
        let lines = CloseJSON.lines(try SampleSheet.sheet())
        let totals = try Read.records(lines, "month_total")
        #expect(totals.map { $0["rate"] as? String } == ["19", "7", "all"])
        #expect(totals.map { $0["hero_gross_cents"] as? Int } == [166_600, 21_400, 188_000])
        #expect(totals.map { $0["lexoffice_tax_cents"] as? Int } == [17_100, 1_400, 18_500])
        #expect(totals.map { $0["difference_cents"] as? Int } == [-59_500, 0, -59_500])
        #expect(try Read.records(lines, "class_count").count == ComparisonClass.allCases.count)
        let fields = try Read.records(lines, "difference").compactMap { $0["fields"] as? [String] }
        #expect(fields == [["due_date: 2026-04-24 -> 2026-05-24", "remark: =1+1; a -> none"]])
        #expect(
            try lines.last == #"{"type":"change_summary","agrees":false,"differences":2,"payment_differences":1,"exit":2}"#
                && Read.records(lines, "journal").first?["whole"] as? Bool == true)
    }

    @Test func theRecordsOfAGoodMonthSayIt() throws {
        let lines = CloseJSON.lines(try SampleSheet.agreeing())
        #expect(lines.last == #"{"type":"change_summary","agrees":true,"differences":0,"payment_differences":0,"exit":0}"#)
        #expect(lines[1].hasPrefix(#"{"type":"close_sheet","month":"2026-04","finished":true,"as_of":"2026-05-02","#))
    }
}
