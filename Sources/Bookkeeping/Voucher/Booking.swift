/// The items, type and flags a set of final figures comes to (domain.md C8-C12).
struct Booking {
    /// Positive items in voucher order; empty when nothing is left to book.
    let items: [VoucherItem]
    let type: VoucherType
    let flags: [Flag]
    /// What the items were made of, one for one, without a sign.
    private let groups: [BookedGroup]

    init(groups: [BookedGroup]) throws(MappingBlock) {
        let groups = groups.filter { !$0.figures.isZero }.sorted { $0.key < $1.key }
        let signs = Set(groups.map(\.figures.gross.signum).filter { $0 != 0 })
        guard signs.count < 2 else {
            throw MappingBlock(.mixedSign, groups.map { "\($0.key) \($0.figures)" }.joined(separator: "; "))
        }
        let isCredit = signs.contains(-1)
        var items: [VoucherItem] = []
        var flags: [Flag] = []
        var booked: [BookedGroup] = []
        for group in groups {
            guard group.figures.isWithinLimit else { throw MappingBlock(.totalMismatch, "group=\(group.key) out_of_range") }
            let printed = isCredit ? group.negated : group
            let tax = ColumnTax.within(gross: printed.figures.gross, rate: group.key.rate)
            let difference = (tax - printed.figures.tax).amount
            let tolerance = ColumnTax.tolerance(rate: group.key.rate, entries: group.entries)
            guard difference.magnitude <= UInt64(tolerance) else {
                throw MappingBlock(.taxRoundingDiff, "rate=\(group.key.rate) diff=\(difference) tolerance=\(tolerance)")
            }
            flags += Booking.flags(tax, printed)
            guard printed.figures.gross != .zero else { continue }
            items.append(
                VoucherItem(rate: group.key.rate, category: group.key.category, amount: printed.figures.gross, taxAmount: tax))
            booked.append(printed)
        }
        self.init(items: items, type: isCredit ? .salesCreditNote : .salesInvoice, flags: flags, groups: booked)
    }

    private init(items: [VoucherItem], type: VoucherType, flags: [Flag], groups: [BookedGroup]) {
        (self.items, self.type, self.flags, self.groups) = (items, type, flags, groups)
    }

    /// Our tax minus the printed one (C9).
    private static func flags(_ tax: Cents, _ printed: BookedGroup) -> [Flag] {
        let difference = (tax - printed.figures.tax).amount
        return difference == 0 ? [] : [.taxRoundingDiff(rate: printed.key.rate, cents: Int(difference))]
    }

    /// A cancellation copies the amounts of its original (C11); what we computed afresh must be the same, item by item.
    func cancelling(_ original: Voucher) throws(MappingBlock) -> Booking {
        if let same = reversing(original) { return same }
        let gross = items.map(\.amount).sum(), tax = items.map(\.taxAmount).sum()
        throw MappingBlock(
            .cancellationMismatch,
            "gross=\(gross.amount) tax=\(tax.amount) original_gross=\(original.gross.amount) original_tax=\(original.tax.amount)")
    }

    /// The items of the original where these are the same figures; nil where they are not. Half a cent of tax goes either way, and
    /// HERO rounds that of a reversal by its sign: then both would be right, and the original's leave nothing over.
    func reversing(_ original: Voucher) -> Booking? {
        let order: (VoucherItem, VoucherItem) -> Bool = {
            GroupKey(rate: $0.rate, category: $0.category) < GroupKey(rate: $1.rate, category: $1.category)
        }
        let originals = original.items.sorted(by: order)
        if items == originals { return self }
        guard items.count == originals.count else { return nil }
        var flags: [Flag] = []
        for (own, (first, group)) in zip(items, zip(originals, groups)) {
            guard own.rate == first.rate, own.category == first.category else { return nil }
            let distance = (own.amount - first.amount).magnitude.amount
            guard own == first || group.isHalf && distance == 1 else { return nil }
            flags += Booking.flags(first.taxAmount, group)
        }
        return Booking(items: originals, type: type, flags: flags, groups: groups)
    }
}

extension BookedGroup {
    fileprivate var negated: BookedGroup { BookedGroup(key: key, figures: -figures, entries: entries, isHalf: isHalf) }
}
