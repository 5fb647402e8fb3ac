/// Which rounding leads from the lines of several rates to a printed sum (domain.md C9). The sum is met to the cent or not at all,
/// and every cent lies on the group whose rounding explains it.
struct RoundingExplanation {
    private let groups: [FigureGroup]
    private let unrounded: [UnroundedFigures]

    /// Nil for gross prices.
    init?(_ groups: [FigureGroup]) {
        self.groups = groups
        unrounded = groups.compactMap(\.unrounded)
        guard unrounded.count == groups.count else { return nil }
    }

    /// Figures before deductions, in the order of the groups; nil where no rounding leads to `total`.
    func figures(of total: Figures) -> [Figures]? {
        let keys = groups.map(\.key)
        var nets = groups.map(\.full.net)
        let areComputed = nets.sum() == total.net
        if !areComputed {
            guard let parts = CentSplit.parts(of: total.net, exact: unrounded.map(\.net), keys: keys) else { return nil }
            nets = parts
        }
        let column = zip(nets, keys).map { ColumnTax.onTop(of: $0, rate: $1.rate) }
        let rowed = areComputed ? [all(unrounded.map(\.taxByLine)), all(unrounded.map(\.taxByUnit))] : []
        let together = CentSplit.parts(
            of: total.tax, exact: zip(nets, keys).map { $0.decimal * ExactDecimal(coefficient: Int128($1.rate), scale: 2) }, keys: keys)
        let candidates = [column] + rowed.compactMap(\.self) + [together].compactMap(\.self) + [halvesDown(column, nets, to: total.tax)]
        guard let taxes = candidates.first(where: { $0.sum() == total.tax }) else { return nil }
        return zip(nets, taxes).map { Figures(net: $0, tax: $1) }
    }

    /// Halves rounded towards zero, as many as the sum lacks; the higher rate first.
    private func halvesDown(_ column: [Cents], _ nets: [Cents], to tax: Cents) -> [Cents] {
        var taxes = column
        for index in taxes.indices where ColumnTax.isHalf(nets[index], rate: groups[index].key.rate) {
            let lower = taxes[index] - Cents(Int64(taxes[index].signum))
            guard (taxes.sum() - tax).signum == taxes[index].signum else { continue }
            taxes[index] = lower
        }
        return taxes
    }

    private func all(_ taxes: [Cents?]) -> [Cents]? {
        let known = taxes.compactMap(\.self)
        return known.count == taxes.count ? known : nil
    }
}
