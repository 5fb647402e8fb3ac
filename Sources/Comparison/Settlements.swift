internal import Bookkeeping
internal import Reconciliation

/// One item that closes a part of a voucher.
struct Settlement: Hashable {
    enum Kind: Int, Hashable { case money, discount, badDebt, netting }

    var kind: Kind
    var date: BusinessDay
    /// Positive.
    var amount: Cents
}

/// What settles a voucher, oldest first, as far as lexoffice told.
struct Settlements: Hashable {
    var items: [Settlement] = []
    /// False where money may have been received of which nothing is known.
    var isKnown: Bool

    static let unknown = Settlements(items: [], isKnown: false)

    private init(items: [Settlement], isKnown: Bool) {
        self.items = items
        self.isKnown = isKnown
    }

    /// - Parameter reading: nil where lexoffice was never asked, because its list showed the whole voucher open.
    init(_ reading: PaymentReading?, _ sighting: VoucherSnapshot?) {
        guard let reading else {
            self.init(items: [], isKnown: sighting.map { $0.status == "voided" || $0.open == $0.total } ?? false)
            return
        }
        let payments = (reading.payments ?? []).map { payment in
            Settlement(kind: payment.kind.isMoney ? .money : .discount, date: payment.date, amount: payment.amount)
        }
        let others = reading.remainders.compactMap { remainder -> Settlement? in
            switch remainder.word {
            case .creditNote: Settlement(kind: .netting, date: remainder.date, amount: remainder.amount)
            case .badDebt: Settlement(kind: .badDebt, date: remainder.date, amount: remainder.amount)
            case .dunningCosts, .currencyConversion: nil
            }
        }
        let items = (payments + others).sorted { ($0.date, $0.kind.rawValue, $0.amount) < ($1.date, $1.kind.rawValue, $1.amount) }
        // A voided voucher looks paid and is nothing (P11).
        self.init(items: reading.status == "voided" ? [] : items, isKnown: reading.status == "voided" || reading.isUsable)
    }
}
