internal import Bookkeeping

/// What the lines of a document come to, beside the sums the document states (domain.md C2-C7).
struct LineSums {
    enum Outcome: String, CaseIterable {
        case meets
        case centOff = "a_cent_off"
        case lower, higher
        case taxDiffers = "tax_differs"
        /// A rate or a discount that this simple sum cannot follow.
        case notComparable = "not_comparable"
    }

    /// After the discount, before deductions.
    let net: Cents
    let outcome: Outcome

    private static let centsOff: Int64 = 2

    /// Nil without a line that counts or without stated sums.
    init?(_ document: Document) {
        let lines = document.lines.filter { !$0.isInformation }
        guard !lines.isEmpty, let stated = document.totalNet, let statedTax = document.totalTax else { return nil }
        guard let groups = LineSums.groups(document, lines) else {
            (net, outcome) = (.zero, .notComparable)
            return
        }
        let sums = groups.map { LineSums.taxed($0.value, rate: $0.key, document.priceMode) }
        let full = sums.map(\.net).sum()
        let tax = sums.map(\.tax).sum() - document.deductions.map(\.tax).sum()
        let rest = full - document.deductions.map(\.net).sum()
        net = full
        let (off, taxOff) = (rest - stated, tax - statedTax)
        if off == .zero && taxOff == .zero {
            outcome = .meets
        } else if off.magnitude.amount <= Self.centsOff {
            outcome = taxOff.magnitude.amount <= Self.centsOff ? .centOff : .taxDiffers
        } else {
            outcome = rest.magnitude < stated.magnitude ? .lower : .higher
        }
    }

    /// Sums per whole rate in the document's price mode; nil for what cannot be summed up here.
    private static func groups(_ document: Document, _ lines: [DocumentLine]) -> [Int: Cents]? {
        var groups: [Int: Cents] = [:]
        for line in lines {
            guard let rate = wholeRate(line.rate), let kept = kept(line.discountPercent),
                let amount = Cents(product: line.quantity, line.unitPrice, kept)
            else { return nil }
            groups[rate, default: .zero] += amount
        }
        switch document.discount {
        case nil: return groups
        case .percent(let percent)?:
            guard let kept = kept(percent) else { return nil }
            for (rate, amount) in groups {
                guard amount.isWithinLimit, let rest = Cents(product: amount.decimal, kept) else { return nil }
                groups[rate] = rest
            }
            return groups
        case .amount(let amount)?:
            guard groups.count == 1, let rate = groups.keys.first, amount.isWithinLimit else { return nil }
            groups[rate, default: .zero] += document.kind.isReversal ? amount : -amount
            return groups
        }
    }

    private static func taxed(_ amount: Cents, rate: Int, _ mode: PriceMode) -> (net: Cents, tax: Cents) {
        switch mode {
        case .net: return (amount, ColumnTax.onTop(of: amount, rate: rate))
        case .gross:
            let tax = ColumnTax.within(gross: amount, rate: rate)
            return (amount - tax, tax)
        }
    }

    private static func wholeRate(_ rate: ExactDecimal) -> Int? {
        let whole = rate.rounded(toScale: 0)
        guard whole == rate, let number = Int(exactly: whole.coefficient), (0...100).contains(number) else { return nil }
        return number
    }

    private static func kept(_ percent: ExactDecimal?) -> ExactDecimal? {
        guard let percent else { return ExactDecimal(1) }
        guard !percent.isNegative, percent <= ExactDecimal(100) else { return nil }
        return ExactDecimal(1) - ExactDecimal(coefficient: percent.coefficient, scale: percent.scale + 2)
    }
}
