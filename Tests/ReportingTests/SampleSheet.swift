import Bookkeeping
import Reconciliation
import Testing

@testable import Comparison
@testable import Persistence

/// April 2026: an invoice of two rates and a reversal on both sides, and an invoice that only HERO has.
///
///     rate  HERO                       lexoffice              difference
///     19 %  1000.00 + 500.00 - 100.00  1000.00 - 100.00       -595.00 gross
///      7 %  200.00                     200.00                    0.00
enum SampleSheet {
    static func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

    static func sheet(asOf: String = "2026-05-02") throws -> CloseSheet {
        let month = try #require(BookMonth("2026-04"))
        var comparison = Comparison()
        comparison.totals = try totals()
        comparison.findings = try findings()
        comparison.gaps = [NumberGap(range: "RE-", first: "RE-4", last: "RE-6", count: 3, reason: .unknown, month: month)]
        comparison.late = [try late()]
        var note = ReportLine(symbol: .note, record: .diagnostic, key: "1", number: "RE-1", reason: .nettingOpen, detail: "reversal=ST-2")
        note.gross = Cents(140_400)
        comparison.notes = [note]
        return CloseSheet(
            month: month, asOf: try day(asOf), organizationName: "Dach; Wand \"GmbH\"", organizationID: "o-1", heroCompanyID: 42,
            software: "1.2.3", mappingDigest: "m-1", comparison: comparison, untold: [],
            journal: JournalVerdict(entries: 12, newestHash: "ab12", broken: nil))
    }

    /// The same without anything that differs.
    static func agreeing() throws -> CloseSheet {
        var sheet = try sheet()
        sheet.comparison = Comparison()
        for side in [MonthTotals.Side.hero, .lexoffice] { sheet.comparison.totals.add(try first(), on: side, date: try day("2026-04-10")) }
        return sheet
    }

    private static func first() throws -> [RateShare] {
        [
            RateShare(rate: ExactDecimal(7), net: Cents(20_000), tax: Cents(1_400)),
            RateShare(rate: ExactDecimal(19), net: Cents(100_000), tax: Cents(19_000)),
        ]
    }

    private static func totals() throws -> MonthTotals {
        let reversal = [RateShare(rate: ExactDecimal(19), net: Cents(-10_000), tax: Cents(-1_900))]
        let missing = [RateShare(rate: ExactDecimal(19), net: Cents(50_000), tax: Cents(9_500))]
        var totals = MonthTotals()
        for side in [MonthTotals.Side.hero, .lexoffice] {
            totals.add(try first(), on: side, date: try day("2026-04-10"))
            totals.add(reversal, on: side, date: try day("2026-04-12"))
        }
        totals.add(missing, on: .hero, date: try day("2026-04-20"))
        // Of another month, and none of this sheet's.
        totals.add(missing, on: .hero, date: try day("2026-05-01"))
        return totals
    }

    private static func findings() throws -> [Finding] {
        var different = Finding(.different, key: "1", originator: .lexoffice)
        (different.voucherID, different.number, different.gross, different.reason) = ("v-1", "RE-1", Cents(140_400), .voucherEdited)
        different.date = try day("2026-04-10")
        different.fields = [
            FieldDifference(field: "due_date", ours: "2026-04-24", theirs: "2026-05-24"),
            FieldDifference(field: "remark", ours: "=1+1; a", theirs: "none"),
        ]
        var missing = Finding(.missing, key: "3", originator: .reconcile)
        (missing.number, missing.gross, missing.reason, missing.lateness) = ("RE-3", Cents(59_500), .missingDate, .critical)
        missing.detail = "document_date=none"
        var payment = Finding(.payment, key: "1", originator: .hero)
        (payment.number, payment.gross, payment.reason) = ("RE-1", Cents(119_000), .paymentForeign)
        payment.date = try day("2026-04-28")
        return [different, Finding(.ok, key: "2"), missing, payment]
    }

    private static func late() throws -> LateDocument {
        let transferred = try #require(Instant(iso: "2026-04-23T08:00:00Z"))
        let created = Instant(iso: "2026-04-12T22:30:00Z")
        return try #require(
            LateDocument(key: "2", number: "ST-2", date: day("2026-04-12"), created: created, transferred: transferred))
    }
}
