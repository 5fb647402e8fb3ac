internal import Bookkeeping

/// Counts for every tax group what it is made of: the tolerance of C9 follows from it.
struct EInvoiceEntries {
    private(set) var groups: [EInvoiceTaxGroup]

    /// Every line looks for its group.
    private static let groupLimit = 100

    /// - Parameter facts: with their allowances, charges and advances.
    init(_ groups: [EInvoiceTaxGroup], _ facts: EInvoiceFacts) throws(EInvoiceFault) {
        guard groups.count <= Self.groupLimit else { throw EInvoiceFault("more than \(Self.groupLimit) tax groups") }
        self.groups = groups
        for allowance in facts.allowances { count(category: allowance.category, rate: allowance.rate) }
        for tax in facts.advances.flatMap(\.taxes) { count(category: tax.category, rate: tax.rate) }
    }

    /// A rate that is not named is 0.
    mutating func count(category: String?, rate: ExactDecimal?) {
        guard let category, let index = groups.firstIndex(where: { $0.category == category && $0.rate == rate ?? ExactDecimal(0) }) else {
            return
        }
        groups[index].entries += 1
    }
}
