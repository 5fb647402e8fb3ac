import Bookkeeping
import Testing

@testable import Lexoffice
@testable import Reconciliation

/// What an answer about payments means (domain.md P1-P14 and the payment examples of §11).
@Suite struct PaymentReadingTests {
    private func item(_ kind: PaymentItem.Kind, _ cents: Int64, on day: String = "2026-04-20", currency: String? = "EUR") throws
        -> PaymentItem
    {
        PaymentItem(kind: kind, postingDate: try Sample.day(day), amount: Cents(cents), currency: currency)
    }

    private func reading(
        _ items: [PaymentItem] = [], open: Int64 = 0, total: Int64? = 119_000, status: PaymentRecord.Status = .balanced,
        voucher: VoucherStatus = .paid, currency: String? = "EUR"
    ) -> PaymentReading {
        let record = PaymentRecord(openAmount: Cents(open), currency: currency, status: status, voucherStatus: voucher, items: items)
        return PaymentReading(record, total: total.map(Cents.init), status: "from the list")
    }

    private func payment(_ kind: Payment.Kind, _ cents: Int64, on day: String = "2026-04-20") throws -> Payment {
        Payment(kind: kind, date: try Sample.day(day), amount: Cents(cents))
    }

    // MARK: payments

    @Test func moneyAndCashDiscountAreKeptApart() throws {
        let reading = reading([try item(.cashDiscount, 5_950), try item(.financialTransaction, 291_550)], total: 297_500)
        #expect(reading.payments == [try payment(.bank, 291_550), try payment(.cashDiscount, 5_950)])
        #expect(reading.problem == nil && reading.isUsable && !reading.isWrittenOff)
        #expect(reading.status == "paid")
    }

    @Test func equalPaymentsOfOneDayAreTwo() throws {
        let half = try item(.financialTransaction, 50_000)
        let reading = reading([half, half], open: 138_000, total: 238_000, status: .openRevenue, voucher: .open)
        #expect(reading.payments == Array(repeating: try payment(.bank, 50_000), count: 2))
        #expect(reading.open == Cents(138_000) && reading.isUsable)
    }

    @Test func cashAndThePrivateAccountAreMoney() throws {
        let items = [try item(.manual, 19_000, on: "2026-04-21"), try item(.cashBox, 100_000)]
        #expect(reading(items).payments == [try payment(.cashBox, 100_000), try payment(.manual, 19_000, on: "2026-04-21")])
    }

    @Test func whatIsRetainedStaysOpen() throws {
        let reading = reading([try item(.financialTransaction, 1_011_500)], open: 178_500, total: 1_190_000, voucher: .open)
        #expect(reading.isUsable && reading.problem == nil)
    }

    // MARK: what is no payment

    @Test func nettingAndBadDebtCloseAndAreNoMoney() throws {
        let netted = reading([try item(.creditNote, 69_342)], total: 69_342)
        #expect(netted.payments == [] && netted.remainders.map(\.word) == [.creditNote])
        #expect(netted.isUsable && !netted.isWrittenOff)
        let lost = reading([try item(.financialTransaction, 100_000), try item(.irrecoverableReceivable, 19_000)])
        #expect(lost.payments == [try payment(.bank, 100_000)])
        #expect(lost.isUsable && lost.isWrittenOff)
    }

    @Test(arguments: [PaymentItem.Kind.dunningCosts, .currencyConversion]) func costsAndConversionsExplainADifference(
        _ kind: PaymentItem.Kind
    ) throws {
        let reading = reading([try item(.financialTransaction, 119_500), try item(kind, 500)])
        #expect(reading.payments == [try payment(.bank, 119_500)])
        #expect(reading.problem == nil && reading.isUsable)
    }

    /// The open amount is gone before any item says so (P12).
    @Test(arguments: [VoucherStatus.transferred, .sepaDebit]) func whatIsUnderWayIsNotPaid(_ status: VoucherStatus) {
        let reading = reading([], voucher: status)
        #expect(reading.payments == [] && reading.problem == nil && reading.isUsable)
    }

    // MARK: nothing to conclude from

    @Test func nothingToldIsNotNothingPaid() {
        let reading = PaymentReading(nil, total: Cents(119_000), status: "draft")
        #expect(reading.payments == nil && reading.open == nil && reading.problem == nil && !reading.isUsable)
        #expect(reading.status == "draft")
    }

    /// It is balanced and nothing is open, and it was never paid (P11).
    @Test func aVoidedVoucherIsNeverPaid() throws {
        let reading = reading([try item(.financialTransaction, 119_000)], voucher: .voided)
        #expect(reading.payments == nil && reading.problem == nil && !reading.isUsable)
        #expect(reading.status == "voided")
    }

    // MARK: problems

    @Test func anAnswerThatCannotBeReadIsNotUsed() throws {
        let bank = try item(.financialTransaction, 119_000)
        let odd: [(PaymentReading, ReasonCode, String)] = [
            (reading([bank], open: -1), .paymentUnreadable, "openAmount=-0.01"),
            (reading([bank, try item(.cashBox, 0)]), .paymentUnreadable, "amount=0.00"),
            (reading([try item(.cashBox, -5_000)]), .paymentUnreadable, "amount=-50.00"),
            (reading([bank], voucher: .unknown("half paid")), .paymentUnreadable, "voucherStatus=half_paid"),
            (reading([bank], status: .unknown("frozen")), .paymentUnreadable, "paymentStatus=frozen"),
            (reading([bank], currency: "CHF"), .paymentCurrency, "currency=CHF"),
            (reading([try item(.financialTransaction, 119_000, currency: "US$")]), .paymentCurrency, "currency=US_"),
        ]
        for (reading, problem, detail) in odd {
            #expect(reading.problem == problem && reading.detail == detail, "\(reading)")
            #expect(reading.payments == nil && !reading.isUsable, "\(reading)")
        }
        #expect(reading([bank], currency: nil).problem == nil)
    }

    @Test func sumsThatDoNotComeToTheTotalAreNotUsed() throws {
        let bank = try item(.financialTransaction, 100_000)
        let short = reading([bank])
        #expect(short.problem == .paymentMismatch && short.detail == "total=1190.00 open=0.00 difference=190.00" && !short.isUsable)
        // One cent is one cent.
        #expect(reading([bank], open: 19_001).detail == "total=1190.00 open=190.01 difference=-0.01")
        #expect(reading([bank], open: 19_000).problem == nil)
        #expect(reading([bank], total: nil).problem == nil)
    }

    /// What else it says holds all the same: an unknown item is no payment of which anybody knows.
    @Test func anUnknownItemIsToldAndTheRestIsUsed() throws {
        let items = [try item(.unknown("voucher card"), 1_900), try item(.financialTransaction, 100_000), try item(.unknown("bonus"), 500)]
        let reading = reading(items)
        #expect(reading.problem == .paymentItemUnknown && reading.detail == "type=bonus:5.00,voucher_card:19.00")
        #expect(reading.payments == [try payment(.bank, 100_000)] && reading.isUsable)
    }
}
