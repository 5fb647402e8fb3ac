/// Which rounding leads from the lines of several rates to a printed sum (domain.md C9). The sum is met to the cent or not at all,
/// and every cent lies on the group whose rounding explains it.
struct RoundingExplanation {
    private let groups: [FigureGroup]
    private let keys: [GroupKey]
    private let unrounded: [UnroundedFigures]

    /// Nil for gross prices.
    init?(_ groups: [FigureGroup]) {
        self.groups = groups
        keys = groups.map(\.key)
        unrounded = groups.compactMap(\.unrounded)
        guard unrounded.count == groups.count else { return nil }
    }

    /// Figures before deductions, in the order of the groups; nil where no rounding leads to `total`.
    func figures(of total: Figures) -> [Figures]? {
        for exact in [unrounded.map(\.netOfCents), unrounded.map(\.net)] {
            guard let nets = nets(of: total.net, exact), let taxes = taxes(of: total.tax, on: nets, exact) else { continue }
            return zip(nets, taxes).map { Figures(net: $0, tax: $1) }
        }
        return nil
    }

    private func nets(of net: Cents, _ exact: [ExactDecimal]) -> [Cents]? {
        let computed = groups.map(\.full.net)
        return computed.sum() == net ? computed : CentSplit.parts(of: net, exact: exact, keys: keys)
    }

    /// By group as C5 has it; line by line; unit by unit; once for all rates; halves towards zero. Of those that meet the sum the one
    /// that moves the fewest cents: line by line a few may move up in one group and down in the other, and meet it by chance.
    private func taxes(of tax: Cents, on nets: [Cents], _ exact: [ExactDecimal]) -> [Cents]? {
        let column = zip(nets, keys).map { ColumnTax.onTop(of: $0, rate: $1.rate) }
        var candidates: [[Cents]?] = [column]
        if nets == groups.map(\.full.net) { candidates += [all(unrounded.map(\.taxByLine)), all(unrounded.map(\.taxByUnit))] }
        candidates += [once(tax, on: nets.map(\.decimal)), once(tax, on: exact), halvesDown(column, nets, to: tax)]
        return candidates.compactMap(\.self).filter { $0.sum() == tax }.min { moved($0, column) < moved($1, column) }
    }

    private func moved(_ taxes: [Cents], _ column: [Cents]) -> Cents { zip(taxes, column).map { ($0 - $1).magnitude }.sum() }

    private func once(_ tax: Cents, on nets: [ExactDecimal]) -> [Cents]? {
        let exact = zip(nets, keys).map { $0 * ExactDecimal(coefficient: Int128($1.rate), scale: 2) }
        return CentSplit.parts(of: tax, exact: exact, keys: keys)
    }

    /// As many halves as the sum lacks; the higher rate first.
    private func halvesDown(_ column: [Cents], _ nets: [Cents], to tax: Cents) -> [Cents] {
        var taxes = column
        for index in taxes.indices where ColumnTax.isHalf(nets[index], rate: keys[index].rate) {
            let sign = taxes[index].signum
            guard (taxes.sum() - tax).signum == sign else { continue }
            taxes[index] = taxes[index] - Cents(Int64(sign))
        }
        return taxes
    }

    private func all(_ taxes: [Cents?]) -> [Cents]? {
        let known = taxes.compactMap(\.self)
        return known.count == taxes.count ? known : nil
    }
}
