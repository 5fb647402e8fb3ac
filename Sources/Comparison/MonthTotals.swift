package import Bookkeeping

/// Count and cents of one side. Reversals count negative in the cents and as one in the count.
package struct BookSum: Sendable, Hashable {
    package var count = 0
    package var net = Cents.zero
    package var tax = Cents.zero
    package var gross: Cents { net + tax }

    mutating func add(net: Cents, tax: Cents) {
        count += 1
        self.net += net
        self.tax += tax
    }
}

/// Both sides of one month at one rate (domain.md R3).
package struct RateTotal: Sendable, Hashable {
    package var rate: ExactDecimal?
    package var hero = BookSum()
    package var lexoffice = BookSum()

    /// What lexoffice has more than HERO, in gross cents.
    package var difference: Cents { lexoffice.gross - hero.gross }
    package var isEqual: Bool { hero == lexoffice }
}

package struct MonthTotal: Sendable, Hashable {
    /// Nil for what bears no date.
    package var month: BookMonth?
    /// Highest rate first, what has no rate last.
    package var rates: [RateTotal] = []
    /// All rates together: documents are counted, not their rates.
    package var hero = BookSum()
    package var lexoffice = BookSum()

    package var difference: Cents { lexoffice.gross - hero.gross }
    package var isEqual: Bool { hero == lexoffice && rates.allSatisfy(\.isEqual) }
}

/// The totals lines of a comparison, by month of the date each side states and by rate.
package struct MonthTotals: Sendable, Hashable {
    package enum Side: Sendable { case hero, lexoffice }

    /// Oldest first, what bears no date last.
    package private(set) var months: [MonthTotal] = []

    package init() {}

    /// - Parameter shares: of one document or voucher, one per rate.
    package mutating func add(_ shares: [RateShare], on side: Side, date: BusinessDay?) {
        guard !shares.isEmpty else { return }
        let month = date.map(BookMonth.init)
        let position: Int
        if let found = months.firstIndex(where: { $0.month == month }) {
            position = found
        } else {
            months.append(MonthTotal(month: month))
            months.sort { Self.precedes($0.month, $1.month) }
            position = months.firstIndex { $0.month == month } ?? 0
        }
        let net = shares.map(\.net).sum(), tax = shares.map(\.tax).sum()
        switch side {
        case .hero: months[position].hero.add(net: net, tax: tax)
        case .lexoffice: months[position].lexoffice.add(net: net, tax: tax)
        }
        for share in shares { add(share, side, &months[position].rates) }
    }

    private func add(_ share: RateShare, _ side: Side, _ rates: inout [RateTotal]) {
        if !rates.contains(where: { $0.rate == share.rate }) {
            rates.append(RateTotal(rate: share.rate))
            rates.sort { Self.precedes($0.rate, $1.rate) }
        }
        for index in rates.indices where rates[index].rate == share.rate {
            switch side {
            case .hero: rates[index].hero.add(net: share.net, tax: share.tax)
            case .lexoffice: rates[index].lexoffice.add(net: share.net, tax: share.tax)
            }
        }
    }

    func only(_ month: BookMonth) -> MonthTotals {
        var part = self
        part.months.removeAll { $0.month != month }
        return part
    }

    package subscript(month: BookMonth?) -> MonthTotal { months.first { $0.month == month } ?? MonthTotal(month: month) }

    static func precedes(_ left: ExactDecimal?, _ right: ExactDecimal?) -> Bool {
        guard let left, let right else { return left != nil && right == nil }
        return right < left
    }

    private static func precedes(_ left: BookMonth?, _ right: BookMonth?) -> Bool {
        guard let left, let right else { return left != nil && right == nil }
        return left < right
    }
}
