/// Holds an e-invoice against the HERO document that carries it, and says what is to be booked (einvoice.md §5). Pure.
package struct EInvoiceBooking: Sendable {
    private let document: Document
    private let facts: EInvoiceFacts
    private let earlier: [EarlierVoucher]
    private let rules: MappingRules
    private let original: Voucher?

    /// - Parameters:
    ///   - earlier: our vouchers of the numbers in `facts.preceding` and `facts.advances`, as far as we booked them.
    ///   - original: the voucher we booked for the document this one cancels; nil when unknown or not a cancellation.
    package init(document: Document, facts: EInvoiceFacts, earlier: [EarlierVoucher], rules: MappingRules, original: Voucher?) {
        self.document = document
        self.facts = facts
        self.earlier = earlier
        self.rules = rules
        self.original = original
    }

    package func outcome() -> EInvoiceOutcome {
        let profile = EInvoiceProfile(facts)
        guard profile.isEInvoice else { return .noEInvoice(profile) }
        do throws(MappingBlock) {
            return .figures(try figures())
        } catch {
            return .blocked(error.reason, detail: error.detail)
        }
    }

    private func figures() throws(MappingBlock) -> EInvoiceFiguresToBook {
        try DocumentBounds.check(document)
        try EInvoiceIdentity(document: document, facts: facts, original: original).check()
        try checkConsistency()
        let (groups, isRemainder) = try remainder()
        let choice = EInvoiceTaxChoice(document: document, facts: facts, rules: rules, original: original)
        var booked: [EInvoiceBookedGroup] = []
        for group in groups {
            let key = try choice.key(of: group)
            booked.append(
                EInvoiceBookedGroup(rate: key.rate, category: key.category, net: group.net, tax: group.tax, entries: group.entries))
        }
        try choice.checkDocumentCase(isMetBy: booked)
        return EInvoiceFiguresToBook(
            groups: booked, shippingDate: facts.shippingDate, dueDate: facts.dueDate, isRemainder: isRemainder)
    }

    private func checkConsistency() throws(MappingBlock) {
        let findings = EInvoiceChecks.findings(in: facts).filter { !$0.isTolerated }
        guard findings.isEmpty else {
            let told = findings.prefix(3).map { "\($0.rule.rawValue) \($0.detail)" }.joined(separator: "; ")
            throw MappingBlock(.eInvoiceInconsistent, told)
        }
    }

    // MARK: Rules 4, 6 and 7

    private func remainder() throws(MappingBlock) -> (groups: [EInvoiceTaxGroup], isRemainder: Bool) {
        let whole = facts.groups.map { $0.signed(facts.sign) }
        switch EInvoiceRemainder(of: facts, deducting: earlier) {
        case .whole:
            guard printed.agrees(with: Self.sum(whole)) else { throw mismatch(whole, rest: nil) }
            return (whole, false)
        case .rest(let rest):
            guard printed.agrees(with: Self.sum(whole)) || printed.agrees(with: Self.sum(rest)) else { throw mismatch(whole, rest: rest) }
            return (rest, true)
        case .unclear(let detail):
            guard let rest = printedRest(of: whole) else { throw MappingBlock(.deductionUnclear, detail) }
            return ([rest], true)
        }
    }

    /// HERO's own sums are the rest (hero-2026.md): with one group nothing has to be split, and they must meet what is left to pay.
    private func printedRest(of whole: [EInvoiceTaxGroup]) -> EInvoiceTaxGroup? {
        let groups = whole.filter { $0.gross != .zero }
        guard groups.count == 1, var rest = groups.first, let net = printed.net, let tax = printed.tax else { return nil }
        let left = facts.meantGross - Cents(facts.sign * (facts.totals.prepaid ?? .zero).amount)
        guard net + tax == left, let computed = rest.rate.tax(within: left) else { return nil }
        guard (computed - tax).magnitude.amount <= ColumnTax.roundingTolerance(entries: rest.entries) else { return nil }
        (rest.net, rest.tax) = (net, tax)
        return rest
    }

    /// What HERO shows for the whole document. Its sign of reversals is not reliable (C10).
    private var printed: PrintedSums {
        let sums = PrintedSums(net: document.totalNet, tax: document.totalTax)
        return document.kind.isReversal && sums.signum * facts.meantGross.signum < 0 ? sums.negated : sums
    }

    private func mismatch(_ whole: [EInvoiceTaxGroup], rest: [EInvoiceTaxGroup]?) -> MappingBlock {
        let full = Self.sum(whole)
        let left = rest.map { " rest_net=\(Self.sum($0).net.amount) rest_tax=\(Self.sum($0).tax.amount)" } ?? ""
        let hero = "hero_net=\(PrintedSums.text(document.totalNet)) hero_tax=\(PrintedSums.text(document.totalTax))"
        return MappingBlock(
            .eInvoiceMismatch, "field=totals einvoice_net=\(full.net.amount) einvoice_tax=\(full.tax.amount)\(left) \(hero)")
    }

    private static func sum(_ groups: [EInvoiceTaxGroup]) -> Figures {
        Figures(net: groups.map(\.net).sum(), tax: groups.map(\.tax).sum())
    }
}

/// Net and tax as HERO prints them; what it does not print contradicts nothing.
private struct PrintedSums {
    let net: Cents?
    let tax: Cents?

    var signum: Int { ((net ?? .zero) + (tax ?? .zero)).signum }
    var negated: PrintedSums { PrintedSums(net: net.map { -$0 }, tax: tax.map { -$0 }) }

    func agrees(with figures: Figures) -> Bool { (net ?? figures.net) == figures.net && (tax ?? figures.tax) == figures.tax }

    static func text(_ amount: Cents?) -> String { amount.map { "\($0.amount)" } ?? "none" }
}
