/// What lexoffice says was paid on a voucher, as far as it concerns HERO (domain.md §5). Money and cash discount are kept
/// apart; netting, bad debt, dunning costs and currency conversion are neither.
///
/// lexoffice gives its items no id: two equal payments are told apart by nothing but their number (domain.md P2).
package struct Payment: Sendable, Hashable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case bank, cashBox
        /// Private account of the owner.
        case manual
        /// *Skonto*: closes the open item, but no money came in.
        case cashDiscount

        package var isMoney: Bool {
            switch self {
            case .bank, .cashBox, .manual: true
            case .cashDiscount: false
            }
        }
    }

    package var kind: Kind
    package var date: BusinessDay
    /// Positive.
    package var amount: Cents

    package init(kind: Kind, date: BusinessDay, amount: Cents) {
        self.kind = kind
        self.date = date
        self.amount = amount
    }
}

extension Payment: Comparable {
    package static func < (left: Payment, right: Payment) -> Bool {
        (left.date, left.kind.rawValue, left.amount) < (right.date, right.kind.rawValue, right.amount)
    }
}

/// What lexoffice lists among payments and is none, in its words (domain.md P7-P9, P14).
package enum PaymentRemainder: String, Sendable, Codable {
    case creditNote = "partPaymentCreditNote"
    /// *Forderungsausfall*
    case badDebt = "irrecoverableReceivable"
    case dunningCosts, currencyConversion

    /// Whether it reduces the open amount (domain.md §5).
    package var closes: Bool {
        switch self {
        case .creditNote, .badDebt: true
        case .dunningCosts, .currencyConversion: false
        }
    }
}

/// One part of a payment entry in HERO: an entry holds money, a cash discount, or both (hero-api.md §2.2).
package struct PaymentEntry: Sendable, Hashable, Codable {
    /// HERO's id of the entry.
    package var id: Int
    package var isDiscount: Bool
    package var date: BusinessDay?
    /// Not zero; negative where people corrected something by hand.
    package var amount: Cents

    package init(id: Int, isDiscount: Bool, date: BusinessDay?, amount: Cents) {
        self.id = id
        self.isDiscount = isDiscount
        self.date = date
        self.amount = amount
    }

    /// What a link to this part is stored under.
    package var reference: String { isDiscount ? "\(id)+discount" : String(id) }

    /// Whether the part says what the payment says. The kind of money is not kept in HERO.
    /// - Parameter anySign: HERO's sign for refunds on a reversal is not documented.
    package func equals(_ payment: Payment, anySign: Bool = false) -> Bool {
        isDiscount != payment.kind.isMoney && date == payment.date && hasAmount(of: payment, anySign: anySign)
    }

    /// The same amount on another day: perhaps this payment, typed in by hand.
    package func resembles(_ payment: Payment) -> Bool {
        isDiscount != payment.kind.isMoney && date != payment.date && hasAmount(of: payment, anySign: false)
    }

    private func hasAmount(of payment: Payment, anySign: Bool) -> Bool {
        amount == payment.amount || (anySign && amount.magnitude == payment.amount)
    }
}

/// The key of a payment's machine: `88012/bank/2026-04-07/119000/1`, or `88012/hero/5501` for an entry of HERO that has no
/// counterpart in lexoffice.
package struct PaymentKey: Sendable, Hashable {
    package enum Subject: Sendable, Hashable {
        /// `ordinal` counts equal payments from 1.
        case payment(Payment, ordinal: Int)
        /// A part of an entry, by ``PaymentEntry/reference``.
        case entry(String)
    }

    package var documentID: Int
    package var subject: Subject

    package init(documentID: Int, subject: Subject) {
        self.documentID = documentID
        self.subject = subject
    }

    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, let id = Int(first) else { return nil }
        documentID = id
        if parts.count == 3, parts[1] == "hero" {
            subject = .entry(parts[2])
            return
        }
        guard parts.count == 5, let kind = Payment.Kind(rawValue: parts[1]), let date = BusinessDay(parts[2]),
            let cents = Int64(parts[3]), let ordinal = Int(parts[4])
        else { return nil }
        subject = .payment(Payment(kind: kind, date: date, amount: Cents(cents)), ordinal: ordinal)
    }

    package var text: String {
        switch subject {
        case .payment(let payment, let ordinal):
            "\(documentID)/\(payment.kind.rawValue)/\(payment.date)/\(payment.amount.amount)/\(ordinal)"
        case .entry(let reference): "\(documentID)/hero/\(reference)"
        }
    }

    package var payment: Payment? { if case .payment(let payment, _) = subject { payment } else { nil } }

    /// What every key of one document begins with.
    package static func prefix(documentID: Int) -> String { "\(documentID)/" }
}
