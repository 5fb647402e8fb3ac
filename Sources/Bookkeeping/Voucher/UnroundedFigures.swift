/// What a group of net prices comes to before and besides the rounding of C2 and C5. It never is a figure of its own: it explains
/// a printed one (domain.md C9).
struct UnroundedFigures {
    /// Euros, to ``places`` decimals: of lines in whole cents, and of lines as they come.
    private(set) var netOfCents = ExactDecimal(0)
    private(set) var net = ExactDecimal(0)
    /// Tax rounded line by line, and unit by unit; nil where a discount comes after the lines.
    private(set) var taxByLine: Cents? = .zero
    private(set) var taxByUnit: Cents? = .zero

    /// Enough that the rest never decides a cent, few enough that sums of bounded amounts fit 128 bits.
    private static let places = 8

    /// - Parameter amount: what the line comes to in whole cents.
    mutating func add(_ line: DocumentLine, kept: ExactDecimal, amount: Cents, rate: Int) {
        netOfCents = netOfCents + amount.decimal
        net = net + UnroundedFigures.exact(line, kept: kept, amount: amount)
        taxByLine = taxByLine.map { $0 + ColumnTax.onTop(of: amount, rate: rate) }
        let unit = Cents(product: line.unitPrice, kept).map { ColumnTax.onTop(of: $0, rate: rate) }
        let tax = unit.flatMap { Cents(product: line.quantity, $0.decimal) }
        taxByUnit = taxByUnit.flatMap { sum in tax.map { sum + $0 } }
    }

    /// The group loses this percentage of itself, or this share of an amount.
    mutating func reduce(byFraction fraction: ExactDecimal) {
        let kept = ExactDecimal(1) - fraction
        netOfCents = (netOfCents * kept).rounded(toScale: UnroundedFigures.places)
        net = (net * kept).rounded(toScale: UnroundedFigures.places)
        (taxByLine, taxByUnit) = (nil, nil)
    }

    mutating func reduce(by share: Cents) {
        netOfCents = netOfCents - share.decimal
        net = net - share.decimal
        (taxByLine, taxByUnit) = (nil, nil)
    }

    var negated: UnroundedFigures {
        var copy = self
        (copy.netOfCents, copy.net) = (-netOfCents, -net)
        copy.taxByLine = taxByLine.map { -$0 }
        copy.taxByUnit = taxByUnit.map { -$0 }
        return copy
    }

    private static func exact(_ line: DocumentLine, kept: ExactDecimal, amount: Cents) -> ExactDecimal {
        let full = line.quantity * line.unitPrice
        // What a discount of 100 % leaves nothing of may be astronomical before it.
        guard Cents(rounding: full) != nil else { return amount.decimal }
        return (full.rounded(toScale: places) * kept).rounded(toScale: places)
    }
}
