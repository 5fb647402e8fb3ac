import Bookkeeping
import Reconciliation
import Testing

@testable import Comparison

/// Count and cents per month and rate (domain.md R3).
@Suite struct MonthTotalsTests {
    private let april = BusinessDay(daysSince1970: 20_573)
    private let may = BusinessDay(daysSince1970: 20_574)

    /// G05 of domain.md: 463.80 and 229.62 gross, 74.05 and 15.02 tax.
    private func voucher(_ type: VoucherType) -> Voucher {
        Voucher(
            type: type, number: "RE-1", voucherDate: april, remark: "",
            items: [
                VoucherItem(rate: 19, category: .revenue, amount: Cents(46_380), taxAmount: Cents(7405)),
                VoucherItem(rate: 7, category: .revenue, amount: Cents(22_962), taxAmount: Cents(1502)),
            ])
    }

    private func observed(_ items: [(Int, Int64, Int64)], gross: Int64, tax: Int64, status: String = "open") -> ObservedVoucher {
        ObservedVoucher(
            id: "v", type: "salesinvoice", status: status, number: "RE-1", voucherDate: april, gross: Cents(gross), tax: Cents(tax),
            items: items.map { ObservedVoucherItem(categoryID: "c", rate: ExactDecimal($0.0), amount: Cents($0.1), tax: Cents($0.2)) })
    }

    @Test func sharesOfAVoucherAndOfItsReversal() {
        let shares = voucher(.salesInvoice).rateShares
        #expect(shares.map(\.rate) == [ExactDecimal(19), ExactDecimal(7)])
        #expect(shares.map(\.net) == [Cents(38_975), Cents(21_460)] && shares.map(\.tax) == [Cents(7405), Cents(1502)])
        let reversed = voucher(.salesCreditNote).rateShares
        #expect(reversed.map(\.net) == [Cents(-38_975), Cents(-21_460)] && reversed.map(\.tax) == [Cents(-7405), Cents(-1502)])
    }

    @Test func itemsOfOneRateAreOneShare() {
        let found = observed([(19, 11_900, 1900), (7, 10_700, 700), (19, 2380, 380)], gross: 24_980, tax: 2980).rateShares
        #expect(found.map(\.net) == [Cents(12_000), Cents(10_000)])
    }

    /// A voucher somebody typed in may state net amounts; its total says so.
    @Test func netAmountsAreToldByTheTotal() {
        #expect(observed([(19, 10_000, 1900)], gross: 11_900, tax: 1900).rateShares.map(\.net) == [Cents(10_000)])
        #expect(observed([(19, 11_900, 1900)], gross: 11_900, tax: 1900).rateShares.map(\.net) == [Cents(10_000)])
        // Neither: nothing is guessed, the totals count.
        let odd = observed([(19, 500, 95)], gross: 11_900, tax: 1900).rateShares
        #expect(odd == [RateShare(rate: nil, net: Cents(10_000), tax: Cents(1900))])
    }

    @Test func aVoidedVoucherIsNotOnTheBooks() {
        #expect(observed([(19, 11_900, 1900)], gross: 11_900, tax: 1900, status: "voided").rateShares.isEmpty)
    }

    @Test func monthsRatesAndDifferences() throws {
        var totals = MonthTotals()
        totals.add(voucher(.salesInvoice).rateShares, on: .hero, date: april)
        totals.add(voucher(.salesInvoice).rateShares, on: .hero, date: april)
        totals.add(voucher(.salesInvoice).rateShares, on: .lexoffice, date: april)
        totals.add(voucher(.salesInvoice).rateShares, on: .lexoffice, date: may)
        totals.add([], on: .hero, date: may)
        totals.add([RateShare(rate: nil, net: Cents(1), tax: .zero)], on: .hero, date: nil)
        #expect(totals.months.map { $0.month?.description } == ["2026-04", "2026-05", nil])
        let month = totals[BookMonth(april)]
        #expect(month.hero == BookSum(count: 2, net: Cents(120_870), tax: Cents(17_814)))
        #expect(month.rates.map(\.hero.count) == [2, 2] && month.rates.map(\.lexoffice.count) == [1, 1])
        #expect(month.difference == Cents(-69_342) && month.rates[1].difference == Cents(-22_962))
        #expect(!month.isEqual && totals[BookMonth(may)].difference == Cents(69_342))
        #expect(totals[BookMonth("2020-01")].isEqual)
    }

    /// An invoice and its cancellation in one month leave nothing but their count.
    @Test func aPairNetsToZero() {
        var totals = MonthTotals()
        for type in VoucherType.allCases { totals.add(voucher(type).rateShares, on: .hero, date: april) }
        #expect(totals[BookMonth(april)].hero == BookSum(count: 2, net: .zero, tax: .zero))
    }

    @Test func months() {
        #expect(BookMonth("2026-11")?.description == "2026-11")
        for text in ["", "2026", "2026-13", "2026-1", "2026-11-01", "11-2026", "2026/11"] { #expect(BookMonth(text) == nil) }
        #expect(BookMonth(april).contains(april) && !BookMonth(april).contains(may) && BookMonth(april) < BookMonth(may))
    }

    @Test func lateness() {
        let hour: Int64 = 3_600_000
        #expect(Lateness(milliseconds: 24 * hour) == .recent && Lateness(milliseconds: 24 * hour + 1) == .warning)
        #expect(Lateness(milliseconds: 240 * hour) == .warning && Lateness(milliseconds: 240 * hour + 1) == .critical)
        #expect(Lateness(milliseconds: -hour) == .recent)
    }
}
