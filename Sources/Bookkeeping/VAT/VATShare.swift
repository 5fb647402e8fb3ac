/// What a voucher, or a payment of it, is of one case and rate. Reversals are negative.
package struct VATShare: Sendable, Hashable, Codable {
    package var kind: VATCase
    /// Percent; nil where a side states a sum but no rate for it.
    package var rate: ExactDecimal?
    package var net: Cents
    package var tax: Cents

    package init(_ kind: VATCase, rate: ExactDecimal?, net: Cents, tax: Cents) {
        self.kind = kind
        self.rate = rate
        self.net = net
        self.tax = tax
    }

    package var gross: Cents { net + tax }

    package static prefix func - (share: VATShare) -> VATShare {
        VATShare(share.kind, rate: share.rate, net: -share.net, tax: -share.tax)
    }
}

extension [VATShare] {
    /// One share for each case and rate, in the order of the cases, highest rate first; none that is nothing.
    package var merged: [VATShare] {
        var merged: [VATShare] = []
        for share in self {
            if let place = merged.firstIndex(where: { $0.kind == share.kind && $0.rate == share.rate }) {
                merged[place].net += share.net
                merged[place].tax += share.tax
            } else {
                merged.append(share)
            }
        }
        return merged.filter { $0.net != .zero || $0.tax != .zero }.sorted(by: VATShare.precedes)
    }
}

extension VATShare {
    private static let order = Dictionary(uniqueKeysWithValues: VATCase.allCases.enumerated().map { ($0.element, $0.offset) })

    fileprivate static func precedes(_ left: VATShare, _ right: VATShare) -> Bool {
        let (first, second) = (order[left.kind] ?? 0, order[right.kind] ?? 0)
        guard first == second, let one = left.rate, let other = right.rate else { return first < second }
        return other < one
    }
}
