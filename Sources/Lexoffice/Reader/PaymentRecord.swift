import Bookkeeping
import FoundationEssentials

/// What lexoffice knows about the payment of one voucher (`GET /v1/payments/{id}`, lexoffice-api.md §3.4). Complete each time:
/// it replaces everything read before.
package struct PaymentRecord: Sendable, Hashable {
    package enum Status: Sendable, Hashable {
        case balanced, openRevenue, openExpense
        case unknown(String)

        private static let words: [String: Status] = ["balanced": .balanced, "openRevenue": .openRevenue, "openExpense": .openExpense]

        init(_ word: String) { self = Status.words[word] ?? .unknown(word) }
    }

    /// Zero or more. Zero does not mean paid: a voided voucher is balanced as well (domain.md P11).
    package var openAmount: Cents
    /// `EUR` is the only one documented.
    package var currency: String? = "EUR"
    package var status: Status
    /// To be asked before anybody calls the voucher paid.
    package var voucherStatus: VoucherStatus
    /// Day of the last payment; only once it is paid.
    package var paidDate: BusinessDay?
    /// A multiset: two equal items are two payments (domain.md P2).
    package var items: [PaymentItem] = []
}

package struct PaymentItem: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Bank.
        case financialTransaction
        case creditNote
        case cashBox
        /// Private account.
        case manual
        /// *Skonto*
        case cashDiscount
        case dunningCosts
        case currencyConversion
        /// *Forderungsausfall*
        case irrecoverableReceivable
        /// A word lexoffice did not use when this was written.
        case unknown(String)
    }

    package var kind: Kind
    package var postingDate: BusinessDay
    /// Positive.
    package var amount: Cents
    package var currency: String? = "EUR"
}

extension PaymentItem.Kind {
    private static let words: [String: PaymentItem.Kind] = [
        "partPaymentFinancialTransaction": .financialTransaction, "partPaymentCreditNote": .creditNote,
        "partPaymentCashBox": .cashBox, "manualPayment": .manual, "cashDiscount": .cashDiscount, "dunningCosts": .dunningCosts,
        "currencyConversion": .currencyConversion, "irrecoverableReceivable": .irrecoverableReceivable,
    ]

    package init(_ word: String) { self = PaymentItem.Kind.words[word] ?? .unknown(word) }
}

extension LexofficeReader {
    /// Nil means that lexoffice tells nothing (406: drafts, linked credit notes): unknown, neither paid nor unpaid (P13).
    package func payments(_ voucherID: String) async throws(LexofficeError) -> PaymentRecord? {
        let path = try PathID(voucherID, subject: "GET /v1/payments/{id}")
        do {
            return try await get(WirePayments.self, .get(.payments, "/v1/payments/\(path.text)")).record
        } catch {
            if case .validation = error.code, error.status == 406 { return nil }
            throw error
        }
    }
}

/// Strict: an item that cannot be read makes the whole record unreadable, since a set with a gap would look like a reversal.
private struct WirePayments: Decodable {
    private enum Key: String, CodingKey { case openAmount, currency, paymentStatus, voucherStatus, paidDate, paymentItems }

    var record: PaymentRecord

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        record = PaymentRecord(
            openAmount: try container.cents(.openAmount), currency: try container.decodeIfPresent(String.self, forKey: .currency),
            status: .init(try container.decode(String.self, forKey: .paymentStatus)),
            voucherStatus: VoucherStatus(try container.decode(String.self, forKey: .voucherStatus)),
            paidDate: try container.decodeIfPresent(WireDay.self, forKey: .paidDate)?.day,
            items: try container.decode([WirePaymentItem].self, forKey: .paymentItems).map(\.item))
    }
}

private struct WirePaymentItem: Decodable {
    private enum Key: String, CodingKey { case paymentItemType, postingDate, amount, currency }

    var item: PaymentItem

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let day = try container.decode(WireDay.self, forKey: .postingDate).day else {
            throw DecodingError.dataCorruptedError(forKey: .postingDate, in: container, debugDescription: "not a day")
        }
        item = PaymentItem(
            kind: PaymentItem.Kind(try container.decode(String.self, forKey: .paymentItemType)), postingDate: day,
            amount: try container.cents(.amount), currency: try container.decodeIfPresent(String.self, forKey: .currency))
    }
}
