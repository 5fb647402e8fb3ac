/// What a project was invoiced before the document at hand (domain.md V17, V18).
package struct EarlierInvoices: Sendable {
    /// Booked, not cancelled, oldest first.
    private let vouchers: [Voucher]
    private let rules: MappingRules

    package init(_ vouchers: [Voucher], rules: MappingRules) {
        self.vouchers = vouchers
        self.rules = rules
    }

    /// All of them, per rate.
    package var deductions: [Deduction] {
        vouchers.flatMap { voucher in
            voucher.items.map { item in
                let sign: Int64 = voucher.type == .salesInvoice ? 1 : -1
                return Deduction(
                    number: voucher.number, rate: ExactDecimal(item.rate), net: Cents(sign * item.net.amount),
                    tax: Cents(sign * item.taxAmount.amount))
            }
        }
    }

    /// The same, if HERO names none and subtracts exactly these: the lines less the vouchers are its own
    /// totals to the cent. Nil where they are not, and where the lines meet the totals without them, as those of a rest do.
    package func deductions(for document: Document) -> [Deduction]? {
        guard document.deductions.isEmpty, document.printed.isEmpty, !document.kind.isReversal, !vouchers.isEmpty else { return nil }
        let earlier = deductions
        var reduced = document
        reduced.deductions = earlier
        return DocumentReading(document, rules).isRest == false && DocumentReading(reduced, rules).isRest == true ? earlier : nil
    }
}

extension VoucherMapping {
    /// Whether HERO's total of a cumulative invoice may be all the work so far, earlier invoices included. False only where the
    /// document itself shows that they are subtracted: its lines come to more than its total, or its deductions lead to it.
    package func mayTotalTheWhole(_ document: Document) -> Bool {
        let reading = DocumentReading(document, rules)
        let subtracts = !document.deductions.isEmpty && reading.isRest == true
        return !reading.linesExceedTotal && !subtracts
    }
}

/// How the lines of a document stand to its own totals.
private struct DocumentReading {
    private var computed: [ComputedFigures] = []
    private var stated: StatedFigures?

    /// What cannot be computed shows nothing here; mapping says what is wrong with it.
    init(_ document: Document, _ rules: MappingRules) {
        let choice = CategoryChoice(document: document, rules: rules, original: nil)
        do throws(MappingBlock) {
            try DocumentBounds.check(document)
            stated = try StatedFigures(document: document, choice: choice)
            for told in FigureSources.told(by: document) where told.lines.contains(where: { !$0.isInformation }) {
                computed.append(try ComputedFigures(told, of: document, choice: choice))
            }
        } catch {
            computed = []
        }
    }

    /// The totals are the lines less the deductions; nil where there is nothing to compare.
    var isRest: Bool? {
        guard let stated, stated.total != nil, !computed.isEmpty else { return nil }
        return computed.contains { stated.totalAgrees(with: $0.remainder) }
    }

    /// By more than a cent for each line.
    var linesExceedTotal: Bool {
        guard let best = computed.first, let net = stated?.net else { return false }
        let surplus = best.full.net.magnitude - net.magnitude
        return surplus.amount > Int64(best.groups.reduce(0) { $0 + $1.entries })
    }
}
