/// A discount on the whole document, spread over its groups (domain.md C4).
struct DiscountShare {
    let keys: [GroupKey]
    /// The groups' sums in the document's price mode, in the order of `keys`.
    let amounts: [Cents]
    let isReversal: Bool

    /// What each group loses, in the order of the groups.
    func shares(of discount: DocumentDiscount) throws(MappingBlock) -> [Cents] {
        switch discount {
        case .percent(let percent): try percentShares(percent)
        case .amount(let amount): try amountShares(amount)
        }
    }

    private func percentShares(_ percent: ExactDecimal) throws(MappingBlock) -> [Cents] {
        let fraction = try ExactDecimal.fraction(ofPercent: percent)
        var shares: [Cents] = []
        for amount in amounts {
            guard let share = Cents(product: amount.decimal, fraction) else { throw MappingBlock(.totalMismatch, "discount=out_of_range") }
            shares.append(share)
        }
        return shares
    }

    /// Proportional shares floored to the cent; left-over cents go to the largest remainders, on a tie to the higher rate.
    private func amountShares(_ amount: Cents) throws(MappingBlock) -> [Cents] {
        guard amount.isWithinLimit else { throw MappingBlock(.totalMismatch, "discount=out_of_range") }
        guard amount != .zero else { return amounts.map { _ in .zero } }
        let total = amounts.sum()
        guard total != .zero else { throw MappingBlock(.totalMismatch, "discount=\(amount.amount) sum=0") }
        // A reversal turns its lines negative, but not reliably its discount: there the discount lessens whatever it is taken from.
        let sign = Int128(total.signum)
        let reduction = sign < 0 || isReversal ? Int128(amount.magnitude.amount) : Int128(amount.amount)
        let whole = Int128(total.magnitude.amount)
        var shares: [Int128] = []
        var remainders: [(index: Int, remainder: Int128)] = []
        for (index, part) in amounts.enumerated() {
            let product = reduction * sign * Int128(part.amount)
            let floored = product / whole - (product % whole < 0 ? 1 : 0)
            shares.append(floored)
            remainders.append((index, product - floored * whole))
        }
        let leftOver = reduction - shares.reduce(0, +)
        let byRemainder = remainders.sorted { left, right in
            left.remainder == right.remainder ? keys[left.index] < keys[right.index] : left.remainder > right.remainder
        }
        for entry in byRemainder.prefix(Int(leftOver)) { shares[entry.index] += 1 }
        var result: [Cents] = []
        for share in shares {
            guard let cents = Int64(exactly: share * sign) else { throw MappingBlock(.totalMismatch, "discount=out_of_range") }
            result.append(Cents(cents))
        }
        return result
    }
}

extension ExactDecimal {
    /// 3 → 0.03; a percentage outside 0…100 is not a discount.
    static func fraction(ofPercent percent: ExactDecimal) throws(MappingBlock) -> ExactDecimal {
        guard !percent.isNegative, percent <= ExactDecimal(100) else { throw MappingBlock(.totalMismatch, "discount_percent=\(percent)") }
        return ExactDecimal(coefficient: percent.coefficient, scale: percent.scale + 2)
    }
}
