import Bookkeeping
import Testing
import Wording

@testable import Comparison
@testable import Console
@testable import Reconciliation

@Suite struct PlanPriceTests {
    private static func line(
        _ symbol: ReportLine.Symbol, _ key: String, gross: Int64 = 0, type: VoucherType? = nil, newContact: Bool = false,
        payment: Bool = false
    ) -> ReportLine {
        var line = ReportLine(
            symbol: symbol, record: .plannedChange, key: key, number: "RE-\(key)", voucherType: type, gross: Cents(gross),
            newContact: newContact)
        if payment { line.payment = PaymentNote(documentID: 1, payment: nil) }
        return line
    }

    /// One voucher and one PDF each, a contact, a reversal, a file that was missing, a payment; the rest costs nothing.
    private static let lines = [
        line(.create, "1", gross: 119_000, type: .salesInvoice), line(.create, "2", gross: 50_000, type: .salesInvoice, newContact: true),
        line(.create, "3", gross: 9_000, type: .salesCreditNote), line(.change, "4"), line(.change, "5", gross: 100, payment: true),
        line(.adopt, "6"), line(.adopt, "7", payment: true), line(.uncertain, "8"), line(.person, "9"), line(.ready, "10"),
        line(.waiting, "11"), line(.note, "12"),
    ]

    @Test func whatIsWrittenIsCounted() throws {
        let dates = [
            "1": try #require(BusinessDay("2026-11-30")), "2": try #require(BusinessDay("2026-11-01")),
            "3": try #require(BusinessDay("2026-10-31")), "9": try #require(BusinessDay("2025-01-01")),
        ]
        let price = PlanPrice(Self.lines, dates: dates)
        #expect(price.lexofficeRequests == 2 + 3 + 2 + 1)
        #expect(price.heroRequests == 3 + 1 + 1)
        #expect(price.gross == Cents(160_000))
        #expect(price.months.map(\.description).sorted() == ["2026-10", "2026-11"])
    }

    @Test(arguments: [(0, 1_900, 0), (1, 1_900, 1), (114, 1_900, 1), (115, 1_900, 2), (1_140, 1_900, 10), (7, 1, 117), (7, 0, 117)])
    func minutesAreRoundedUp(vouchers: Int, thousandths: Int, minutes: Int) {
        // A missing file is one request.
        let price = PlanPrice((0..<vouchers).map { Self.line(.change, String($0)) }, dates: [:])
        #expect(price.minutes(thousandthsPerSecond: thousandths) == minutes)
    }

    @Test func groupsComeInOneOrderAndNothingIsLost() {
        var report = PassReport()
        report.lines = Self.lines
        let reading = PlanReading(report: DryRunReport(plan: report, comparison: nil), dates: [:], entries: 1)
        let view = PlanView(reading, thousandthsPerSecond: 1_900, PageText(language: .de))
        #expect(view.groups.map(\.anchor) == PlanGroupOrder.all)
        #expect(view.groups.flatMap(\.rows).count == Self.lines.count)
        #expect(view.groups.first?.sum == "1.600,00 EUR")
        #expect((view.requests, view.minutes, view.doesNothing) == ("13", "unter 1 Minute", false))
    }

    @Test func aPlanThatOnlyWaitsDoesNothing() {
        var report = PassReport()
        report.lines = [Self.line(.person, "9"), Self.line(.waiting, "11"), Self.line(.note, "12")]
        let reading = PlanReading(report: DryRunReport(plan: report, comparison: nil), dates: [:], entries: 1)
        #expect(PlanView(reading, thousandthsPerSecond: 1_900, PageText(language: .en)).doesNothing)
        report.isPaused = true
        let paused = PlanReading(report: DryRunReport(plan: report, comparison: nil), dates: [:], entries: 1)
        #expect(!PlanView(paused, thousandthsPerSecond: 1_900, PageText(language: .en)).doesNothing)
    }
}

private enum PlanGroupOrder {
    static let all = ["create", "attach", "pay", "adopt", "adoptPayment", "uncertain", "person", "ready", "waiting", "note"]
}
