/// Decides which figures are booked: printed ones win, computed ones check them and fill in where nothing is printed
/// (domain.md C7). The result is one pair of figures per group, after discount and deductions.
struct FigureResolution {
    let document: Document
    let computed: ComputedFigures
    let stated: StatedFigures
    let choice: CategoryChoice

    /// How far printed figures have come: `remainder` = deductions already subtracted, `full` = not yet.
    private enum Basis { case remainder, full }

    func booked() throws(MappingBlock) -> [BookedGroup] {
        if stated.isPerRate { return try perRate() }
        guard computed.hasLines else { throw MappingBlock(.missingFigures, "lines=0 printed=0") }
        return try byTotal()
    }

    // MARK: Totals per rate

    private func perRate() throws(MappingBlock) -> [BookedGroup] {
        let groups = computed.hasLines ? try perRateChecked() : try perRateAlone()
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
            let entries = computed.groups.first { $0.key == key }?.entries ?? 0
            result.append(BookedGroup(key: key, figures: figures, entries: entries))
        }
        return result
    }

    private func perRateChecked() throws(MappingBlock) -> [BookedGroup] {
        let basis = try basis { (tolerant: Bool, basis: Basis) in
            rates.allSatisfy { rate in
                let groups = computed.groups(at: rate)
                let expected = groups.map { basis == .remainder ? $0.remainder : $0.full }.sum()
                return stated.figures(at: rate).agrees(with: expected, tolerance: tolerant ? groups.map(\.tolerance).max() ?? 0 : 0)
            }
        }
        var result: [BookedGroup] = []
        for rate in rates { result += try groups(at: rate, basis: basis) }
        return result
    }

    /// Every rate that has figures on either side.
    private var rates: [Int] { Set(computed.groups.map(\.key.rate) + stated.rates.map(\.rate)).sorted(by: >) }

    private func groups(at rate: Int, basis: Basis) throws(MappingBlock) -> [BookedGroup] {
        let groups = computed.groups(at: rate)
        let deducted = groups.map(\.deducted).sum()
        let figures = basis == .remainder ? stated.figures(at: rate) : stated.figures(at: rate) - deducted
        let expected = groups.map(\.remainder).sum()
        if groups.count == 1, figures.agreesInSign(with: expected) {
            return [BookedGroup(key: groups[0].key, figures: figures, entries: groups[0].entries)]
        }
        // Without a group of that rate, with a contradiction in sign, or with two categories to divide among, only equality will do.
        guard figures == expected else { throw MappingBlock(.totalMismatch, "rate=\(rate) printed \(figures) computed \(expected)") }
        return groups.map { BookedGroup(key: $0.key, figures: $0.remainder, entries: $0.entries) }
    }

    // MARK: Totals of the document

    private func byTotal() throws(MappingBlock) -> [BookedGroup] {
        let booked = computed.groups.map { BookedGroup(key: $0.key, figures: $0.remainder, entries: $0.entries) }
        if !stated.statesTotal || stated.totalAgrees(with: computed.remainder) { return booked }
        if hasDeductions, stated.totalAgrees(with: computed.full) { return booked }
        let mismatch = MappingBlock(.totalMismatch, "\(stated.totalText) computed \(computed.remainder)")
        guard let total = stated.total, computed.groups.count == 1, let group = computed.groups.first else { throw mismatch }
        let basis = try basis { (tolerant: Bool, basis: Basis) in
            let expected = basis == .remainder ? group.remainder : group.full
            return total.agrees(with: expected, tolerance: tolerant ? group.tolerance : 0)
        }
        let figures = basis == .remainder ? total : total - group.deducted
        guard figures.agreesInSign(with: group.remainder) else { throw mismatch }
        return [BookedGroup(key: group.key, figures: figures, entries: group.entries)]
    }

    // MARK: Deductions

    private var hasDeductions: Bool { computed.groups.contains { !$0.deducted.isZero } }

    /// Printed figures are the remainder unless they are the undeducted sums. Where neither fits, booking them could book
    /// earlier part invoices a second time (V18), so a person decides.
    private func basis(where fits: (_ tolerant: Bool, _ basis: Basis) -> Bool) throws(MappingBlock) -> Basis {
        guard hasDeductions else { return .remainder }
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
}

extension Figures {
    /// Both are credits, both are debits, or both are nothing.
    fileprivate func agreesInSign(with other: Figures) -> Bool { gross.signum == other.gross.signum }
}
