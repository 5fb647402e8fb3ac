/// What one document prints, in cents, worked out by the column method (domain.md C1-C6) in whole numbers alone.
package struct HeroTotals: Sendable, Hashable {
    /// One column of the total: a rate, and at 0 % the reason for it.
    package struct Group: Sendable, Hashable {
        package var rate: Int
        package var zeroReason: String?
        package var net: Int64
        package var tax: Int64

        package var gross: Int64 { net + tax }
    }

    /// By rate descending, then by reason.
    package private(set) var groups: [Group]

    package var net: Int64 { groups.reduce(0) { $0 + $1.net } }
    package var tax: Int64 { groups.reduce(0) { $0 + $1.tax } }
    package var gross: Int64 { net + tax }

    /// `typeReason` stands for 0 % lines that state none.
    package init(of draft: HeroDraft, typeReason: String?) {
        groups = []
        var sums: [(rate: Int, reason: String?, sum: Int64)] = []
        for line in draft.lines where line.isCounted {
            let reason = line.rate == 0 ? line.zeroReason ?? typeReason : nil
            let amount = HeroTotals.amount(of: line)
            if let index = sums.firstIndex(where: { $0.rate == line.rate && $0.reason == reason }) {
                sums[index].sum += amount
            } else {
                sums.append((line.rate, reason, amount))
            }
        }
        sums.sort { ($1.rate, $0.reason ?? "") < ($0.rate, $1.reason ?? "") }
        let discounted = HeroTotals.discounted(sums.map(\.sum), draft.discount)
        for (index, sum) in discounted.enumerated() {
            let rate = Int64(sums[index].rate)
            if draft.isGross {
                let tax = HeroTotals.divide(Int128(sum) * Int128(rate), by: Int128(100 + rate))
                groups.append(Group(rate: sums[index].rate, zeroReason: sums[index].reason, net: sum - tax, tax: tax))
            } else {
                let tax = HeroTotals.divide(Int128(sum) * Int128(rate), by: 100)
                groups.append(Group(rate: sums[index].rate, zeroReason: sums[index].reason, net: sum, tax: tax))
            }
        }
        for deduction in draft.deductions { subtract(deduction, typeReason: typeReason) }
    }

    private mutating func subtract(_ deduction: HeroDeduction, typeReason: String?) {
        if let index = groups.firstIndex(where: { $0.rate == deduction.rate }) {
            groups[index].net -= deduction.net
            groups[index].tax -= deduction.tax
        } else {
            let reason = deduction.rate == 0 ? typeReason : nil
            groups.append(Group(rate: deduction.rate, zeroReason: reason, net: -deduction.net, tax: -deduction.tax))
        }
    }

    /// One line in cents, its own discount taken off.
    package static func amount(of line: HeroLine) -> Int64 {
        divide(Int128(line.quantity) * Int128(line.unitPrice) * Int128(10_000 - line.discountBasisPoints), by: 1000 * 10_000)
    }

    /// Net and VAT of one line by itself; their sums need not be those of the document, which rounds per rate.
    static func figures(of line: HeroLine, isGross: Bool) -> (net: Int64, tax: Int64) {
        let (amount, rate) = (amount(of: line), Int64(line.rate))
        let tax = divide(Int128(amount) * Int128(rate), by: Int128(isGross ? 100 + rate : 100))
        return (isGross ? amount - tax : amount, tax)
    }

    private static func discounted(_ sums: [Int64], _ discount: HeroDiscount?) -> [Int64] {
        switch discount {
        case nil: return sums
        case .percent(let basisPoints):
            return sums.map { $0 - divide(Int128($0) * Int128(basisPoints), by: 10_000) }
        case .amount(let amount):
            let total = sums.reduce(0, +)
            guard total != 0 else { return sums }
            // Shares are cut to whole cents; what is left over goes to the largest remainders, a tie to the higher rate.
            let exact = sums.map { (Int128($0) * Int128(amount)).quotientAndRemainder(dividingBy: Int128(total)) }
            var shares = exact.map { Int64($0.quotient) }
            let left = amount - shares.reduce(0, +)
            let order = exact.indices.sorted { (exact[$1].remainder.magnitude, $0) < (exact[$0].remainder.magnitude, $1) }
            for index in order.prefix(Int(left.magnitude)) { shares[index] += left.signum() }
            return zip(sums, shares).map { $0 - $1 }
        }
    }

    /// Half away from zero; the divisor is positive.
    package static func divide(_ numerator: Int128, by divisor: Int128) -> Int64 {
        let rounded = (2 * numerator.magnitude + divisor.magnitude) / (2 * divisor.magnitude)
        return numerator < 0 ? -Int64(rounded) : Int64(rounded)
    }
}
