package import Bookkeeping
internal import Persistence

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

    mutating func add(_ other: BookSum) {
        count += other.count
        net += other.net
        tax += other.tax
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
    /// Rate by rate: over all of them a document that several vouchers make up counts once there and more often here.
    package var isEqual: Bool { rates.allSatisfy(\.isEqual) }
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
        let position = position(of: date.map(BookMonth.init))
        let net = shares.map(\.net).sum(), tax = shares.map(\.tax).sum()
        switch side {
        case .hero: months[position].hero.add(net: net, tax: tax)
        case .lexoffice: months[position].lexoffice.add(net: net, tax: tax)
        }
        for share in shares {
            let place = MonthTotals.place(of: share.rate, in: &months[position].rates)
            switch side {
            case .hero: months[position].rates[place].hero.add(net: share.net, tax: share.tax)
            case .lexoffice: months[position].rates[place].lexoffice.add(net: share.net, tax: share.tax)
            }
        }
    }

    private mutating func position(of month: BookMonth?) -> Int {
        if let found = months.firstIndex(where: { $0.month == month }) { return found }
        let position = months.firstIndex { Self.precedes(month, $0.month) } ?? months.endIndex
        months.insert(MonthTotal(month: month), at: position)
        return position
    }

    private static func place(of rate: ExactDecimal?, in rates: inout [RateTotal]) -> Int {
        if let found = rates.firstIndex(where: { $0.rate == rate }) { return found }
        let place = rates.firstIndex { precedes(rate, $0.rate) } ?? rates.endIndex
        rates.insert(RateTotal(rate: rate), at: place)
        return place
    }

    /// The figures of one document, each side in the month it is of.
    static func of(
        hero: [RateShare], on heroDate: BusinessDay?, lexoffice: [RateShare], on voucherDate: BusinessDay?
    ) -> MonthTotals {
        var own = MonthTotals()
        own.add(hero, on: .hero, date: heroDate)
        own.add(lexoffice, on: .lexoffice, date: voucherDate)
        return own
    }

    mutating func add(_ others: MonthTotals) {
        for month in others.months {
            let position = position(of: month.month)
            months[position].hero.add(month.hero)
            months[position].lexoffice.add(month.lexoffice)
            for rate in month.rates {
                let place = MonthTotals.place(of: rate.rate, in: &months[position].rates)
                months[position].rates[place].hero.add(rate.hero)
                months[position].rates[place].lexoffice.add(rate.lexoffice)
            }
        }
    }

    /// What either side states of documents on which they agree, at one rate.
    mutating func addAlike(_ sum: AgreedDocuments.Sum) {
        let position = position(of: sum.month)
        let place = MonthTotals.place(of: ExactDecimal(sum.rate), in: &months[position].rates)
        let (atRate, ofAll) = (BookSum(count: sum.documents, net: sum.net, tax: sum.tax), BookSum(net: sum.net, tax: sum.tax))
        months[position].rates[place].hero.add(atRate)
        months[position].rates[place].lexoffice.add(atRate)
        months[position].hero.add(ofAll)
        months[position].lexoffice.add(ofAll)
    }

    /// Documents are counted, not their rates.
    mutating func countAlike(_ documents: Int, in month: BookMonth) {
        let position = position(of: month)
        months[position].hero.count += documents
        months[position].lexoffice.count += documents
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
