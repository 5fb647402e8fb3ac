import Bookkeeping
import Testing

@testable import Lexoffice

@Suite struct PaymentReadingTests {
    private let id = "b5a1c1de-0a53-4d1c-8a51-8f8ac7f3c111"

    private func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

    @Test func open() async throws {
        let record = try await Rig(.fixture("payments-open")).reader.payments(id)
        #expect(record == PaymentRecord(openAmount: Cents(140_400), status: .openRevenue, voucherStatus: .open))
    }

    @Test func quotedAmount() async throws {
        #expect(try await Rig(.fixture("payments-quoted-amount")).reader.payments(id)?.openAmount == Cents(133_700))
    }

    @Test func partPayment() async throws {
        let record = try await Rig(.fixture("payments-part")).reader.payments(id)
        let item = PaymentItem(kind: .financialTransaction, postingDate: try day("2026-04-07"), amount: Cents(100_000))
        #expect(
            record == PaymentRecord(openAmount: Cents(40_400), status: .openRevenue, voucherStatus: .open, items: [item]))
    }

    @Test func cashDiscount() async throws {
        let record = try await Rig(.fixture("payments-balanced-discount")).reader.payments(id)
        let paid = try day("2026-04-09")
        #expect(
            record
                == PaymentRecord(
                    openAmount: .zero, status: .balanced, voucherStatus: .paid, paidDate: paid,
                    items: [
                        PaymentItem(kind: .financialTransaction, postingDate: paid, amount: Cents(137_592)),
                        PaymentItem(kind: .cashDiscount, postingDate: paid, amount: Cents(2_808)),
                    ]))
    }

    /// Balanced and nothing open, and yet not paid (domain.md P11).
    @Test func voided() async throws {
        let record = try await Rig(.fixture("payments-voided")).reader.payments(id)
        #expect(record == PaymentRecord(openAmount: .zero, status: .balanced, voucherStatus: .voided))
    }

    /// Two instalments on one day stay two (domain.md P2).
    @Test func equalItemsAreKeptApart() async throws {
        let item = #"{"paymentItemType":"manualPayment","postingDate":"2026-04-07T00:00:00.000+02:00","amount":"500","currency":"EUR"}"#
        let text = Fixture.text("payments-open").replacing("\"paymentItems\": []", with: "\"paymentItems\": [\(item),\(item)]")
        let record = try #require(try await Rig(.answer(200, text)).reader.payments(id))
        let expected = PaymentItem(kind: .manual, postingDate: try day("2026-04-07"), amount: Cents(50_000))
        #expect(record.items == [expected, expected])
    }

    @Test(arguments: [
        ("partPaymentFinancialTransaction", PaymentItem.Kind.financialTransaction), ("partPaymentCreditNote", .creditNote),
        ("partPaymentCashBox", .cashBox), ("manualPayment", .manual), ("cashDiscount", .cashDiscount), ("dunningCosts", .dunningCosts),
        ("currencyConversion", .currencyConversion), ("irrecoverableReceivable", .irrecoverableReceivable),
        ("giftVoucher", .unknown("giftVoucher")),
    ])
    func kinds(_ word: String, _ kind: PaymentItem.Kind) async throws {
        let text = Fixture.text("payments-part").replacing("partPaymentFinancialTransaction", with: word)
        #expect(try await Rig(.answer(200, text)).reader.payments(id)?.items.map(\.kind) == [kind])
    }

    /// 406 means that lexoffice tells nothing, not that nothing is paid (domain.md P13).
    @Test func refusedIsUnknown() async throws {
        #expect(try await Rig(.answer(406, Fixture.text("error-regular"))).reader.payments(id) == nil)
        #expect(await failure { try await Rig(.answer(404, "")).reader.payments(id) }?.code == .notFound)
    }

    /// A record with a gap would look like a payment taken back.
    @Test(arguments: [
        ("\"amount\": 1000.0", "\"amount\": {}"), ("2026-04-07T00:00:00.000+02:00", "yesterday"),
        ("\"openAmount\": 404.00", "\"openAmount\": null"), ("\"paymentItems\"", "\"paymentParts\""),
        ("\"paymentStatus\": \"openRevenue\"", "\"paymentStatus\": 1"),
    ])
    func aRecordIsReadWholeOrNotAtAll(_ right: String, _ wrong: String) async throws {
        let text = Fixture.text("payments-part").replacing(right, with: wrong)
        #expect(await failure { try await Rig(.answer(200, text)).reader.payments(id) }?.code == .badAnswer)
    }

    @Test(arguments: [
        ("119", 11_900), ("99.8", 9_980), ("20.0", 2_000), ("0.30000000000000004", 30), ("1375.92", 137_592), ("\"1337.00\"", 133_700),
        ("25251578.84", 2_525_157_884), ("1e2", 10_000), ("0.005", 1), ("0.004999", 0),
    ])
    func amountsAreExact(_ written: String, _ cents: Int64) async throws {
        let text = Fixture.text("payments-open").replacing("1404.00", with: written)
        #expect(try await Rig(.answer(200, text)).reader.payments(id)?.openAmount == Cents(cents))
    }
}
