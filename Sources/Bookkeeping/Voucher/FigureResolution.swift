/// Decides which figures are booked: printed ones win, computed ones check them and fill in where nothing is printed
/// (domain.md C7). The result is one pair of figures per group, after discount and deductions.
///
/// Of several sources the first that meets what is printed to the cent counts. Where none does, the first whose difference is
/// explained: by rounding, or because all of them know one group alone, whose figures the printed ones then are.
struct FigureResolution {
    let sources: FigureSources
    let stated: StatedFigures
    let choice: CategoryChoice

    /// How far printed figures have come: `remainder` = deductions already subtracted, `full` = not yet.
    private enum Basis { case remainder, full }

    func booked() throws(MappingBlock) -> [BookedGroup] {
        if stated.isPerRate { return try perRate() }
        for computed in sources.computed {
            if let groups = met(by: computed) { return groups }
        }
        if let cancelled = sources.cancelled, stated.total != nil, let groups = met(by: cancelled) { return groups }
        for computed in sources.computed {
            if let groups = explained(by: computed) { return groups }
        }
        if let obstacle = sources.obstacle { throw obstacle }
        guard let first = sources.computed.first else { throw MappingBlock(.missingFigures, "lines=0 printed=0") }
        return try onlyGroup(of: first)
    }

    // MARK: Totals per rate

    private func perRate() throws(MappingBlock) -> [BookedGroup] {
        let groups: [BookedGroup]
        if let computed = sources.computed.first {
            groups = try perRate(checkedBy: computed)
        } else if let obstacle = sources.obstacle {
            throw obstacle
        } else {
            groups = try perRateAlone()
        }
        if !stated.totalAgrees(with: stated.sum), !stated.totalAgrees(with: groups.map(\.figures).sum()) {
            throw MappingBlock(.totalMismatch, "\(stated.totalText) printed \(stated.sum)")
        }
        return groups
    }

    /// No lines to check against: only the document's own tax case can name a category.
    private func perRateAlone() throws(MappingBlock) -> [BookedGroup] {
        var result: [BookedGroup] = []
        for (rate, figures) in stated.rates {
            let key = try choice.key(rate: rate, taxCase: nil)
            result.append(
                BookedGroup(key: key, figures: figures, entries: 1, isHalf: ColumnTax.isHalf(figures.net, rate: rate)))
        }
        return result
    }

    private func perRate(checkedBy computed: ComputedFigures) throws(MappingBlock) -> [BookedGroup] {
        let rates = Set(computed.groups.map(\.key.rate) + stated.rates.map(\.rate)).sorted(by: >)
        let basis = try basis(computed) { (tolerant: Bool, basis: Basis) in
            rates.allSatisfy { rate in
                let groups = computed.groups(at: rate)
                let expected = groups.map { basis == .remainder ? $0.remainder : $0.full }.sum()
                return stated.figures(at: rate).agrees(with: expected, tolerance: tolerant ? groups.map(\.tolerance).max() ?? 0 : 0)
            }
        }
        var result: [BookedGroup] = []
        for rate in rates { result += try booked(computed.groups(at: rate), at: rate, basis) }
        return result
    }

    private func booked(_ groups: [FigureGroup], at rate: Int, _ basis: Basis) throws(MappingBlock) -> [BookedGroup] {
        let deducted = groups.map(\.deducted).sum()
        let figures = basis == .remainder ? stated.figures(at: rate) : stated.figures(at: rate) - deducted
        let expected = groups.map(\.remainder).sum()
        if groups.count == 1, figures.agreesInSign(with: expected) {
            return [BookedGroup(groups[0], figures)]
        }
        // Without a group of that rate, with a contradiction in sign, or with two categories to divide among, only equality will do.
        guard figures == expected else { throw MappingBlock(.totalMismatch, "rate=\(rate) printed \(figures) computed \(expected)") }
        return groups.map { BookedGroup($0, $0.remainder) }
    }

    // MARK: Totals of the document

    private func met(by computed: ComputedFigures) -> [BookedGroup]? {
        let agrees = !stated.statesTotal || stated.totalAgrees(with: computed.remainder)
        guard agrees || computed.hasDeductions && stated.totalAgrees(with: computed.full) else { return nil }
        return computed.groups.map { BookedGroup($0, $0.remainder) }
    }

    /// Several groups whose sums were rounded otherwise: the remainder is tried first, then the sums before deductions.
    private func explained(by computed: ComputedFigures) -> [BookedGroup]? {
        guard let total = stated.total, computed.groups.count > 1, let rounding = RoundingExplanation(computed.groups) else { return nil }
        let sums = computed.hasDeductions ? [total + computed.groups.map(\.deducted).sum(), total] : [total]
        guard let figures = sums.lazy.compactMap(rounding.figures).first else { return nil }
        return zip(computed.groups, figures).map { BookedGroup($0, $1 - $0.deducted) }
    }

    private func onlyGroup(of computed: ComputedFigures) throws(MappingBlock) -> [BookedGroup] {
        let mismatch = MappingBlock(.totalMismatch, "\(stated.totalText) computed \(computed.remainder)")
        guard let total = stated.total, let group = computed.groups.first, sources.onlyKey == group.key else { throw mismatch }
        let basis = try basis(computed) { (tolerant: Bool, basis: Basis) in
            let expected = basis == .remainder ? group.remainder : group.full
            return total.agrees(with: expected, tolerance: tolerant ? group.tolerance : 0)
        }
        let figures = basis == .remainder ? total : total - group.deducted
        guard figures.agreesInSign(with: group.remainder) else { throw mismatch }
        return [BookedGroup(group, figures)]
    }

    // MARK: Deductions

    /// Printed figures are the remainder unless they are the undeducted sums. Where neither fits, booking them could book
    /// earlier part invoices a second time (V18), so a person decides.
    private func basis(
        _ computed: ComputedFigures, where fits: (_ tolerant: Bool, _ basis: Basis) -> Bool
    ) throws(MappingBlock) -> Basis {
        guard computed.hasDeductions else { return .remainder }
        for tolerant in [false, true] {
            for basis in [Basis.remainder, .full] where fits(tolerant, basis) { return basis }
        }
        let printed = stated.isPerRate ? "printed \(stated.sum)" : stated.totalText
        throw MappingBlock(.totalMismatch, "\(printed) full \(computed.full) remainder \(computed.remainder)")
    }
}

/// Final figures of one group.
struct BookedGroup {
    let key: GroupKey
    let figures: Figures
    let entries: Int
    /// The tax before deductions ends in half a cent: a neighbour of `figures.tax` is as good.
    let isHalf: Bool
}

extension BookedGroup {
    init(_ group: FigureGroup, _ figures: Figures) {
        self.init(key: group.key, figures: figures, entries: group.entries, isHalf: group.isHalf)
    }
}

extension Figures {
    /// Both are credits, both are debits, or both are nothing.
    fileprivate func agreesInSign(with other: Figures) -> Bool { gross.signum == other.gross.signum }
}
