/// What the lines, the discount and the deductions of a document add up to (domain.md C2-C6): the check on printed figures,
/// and the truth where nothing is printed.
struct ComputedFigures {
    /// In voucher order; groups without any figure are left out.
    private(set) var groups: [FigureGroup]
    /// False when the document has no line that counts.
    let hasLines: Bool

    /// The document must be within ``DocumentBounds``.
    init(_ told: ToldLines, of document: Document, choice: CategoryChoice) throws(MappingBlock) {
        var table = GroupTable(mode: document.priceMode)
        for line in told.lines where !line.isInformation {
            let rate = try choice.rate(line.rate)
            try table.add(line, to: try choice.key(rate: rate, taxCase: line.taxCase))
        }
        hasLines = !table.groups.isEmpty
        if let discount = told.discount { try table.subtract(discount, isReversal: document.kind.isReversal) }
        table.applyTax()
        for deduction in told.deductions where deduction.net != .zero || deduction.tax != .zero {
            let rate = try choice.rate(deduction.rate)
            table.deduct(Figures(net: deduction.net, tax: deduction.tax), from: try choice.key(rate: rate, taxCase: nil))
        }
        groups = table.groups.filter { !$0.isZero }.sorted { $0.key < $1.key }
        for group in groups {
            guard group.full.isWithinLimit, group.deducted.isWithinLimit else {
                throw MappingBlock(.totalMismatch, "group=\(group.key) out_of_range")
            }
        }
    }

    /// One group and nothing but what HERO prints in sum.
    init(total: Figures, key: GroupKey) {
        groups = [FigureGroup(key: key, full: total, entries: 1, unrounded: UnroundedFigures())]
        hasLines = true
    }

    /// What a voucher books, as it was computed for it.
    init(_ voucher: Voucher) {
        groups = voucher.items.map { item in
            FigureGroup(
                key: GroupKey(rate: item.rate, category: item.category), full: Figures(net: item.net, tax: item.taxAmount), entries: 1)
        }
        hasLines = true
    }

    var hasDeductions: Bool { groups.contains { !$0.deducted.isZero } }
    var full: Figures { groups.map(\.full).sum() }
    var remainder: Figures { groups.map(\.remainder).sum() }
    func groups(at rate: Int) -> [FigureGroup] { groups.filter { $0.key.rate == rate } }

    /// The sign of the document as delivered; 0 when it comes to nothing.
    var signum: Int {
        let sign = remainder.gross.signum
        return sign == 0 ? full.gross.signum : sign
    }

    mutating func negate() { groups = groups.map(\.negated) }
}

/// The groups under construction. While lines are added, `full.net` holds their sum in the document's price mode.
private struct GroupTable {
    let mode: PriceMode
    private(set) var groups: [FigureGroup] = []

    private mutating func index(of key: GroupKey) -> Int {
        if let index = groups.firstIndex(where: { $0.key == key }) { return index }
        groups.append(FigureGroup(key: key, unrounded: mode == .net ? UnroundedFigures() : nil))
        return groups.count - 1
    }

    /// quantity × unit price × (1 − discount), rounded to the cent (C2).
    mutating func add(_ line: DocumentLine, to key: GroupKey) throws(MappingBlock) {
        var kept = ExactDecimal(1)
        if let percent = line.discountPercent { kept = kept - (try ExactDecimal.fraction(ofPercent: percent)) }
        guard let amount = Cents(product: line.quantity, line.unitPrice, kept) else {
            throw MappingBlock(.totalMismatch, "line=out_of_range")
        }
        let index = index(of: key)
        groups[index].full.net += amount
        groups[index].entries += 1
        groups[index].unrounded?.add(line, kept: kept, amount: amount, rate: key.rate)
    }

    mutating func subtract(_ discount: DocumentDiscount, isReversal: Bool) throws(MappingBlock) {
        let share = DiscountShare(keys: groups.map(\.key), amounts: groups.map(\.full.net), isReversal: isReversal)
        let shares = try share.shares(of: discount)
        for (index, share) in shares.enumerated() {
            let (net, overflow) = groups[index].full.net.amount.subtractingReportingOverflow(share.amount)
            guard !overflow else { throw MappingBlock(.totalMismatch, "discount=out_of_range") }
            groups[index].full.net = Cents(net)
            switch discount {
            case .percent(let percent): groups[index].unrounded?.reduce(byFraction: try ExactDecimal.fraction(ofPercent: percent))
            case .amount: groups[index].unrounded?.reduce(by: share)
            }
        }
    }

    mutating func applyTax() {
        for index in groups.indices {
            let base = groups[index].full.net
            let rate = groups[index].key.rate
            switch mode {
            case .net: groups[index].full.tax = ColumnTax.onTop(of: base, rate: rate)
            case .gross:
                let tax = ColumnTax.within(gross: base, rate: rate)
                groups[index].full = Figures(net: base - tax, tax: tax)
            }
        }
    }

    mutating func deduct(_ figures: Figures, from key: GroupKey) {
        let index = index(of: key)
        groups[index].deducted = groups[index].deducted + figures
        groups[index].entries += 1
    }
}
