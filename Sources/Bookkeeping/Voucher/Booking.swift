/// The items, type and flags a set of final figures comes to (domain.md C8-C12).
struct Booking {
    /// Positive items in voucher order; empty when nothing is left to book.
    let items: [VoucherItem]
    let type: VoucherType
    let flags: [Flag]

    init(groups: [BookedGroup]) throws(MappingBlock) {
        let groups = groups.filter { !$0.figures.isZero }.sorted { $0.key < $1.key }
        let signs = Set(groups.map(\.figures.gross.signum).filter { $0 != 0 })
        guard signs.count < 2 else {
            throw MappingBlock(.mixedSign, groups.map { "\($0.key) \($0.figures)" }.joined(separator: "; "))
        }
        let isCredit = signs.contains(-1)
        var items: [VoucherItem] = []
        var flags: [Flag] = []
        for group in groups {
            guard group.figures.isWithinLimit else { throw MappingBlock(.totalMismatch, "group=\(group.key) out_of_range") }
            let printed = isCredit ? -group.figures : group.figures
            let tax = ColumnTax.within(gross: printed.gross, rate: group.key.rate)
            let difference = (tax - printed.tax).amount
            let tolerance = ColumnTax.tolerance(rate: group.key.rate, entries: group.entries)
            guard difference.magnitude <= UInt64(tolerance) else {
                throw MappingBlock(.taxRoundingDiff, "rate=\(group.key.rate) diff=\(difference) tolerance=\(tolerance)")
            }
            if difference != 0 { flags.append(.taxRoundingDiff(rate: group.key.rate, cents: Int(difference))) }
            if printed.gross != .zero {
                items.append(VoucherItem(rate: group.key.rate, category: group.key.category, amount: printed.gross, taxAmount: tax))
            }
        }
        self.items = items
        self.flags = flags
        type = isCredit ? .salesCreditNote : .salesInvoice
    }

    /// A cancellation copies the amounts of its original (C11); what we computed afresh must be the same, item by item.
    func checkReverses(_ original: Voucher) throws(MappingBlock) {
        let order: (VoucherItem, VoucherItem) -> Bool = {
            GroupKey(rate: $0.rate, category: $0.category) < GroupKey(rate: $1.rate, category: $1.category)
        }
        guard items == original.items.sorted(by: order) else {
            let gross = items.map(\.amount).sum(), tax = items.map(\.taxAmount).sum()
            throw MappingBlock(
                .cancellationMismatch,
                "gross=\(gross.amount) tax=\(tax.amount) original_gross=\(original.gross.amount) original_tax=\(original.tax.amount)")
        }
    }
}
