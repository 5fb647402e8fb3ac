/// What each payment, cash discount or other closing item settles of the parts of its voucher (§ 13 (1) no. 1 b UStG: tax by what was
/// received; § 17 UStG: a reduction bears the rates of what it reduces).
///
/// The rule of rounding: what the items up to one settle together is split by the gross of the parts, each part rounded half away from
/// zero, and the part with the largest gross takes what is left; the tax in it is split the same way by the part's own tax. An item gets
/// what that is more than the items before it had. So the items of a settled voucher are the voucher, to the cent, at every rate.
package enum SettlementSplit {
    /// - Parameters:
    ///   - parts: the voucher's own, of one sign.
    ///   - items: amounts above zero, in the order in which they came.
    /// - Returns: for each item the shares it settles, with the sign of the voucher; empty for a voucher of nothing.
    package static func shares(of parts: [VATShare], by items: [Cents]) -> [[VATShare]] {
        let total = parts.map(\.gross).sum().magnitude
        guard total.signum > 0 else { return items.map { _ in [] } }
        var settled = Cents.zero
        var before = parts.map { _ in (net: Cents.zero, tax: Cents.zero) }
        return items.map { item in
            settled += item
            let after = cumulative(parts, settled, of: total)
            defer { before = after }
            return parts.indices.map { place in
                VATShare(
                    parts[place].kind, rate: parts[place].rate, net: after[place].net - before[place].net,
                    tax: after[place].tax - before[place].tax)
            }
        }
    }

    private static func cumulative(_ parts: [VATShare], _ settled: Cents, of total: Cents) -> [(net: Cents, tax: Cents)] {
        let sign: Int64 = parts.map(\.gross).sum().signum < 0 ? -1 : 1
        var gross = parts.map { portion(of: $0.gross, settled, total) }
        if let largest = parts.indices.max(by: { parts[$0].gross.magnitude < parts[$1].gross.magnitude }) {
            gross[largest] += Cents(settled.amount * sign) - gross.sum()
        }
        return parts.indices.map { place in
            let part = parts[place]
            let tax = part.gross == .zero ? Cents.zero : portion(of: part.tax, gross[place], part.gross)
            return (gross[place] - tax, tax)
        }
    }

    /// `amount × numerator / denominator`, half away from zero; within 128 bits for every amount there is.
    private static func portion(of amount: Cents, _ numerator: Cents, _ denominator: Cents) -> Cents {
        let sign: Int128 = denominator.signum < 0 ? -1 : 1
        let product = Int128(amount.amount) * Int128(numerator.amount) * sign
        let result = ExactDecimal.divideRounding(product, by: Int128(denominator.magnitude.amount))
        return Cents(Int64(clamping: result))
    }
}
