import Bookkeeping
import Testing
import Wording

@testable import Comparison
@testable import Persistence
@testable import Reconciliation
@testable import Reporting

/// VAT lines, the signature of a month and open items, as people and programs read them.
@Suite struct AdviserOutputTests {
    private func share(_ net: Int64, _ tax: Int64) -> VATShare {
        VATShare(.rate19, rate: ExactDecimal(19), net: Cents(net), tax: Cents(tax))
    }

    /// 1000.00 at 19 % of April, paid by half; signed when it was 900.00.
    private func signed() throws -> CloseSheet {
        var sheet = try SampleSheet.agreeing()
        var row = SheetRow(key: "1", voucherID: "v-1", number: "RE-1", status: "OK")
        row.booked = [share(100_000, 19_000)]
        row.received = [share(50_000, 9_500)]
        sheet.comparison.rows = [row]
        var before = sheet.record
        before.rows[0].booked = [share(90_000, 17_100)]
        let closing = Closing(
            seq: 1, hash: "c0ffee", name: "Stefan =Steuer", remark: "geprüft", sheet: before, actor: "user:erika(uid 1000)",
            signedAt: try #require(Instant(iso: "2026-05-04T22:30:00Z")))
        sheet.signature = SheetSignature(closing, now: sheet.record)
        return sheet
    }

    private func text(_ language: Language, _ sheet: CloseSheet) -> [String] { CloseText(language: language).lines(sheet).map(Read.words) }

    @Test func theLinesOfTheReturn() throws {
        let german = text(.de, try signed())
        #expect(german.contains("81 1 1000 1.000,00 190,00 0,00 steuerpflichtig 19 %"))
        #expect(german.contains("81 1 500 500,00 95,00 0,00 steuerpflichtig 19 %"))
        let lines = CloseJSON.lines(try signed())
        let records = try Read.records(lines, "vat_line")
        #expect(records.map { $0["basis"] as? String } == ["document_date", "payment_date"])
        #expect(
            records.map { $0["base_cents"] as? Int } == [100_000, 50_000] && records.map { $0["tax_cents"] as? Int } == [19_000, 9_500])
        #expect(records.map { $0["line"] as? String } == ["81", "81"] && records.map { $0["base_euros"] as? Int } == [1_000, 500])
        let csv = CloseCSV(language: .de).lines(try signed())
        #expect(csv.contains { $0.hasPrefix("vat_line;document_date;81;RATE_19;") && $0.contains(";1;1000,00;190,00;") })
    }

    /// Signed half an hour after midnight in Berlin.
    @Test func theSignatureAndWhatMovedSince() throws {
        let english = text(.en, try signed())
        #expect(english.contains("Signed by Stefan =Steuer on 2026-05-05."))
        #expect(english.contains("Since then this has changed:") && english.contains("RE-1 OK"))
        #expect(english.contains("lexoffice 19 % net 100.00 tax 19.00") || english.contains("lexoffice 19 % Net 100.00 Tax 19.00"))
        let lines = CloseJSON.lines(try signed())
        let signature = try #require(try Read.records(lines, "signature").first)
        #expect(signature["hash"] as? String == "c0ffee" && signature["changed"] as? Bool == true)
        let effect = try #require(try Read.records(lines, "vat_effect").first)
        #expect(effect["line"] as? String == "81" && effect["base_cents"] as? Int == 10_000 && effect["tax_cents"] as? Int == 1_900)
        #expect(try Read.records(lines, "changed_since_signature").first?["document"] as? String == "1")
        let csv = CloseCSV(language: .en).lines(try signed())
        #expect(csv.contains { $0.hasPrefix("signature,Stefan =Steuer,c0ffee,CHANGED,") })
        #expect(csv.contains { $0.hasPrefix("vat_effect,document_date,81,") && $0.contains(",100.00,19.00,") })
        let columns = csv[0].split(separator: ",").count
        #expect(columns == 25, "programs that know the table still read it")
    }

    @Test func asSignedItSaysSo() throws {
        var sheet = try signed()
        let closing = Closing(
            seq: 1, hash: sheet.hash, name: "E", remark: "", sheet: sheet.record, actor: "a", signedAt: Instant(milliseconds: 0))
        sheet.signature = SheetSignature(closing, now: sheet.record)
        #expect(text(.de, sheet).contains("Seither hat sich in diesem Monat nichts geändert.") && sheet.exit == .success)
        #expect(try signed().exit == .discrepancies && signed().agrees)
    }

    @Test func everyVerdictHasItsWords() {
        var told: Set<String> = []
        let verdicts =
            [DunningVerdict.mayBeDunned] + DunningObstacle.allCases.map { .not($0) } + DunningGap.allCases.map { .unknown($0) }
        for verdict in verdicts {
            for language in Language.allCases { told.insert(Catalogue.word(verdict)(language)) }
        }
        #expect(told.count == 2 * verdicts.count)
        let ages = [0, 59, 60, 47 * 60, 48 * 60].map { Catalogue.age(Int64($0) * 60_000)(.de) }
        #expect(ages == ["0 min", "59 min", "1 h 0 min", "47 h 0 min", "2 Tage"])
    }

    @Test func openItemsInThreeForms() throws {
        let now = try #require(Instant(iso: "2026-05-20T10:00:00Z"))
        var item = OpenItem(
            key: "1", voucherID: "v-1", number: "RE-1", date: try SampleSheet.day("2026-04-01"), due: try SampleSheet.day("2026-04-15"),
            total: Cents(11_900), heroOpen: Cents(11_900), lexofficeOpen: Cents(6_900), bucket: .from30, daysOverdue: 35,
            isCancelled: false, verdict: .not(.entryMissingInHero), paymentsReadAt: now)
        let first = item
        (item.key, item.number, item.heroOpen, item.verdict) = ("2", nil, nil, .unknown(.notTold))
        let open = OpenItems(
            date: try SampleSheet.day("2026-05-20"), now: now,
            freshness: Freshness(hero: now.adding(seconds: -600), lexoffice: nil, isStill: false), items: [first, item], settled: 3,
            undated: 0)
        let german = OpenItemsText(language: .de).lines(open).map(Read.words)
        #expect(
            german.contains("RE-1 2026-04-15 35 119,00 69,00 -50,00 nicht mahnen: Geld in lexoffice gesehen, Eintrag in HERO fehlt"))
        #expect(
            german.contains("30 bis 59 Tage 2 119,00 138,00 -50,00 1 ohne Angabe: 69,00")
                && german.contains("lexoffice: noch nie vollständig gesehen"))
        let json = OpenItemsJSON.lines(open)
        #expect(try Read.records(json, "open_item").map { $0["verdict"] as? String } == ["DO_NOT_DUN", "UNKNOWN"])
        #expect(
            try Read.records(json, "open_total").count == 6 && Read.records(json, "open_items").first?["hero_age_seconds"] as? Int == 600)
        let csv = OpenItemsCSV(language: .de).lines(open)
        #expect(csv[1].hasPrefix("open_item;RE-1;1;v-1;2026-04-01;2026-04-15;35;30;119,00;119,00;69,00;-50,00;DO_NOT_DUN;"))
    }
}
