/// Which posting category a tax group of the XML stands for (einvoice.md §5, rule 5). Nothing falls back to a default.
struct EInvoiceTaxChoice {
    private let document: Document
    private let facts: EInvoiceFacts
    private let rules: MappingRules
    private let choice: CategoryChoice

    init(document: Document, facts: EInvoiceFacts, rules: MappingRules, original: Voucher?) {
        var dated = document
        // The service day of the XML governs the rates of 2020 and of photovoltaics.
        dated.serviceDate = facts.shippingDate ?? document.serviceDate
        self.document = document
        self.facts = facts
        self.rules = rules
        choice = CategoryChoice(document: dated, rules: rules, original: original)
    }

    func key(of group: EInvoiceTaxGroup) throws(MappingBlock) -> GroupKey {
        let rate = try choice.rate(group.rate)
        if rules.isSmallBusiness, rate != 0 || group.tax != .zero {
            throw MappingBlock(.smallBusinessMismatch, "profile=small_business einvoice=taxed")
        }
        guard group.category != "S" else {
            guard rate != 0 else { throw MappingBlock(.zeroRateWithoutReason, "rate=0 category=S") }
            return try choice.key(rate: rate, taxCase: nil)
        }
        guard rate == 0 else { throw mismatch(group, "rate=\(rate)") }
        return try choice.key(rate: 0, taxCase: try taxCase(of: group))
    }

    /// A document that names a case of its own has a group of that case.
    func checkDocumentCase(isMetBy groups: [EInvoiceBookedGroup]) throws(MappingBlock) {
        guard !Self.unsaid.contains(document.taxCase), !groups.isEmpty, groups.allSatisfy({ $0.rate != 0 }) else { return }
        throw MappingBlock(.eInvoiceMismatch, "field=tax_case einvoice=taxed hero=\(document.taxCase.rawValue)")
    }

    /// What leaves it to the e-invoice to say why there is no tax.
    private static let unsaid: Set<TaxCase> = [.standard, .recipientElsewhere]

    private func taxCase(of group: EInvoiceTaxGroup) throws(MappingBlock) -> TaxCase {
        let (allowed, silent) = try meanings(of: group)
        let named = Set([document.taxCase] + document.lines.filter { !$0.isInformation }.compactMap(\.taxCase)).subtracting(Self.unsaid)
        let fitting = named.intersection(allowed)
        if fitting.count == 1, let taxCase = fitting.first { return taxCase }
        guard named.isEmpty else { throw mismatch(group, "tax_case=\(named.map(\.rawValue).sorted().joined(separator: ","))") }
        guard let silent else {
            if document.taxCase == .recipientElsewhere { return .recipientElsewhere }
            throw MappingBlock(.zeroRateWithoutReason, "rate=0 category=\(Self.shown(group.category))")
        }
        return silent
    }

    /// What a category may mean, and what it means where the document says nothing.
    private func meanings(of group: EInvoiceTaxGroup) throws(MappingBlock) -> (Set<TaxCase>, silent: TaxCase?) {
        switch group.category {
        case "AE":
            guard let country = facts.buyerCountry ?? document.customer?.address?.countryCode else {
                throw mismatch(group, "buyer_country=none")
            }
            guard country.uppercased() == "DE" else { return ([.euService13b], nil) }
            return ([.construction13b], .construction13b)
        case "Z": return ([.photovoltaic0], nil)
        case "E":
            guard rules.isSmallBusiness else { throw mismatch(group, "profile=regular") }
            return ([.smallBusiness], .smallBusiness)
        case "K": return ([.intraEUGoods], .intraEUGoods)
        case "G": return ([.exportGoods, .exportService], nil)
        case "O": return ([.nonTaxable, .exportService], nil)
        default: throw mismatch(group, "category=unknown")
        }
    }

    private func mismatch(_ group: EInvoiceTaxGroup, _ hero: String) -> MappingBlock {
        MappingBlock(.eInvoiceMismatch, "field=tax_category einvoice=\(Self.shown(group.category)) hero \(hero)")
    }

    /// A category is two letters; anything else is named as such and not repeated.
    private static func shown(_ category: String) -> String {
        (1...2).contains(category.utf8.count) && category.utf8.allSatisfy { (65...90).contains($0) } ? category : "unreadable"
    }
}
