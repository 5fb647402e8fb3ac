import Bookkeeping
import Persistence
import Reconciliation
import Testing
import Wording

@testable import Comparison
@testable import Reporting

/// The sheet as a table, read back by its own first line.
@Suite struct CloseCSVTests {
    /// By RFC 4180, without line breaks inside a cell.
    private static func cells(_ line: String, _ separator: Character) -> [String] {
        var cells = [""]
        var isQuoted = false
        var before: Character?
        for character in line {
            if character == "\"" {
                if !isQuoted, before == "\"" { cells[cells.count - 1].append("\"") }
                isQuoted.toggle()
            } else if character == separator, !isQuoted {
                cells.append("")
            } else {
                cells[cells.count - 1].append(character)
            }
            before = character
        }
        return cells
    }

    private static func rows(_ language: Language, _ sheet: CloseSheet) throws -> [[String: String]] {
        let lines = CloseCSV(language: language).lines(sheet).map { cells($0, language == .de ? ";" : ",") }
        let names = try #require(lines.first)
        return try lines.dropFirst().map { cells in
            try #require(cells.count == names.count, "\(cells)")
            return Dictionary(uniqueKeysWithValues: zip(names, cells)).filter { !$0.value.isEmpty }
        }
    }

    @Test func aLineIsOneRowWithTheSumsToTheCent() throws {
        let german = CloseCSV(language: .de).lines(try SampleSheet.sheet())
        #expect(german.contains("month_total;;;;;;;;19;3;1400,00;266,00;1666,00;2;900,00;171,00;1071,00;-595,00;;;;;;;"))
        let english = CloseCSV(language: .en).lines(try SampleSheet.sheet())
        #expect(english.contains("month_total,,,,,,,,19,3,1400.00,266.00,1666.00,2,900.00,171.00,1071.00,-595.00,,,,,,,"))
    }

    /// A document of two rates is one document.
    @Test(arguments: Language.allCases) func everyRateAddsUpToTheMonth(_ language: Language) throws {
        let totals = try Self.rows(language, SampleSheet.sheet()).filter { $0["record"] == "month_total" }
        #expect(totals.map { $0["rate"] } == ["19", "7", "all"])
        #expect(totals.map { $0["hero_count"] } == ["3", "1", "3"] && totals.map { $0["lexoffice_count"] } == ["2", "1", "2"])
        func cents(_ name: String) -> [String?] { totals.map { $0[name]?.filter { $0 != "," && $0 != "." } } }
        #expect(cents("hero_net") == ["140000", "20000", "160000"] && cents("hero_tax") == ["26600", "1400", "28000"])
        #expect(cents("hero_gross") == ["166600", "21400", "188000"])
        #expect(cents("lexoffice_gross") == ["107100", "21400", "128500"])
        #expect(cents("difference") == ["-59500", "000", "-59500"])
    }

    @Test func aDifferenceIsOneRowForEachField() throws {
        for language in Language.allCases {
            let rows = try Self.rows(language, SampleSheet.sheet())
            let differences = rows.filter { $0["record"] == "difference" }
            #expect(differences.map { $0["field"] } == ["due_date", "remark", nil])
            #expect(differences.map { $0["number"] } == ["RE-1", "RE-1", "RE-3"])
            #expect(differences[0]["ours"] == "2026-04-24" && differences[0]["theirs"] == "2026-05-24")
            #expect(differences[1]["ours"] == "'=1+1; a", "no spreadsheet computes what somebody wrote")
            #expect(differences[2]["author"] == "reconcile" && differences[2]["reason"] == "MISSING_DATE")
            #expect(differences[2]["amount"] == (language == .de ? "595,00" : "595.00"))
            let payments = rows.filter { $0["record"] == "payment_difference" }
            #expect(payments.map { $0["reason"] } == ["PAYMENT_FOREIGN"] && payments.first?["date"] == "2026-04-28")
        }
    }

    @Test func theRestOfTheSheetIsThere() throws {
        let rows = try Self.rows(.de, SampleSheet.sheet())
        let meta = Dictionary(
            uniqueKeysWithValues: rows.filter { $0["record"] == "sheet" }.map { ($0["name"] ?? "", $0["value"] ?? "") })
        let expected = [
            "month": "2026-04", "finished": "true", "as_of": "2026-05-02", "organisation_name": "Dach; Wand \"GmbH\"",
            "organisation": "o-1", "hero_company": "42", "software": "1.2.3", "mapping": "m-1", "journal_entries": "12",
            "journal_newest_hash": "ab12", "journal_whole": "true", "agrees": "false", "signature": "",
        ]
        #expect(meta == expected)
        let counts = rows.filter { $0["record"] == "class_count" && $0["value"] != "0" }
        #expect(counts.map { $0["class"] } == ["OK", "MISSING_IN_LEXOFFICE", "DIFFERENT", "PAYMENT_DIFFERENCE"])
        let gap = try #require(rows.first { $0["record"] == "number_gap" })
        #expect(gap["name"] == "RE-" && gap["value"] == "3" && gap["detail"] == "RE-4 … RE-6" && gap["reason"] == "UNKNOWN")
        // Created an hour and a half before midnight in UTC, which is the next day in Berlin.
        let late = try #require(rows.first { $0["record"] == "late_document" })
        #expect(late["detail"] == "created=2026-04-13 transferred=2026-04-23" && late["date"] == "2026-04-12")
        #expect(rows.first { $0["record"] == "note" }?["amount"] == "1404,00")
    }

    @Test func aSheetIsSignedOnlyWhenAllOfItAgrees() throws {
        let good = try SampleSheet.agreeing()
        #expect(good.agrees && good.exit == .success)
        let flaws: [(inout CloseSheet) throws -> Void] = [
            { $0.comparison.unread = 1 }, { $0.comparison.findings = [Finding(.surplus)] },
            { $0.comparison.findings = [Finding(.payment, key: "1")] },
            { $0.untold = [SampleReport.unread] }, { $0.journal.broken = (9, "hash") },
            {
                $0.comparison.totals.add(
                    [RateShare(rate: nil, net: .zero, tax: Cents(1))], on: .hero, date: try SampleSheet.day("2026-04-30"))
            },
        ]
        for (index, flaw) in flaws.enumerated() {
            var sheet = good
            try flaw(&sheet)
            #expect(!sheet.agrees && sheet.exit == .discrepancies, "flaw \(index)")
        }
        var harmless = good
        harmless.comparison.findings = [Finding(.ok), Finding(.skipped), Finding(.beforeStart)]
        #expect(harmless.agrees)
    }
}
