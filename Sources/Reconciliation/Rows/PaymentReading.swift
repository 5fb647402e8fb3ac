package import Bookkeeping
internal import Lexoffice

/// What one complete answer about the payments of a voucher means (domain.md P1-P14). Each answer replaces the one before.
package struct PaymentReading: Sendable, Hashable, Codable {
    /// A closing or informative item that is no payment: netting, bad debt, dunning costs, currency conversion.
    package struct Remainder: Sendable, Hashable, Codable {
        package var word: PaymentRemainder
        package var date: BusinessDay
        package var amount: Cents
    }

    /// Nil where lexoffice tells nothing (P13), or shows a voided voucher, which looks paid and is not (P11).
    package var payments: [Payment]?
    package var remainders: [Remainder] = []
    package var open: Cents?
    /// lexoffice's word, e.g. `paid`.
    package var status: String
    /// What is wrong with the answer. Unless it is ``ReasonCode/paymentItemUnknown``, nothing is concluded from it.
    package var problem: ReasonCode?
    var detail: String?

    /// Whether its payments may be held against HERO.
    package var isUsable: Bool { payments != nil && (problem == nil || problem == .paymentItemUnknown) }
    /// Closed, but some of it never to be paid (P8).
    package var isWrittenOff: Bool { remainders.contains { $0.word == .badDebt } }

    /// Nothing was ever paid: what the list alone can tell.
    static func unpaid(open: Cents, status: String) -> PaymentReading { PaymentReading(payments: [], open: open, status: status) }

    static func unreadable(status: String, detail: String) -> PaymentReading {
        PaymentReading(payments: nil, open: nil, status: status, problem: .paymentUnreadable, detail: detail)
    }

    /// It is not on the books, and so nothing can be paid on it.
    static func unbooked(status: String) -> PaymentReading {
        PaymentReading(payments: nil, open: nil, status: status, problem: .voucherUnchecked, detail: "status=\(Token.of(status))")
    }

    private static func unusable(_ record: PaymentRecord) -> (ReasonCode, String)? {
        if record.openAmount < .zero { return (.paymentUnreadable, "openAmount=\(record.openAmount)") }
        if let item = record.items.first(where: { $0.amount <= .zero }) { return (.paymentUnreadable, "amount=\(item.amount)") }
        if case .unknown(let word) = record.voucherStatus { return (.paymentUnreadable, "voucherStatus=\(Token.of(word))") }
        if case .unknown(let word) = record.status { return (.paymentUnreadable, "paymentStatus=\(Token.of(word))") }
        let strange = ([record.currency] + record.items.map(\.currency)).compactMap(\.self).first { $0 != "EUR" }
        return strange.map { (.paymentCurrency, "currency=\(Token.of($0))") }
    }

    /// Nil when everything adds up, or when dunning costs or a conversion explain what does not.
    private func unexplained(_ total: Cents, _ record: PaymentRecord) -> Cents? {
        // Under way: the open amount is gone before any item says so (P12).
        if record.voucherStatus == .transferred || record.voucherStatus == .sepaDebit { return nil }
        let closing = (payments ?? []).map(\.amount).sum() + remainders.filter(\.word.closes).map(\.amount).sum()
        let difference = total - closing - record.openAmount
        return difference == .zero || remainders.contains { !$0.word.closes } ? nil : difference
    }
}

extension PaymentReading {
    /// - Parameters:
    ///   - record: nil for 406.
    ///   - total: the gross total lexoffice shows for the voucher.
    init(_ record: PaymentRecord?, total: Cents?, status: String) {
        guard let record else {
            self.init(payments: nil, open: nil, status: status)
            return
        }
        self.init(payments: nil, open: record.openAmount, status: record.voucherStatus.word)
        guard record.voucherStatus != .voided else { return }
        if let (problem, detail) = Self.unusable(record) {
            (self.problem, self.detail) = (problem, detail)
            return
        }
        payments = record.items.compactMap(\.payment).sorted()
        remainders = record.items.compactMap(\.remainder)
        let strange = record.items.compactMap { item -> String? in
            if case .unknown(let word) = item.kind { "\(Token.of(word)):\(item.amount)" } else { nil }
        }
        if !strange.isEmpty {
            problem = .paymentItemUnknown
            detail = "type=\(strange.sorted().prefix(5).joined(separator: ","))"
        } else if let total, let difference = unexplained(total, record) {
            problem = .paymentMismatch
            detail = "total=\(total) open=\(record.openAmount) difference=\(difference)"
        }
    }
}

extension PaymentItem {
    private enum Meaning { case payment(Payment.Kind), remainder(PaymentRemainder), unknown }

    private var meaning: Meaning {
        switch kind {
        case .financialTransaction: .payment(.bank)
        case .cashBox: .payment(.cashBox)
        case .manual: .payment(.manual)
        case .cashDiscount: .payment(.cashDiscount)
        case .creditNote: .remainder(.creditNote)
        case .irrecoverableReceivable: .remainder(.badDebt)
        case .dunningCosts: .remainder(.dunningCosts)
        case .currencyConversion: .remainder(.currencyConversion)
        case .unknown: .unknown
        }
    }

    fileprivate var payment: Payment? {
        if case .payment(let kind) = meaning { Payment(kind: kind, date: postingDate, amount: amount) } else { nil }
    }

    fileprivate var remainder: PaymentReading.Remainder? {
        if case .remainder(let word) = meaning { PaymentReading.Remainder(word: word, date: postingDate, amount: amount) } else { nil }
    }
}
