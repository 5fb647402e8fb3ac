package import Bookkeeping

/// What one document or voucher adds to a month at one rate; reversals are negative.
package struct RateShare: Sendable, Hashable {
    /// Percent; nil where a side states a sum but no rate for it.
    package var rate: ExactDecimal?
    package var net: Cents
    package var tax: Cents

    package init(rate: ExactDecimal?, net: Cents, tax: Cents) {
        self.rate = rate
        self.net = net
        self.tax = tax
    }
}

extension Voucher {
    package var rateShares: [RateShare] {
        let shares = items.map { RateShare(rate: ExactDecimal($0.rate), net: $0.net, tax: $0.taxAmount) }
        return shares.merged(negated: type == .salesCreditNote)
    }
}

extension ObservedVoucher {
    /// What it adds to lexoffice's books; nothing once it is voided. Whether item amounts are net or gross is told by the total
    /// they come to; a voucher that adds up in neither way counts with its totals and without a rate.
    package var rateShares: [RateShare] {
        guard status != "voided" else { return [] }
        let amounts = items.map(\.amount).sum(), taxes = items.map(\.tax).sum()
        let isReversal = type == VoucherType.salesCreditNote.rawValue
        guard taxes == tax, amounts == gross || amounts + taxes == gross else {
            return [RateShare(rate: nil, net: gross - tax, tax: tax)].merged(negated: isReversal)
        }
        let isGross = amounts == gross
        let shares = items.map { RateShare(rate: $0.rate, net: isGross ? $0.amount - $0.tax : $0.amount, tax: $0.tax) }
        return shares.merged(negated: isReversal)
    }
}

extension [RateShare] {
    /// One share per rate, highest rate first, the one without a rate last.
    func merged(negated: Bool) -> [RateShare] {
        var merged: [RateShare] = []
        for share in self {
            let (net, tax) = negated ? (-share.net, -share.tax) : (share.net, share.tax)
            if let index = merged.firstIndex(where: { $0.rate == share.rate }) {
                merged[index].net += net
                merged[index].tax += tax
            } else {
                merged.append(RateShare(rate: share.rate, net: net, tax: tax))
            }
        }
        return merged.sorted { MonthTotals.precedes($0.rate, $1.rate) }
    }
}
