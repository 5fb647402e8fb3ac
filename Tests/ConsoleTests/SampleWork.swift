import Bookkeeping
import Reconciliation
import TestSupport
import Testing
import Wording

@testable import Comparison
@testable import Console
@testable import ConsoleAccess
@testable import Persistence

/// April 2026, over at the beginning of May: 19 % on 1.000,00 + 500,00 in HERO and 1.000,00 in lexoffice, 7 % on 200,00 on both sides.
enum SampleMonth {
    static let now = Instant(milliseconds: 1_777_716_000_000)  // 2026-05-02T10:00:00Z

    static func month() throws -> BookMonth { try #require(BookMonth("2026-04")) }

    /// - Parameter differs: whether HERO has the invoice of 500,00 that lexoffice has not.
    static func sheet(differs: Bool, number: String = "RE-3") throws -> CloseSheet {
        let day = try #require(BusinessDay("2026-04-10"))
        var comparison = Comparison()
        for side in [MonthTotals.Side.hero, .lexoffice] {
            comparison.totals.add(
                [
                    RateShare(rate: ExactDecimal(19), net: Cents(100_000), tax: Cents(19_000)),
                    RateShare(rate: ExactDecimal(7), net: Cents(20_000), tax: Cents(1_400)),
                ], on: side, date: day)
        }
        var first = SheetRow(key: "1", voucherID: "v-1", number: "RE-1", status: "OK")
        first.booked = [
            VATShare(.rate19, rate: ExactDecimal(19), net: Cents(100_000), tax: Cents(19_000)),
            VATShare(.rate7, rate: ExactDecimal(7), net: Cents(20_000), tax: Cents(1_400)),
        ]
        first.received = [VATShare(.rate19, rate: ExactDecimal(19), net: Cents(50_000), tax: Cents(9_500))]
        comparison.rows = [first]
        if differs {
            let missing = [RateShare(rate: ExactDecimal(19), net: Cents(50_000), tax: Cents(9_500))]
            comparison.totals.add(missing, on: .hero, date: day)
            var own = MonthTotals()
            own.add(missing, on: .hero, date: day)
            comparison.named = NamedDifference.all(in: own, key: "3", voucherID: nil, number: number, cause: .finding(.missing))
            var finding = Finding(.missing, key: "3", originator: .reconcile)
            (finding.number, finding.gross) = (number, Cents(59_500))
            comparison.findings = [finding]
        }
        return CloseSheet(
            month: try month(), asOf: try #require(BusinessDay("2026-05-02")), organizationName: "Dach & Wand <GmbH>",
            organizationID: "o-1",
            heroCompanyID: 42, software: "1.2.3", mappingDigest: "m-1", comparison: comparison, untold: [],
            journal: JournalVerdict(entries: 0, newestHash: "ab12", broken: nil))
    }

    /// Work whose sheet was read already.
    static func work(_ sheet: CloseSheet) async -> ConsoleWork {
        let work = ConsoleWork(
            plan: Jobs(now: { now }) { _, _ in .failed(.paused) }, closing: Jobs(now: { now }) { _, _ in .sheet(sheet) },
            thousandthsPerSecond: 1_900, lastBackup: { nil })
        work.closing.start(sheet.month)
        while work.closing.result(sheet.month) == nil { await Task.yield() }
        return work
    }

    static func request(_ form: String = "", role: ConsoleRole = .adviser, _ language: Language = .de) throws -> PageRequest {
        let visitor = Visitor(proxied: try #require(ConsoleName("erika")), role: role, beside: nil)
        return PageRequest(visitor: visitor, language: language, query: .none, form: Fields(form), target: "/abschluss/2026-04")
    }
}
