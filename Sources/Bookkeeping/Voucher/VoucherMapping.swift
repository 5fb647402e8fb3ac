/// Turns a HERO document into the voucher lexoffice books, or says why not (domain.md §2). Pure: the same document, original
/// and rules always give the same outcome, and no input traps.
package struct VoucherMapping: Sendable {
    let rules: MappingRules

    package init(rules: MappingRules) { self.rules = rules }

    /// - Parameter original: the voucher we booked for the document this one reverses; nil when unknown or not a reversal.
    ///   The caller adds ``Flag/cancellationWithoutOriginal`` and ``Flag/backdated``; they need more than the document.
    package func voucher(for document: Document, original: Voucher?, evidence: MappingEvidence = MappingEvidence()) -> MappingOutcome {
        do {
            return try map(document, original: document.kind.isReversal ? original : nil, evidence)
        } catch {
            return .blocked(error.reason, detail: error.detail)
        }
    }

    private func map(_ document: Document, original: Voucher?, _ evidence: MappingEvidence) throws(MappingBlock) -> MappingOutcome {
        let (number, date) = try header(of: document)
        try DocumentBounds.check(document)
        let cancelled = document.kind == .cancellation ? original : nil
        try checkSmallBusiness(document)
        try checkDirection(document, cancelled)
        let resolved = try resolved(document, cancelled, evidence)
        var booking = try Booking(groups: resolved.groups)
        var type = booking.type
        if let cancelled {
            booking = try booking.cancelling(cancelled)
            type = cancelled.type.reversed
        } else if let original, type == original.type.reversed {
            booking = booking.reversing(original) ?? booking
        }
        if booking.items.isEmpty { return .skipped(.zeroTotal) }
        try checkCategories(of: booking.items)
        let flags = booking.flags + (resolved.wasPositive && type == .salesCreditNote ? [.signNormalised] : [])
        let voucher = Voucher(
            type: type, number: number, voucherDate: date, shippingDate: resolved.shippingDate, dueDate: resolved.dueDate,
            remark: Remark.text(for: document), items: booking.items)
        return .voucher(voucher, flags: flags)
    }

    /// What is booked, when it was delivered and is due.
    private struct Resolved {
        var groups: [BookedGroup]
        var shippingDate: BusinessDay?
        var dueDate: BusinessDay?
        /// A reversal arrived with positive amounts.
        var wasPositive = false
    }

    /// An e-invoice goes before HERO's figures (einvoice.md §5, rule 1).
    private func resolved(_ document: Document, _ cancelled: Voucher?, _ evidence: MappingEvidence) throws(MappingBlock) -> Resolved {
        if let stated = try eInvoiceFigures(document, cancelled, evidence) { return stated }
        return try heroFigures(document, cancelled, evidence)
    }

    /// Nil where there is no e-invoice in the sense of the law.
    private func eInvoiceFigures(
        _ document: Document, _ cancelled: Voucher?, _ evidence: MappingEvidence
    ) throws(MappingBlock) -> Resolved? {
        guard let facts = evidence.eInvoice else { return nil }
        let booking = EInvoiceBooking(
            document: document, facts: facts, earlier: evidence.referenced, rules: rules, original: cancelled)
        switch booking.outcome() {
        case .noEInvoice: return nil
        case .blocked(let reason, let detail): throw MappingBlock(reason, detail)
        case .figures(let figures):
            return Resolved(
                groups: figures.groups.map(\.booked), shippingDate: figures.shippingDate ?? document.serviceDate,
                dueDate: figures.dueDate ?? document.dueDate)
        }
    }

    private func heroFigures(
        _ document: Document, _ cancelled: Voucher?, _ evidence: MappingEvidence
    ) throws(MappingBlock) -> Resolved {
        var document = document
        document.deductions = try deductions(of: document, evidence)
        let choice = CategoryChoice(document: document, rules: rules, original: cancelled)
        var stated = try StatedFigures(document: document, choice: choice)
        var sources = FigureSources(document: document, stated: stated, choice: choice, cancelled: cancelled)
        let wasPositive = document.kind.isReversal && Self.makeNegative(&sources, &stated)
        let groups = try FigureResolution(sources: sources, stated: stated, choice: choice).booked()
        return Resolved(
            groups: groups, shippingDate: document.serviceDate, dueDate: document.dueDate, wasPositive: wasPositive)
    }

    /// What HERO itself subtracts, or leaves to be subtracted (V18).
    private func deductions(of document: Document, _ evidence: MappingEvidence) throws(MappingBlock) -> [Deduction] {
        let earlier = evidence.earlier
        let invoices = EarlierInvoices(earlier.vouchers, rules: rules)
        if document.kind == .cumulativeInvoice, !earlier.isEmpty, mayTotalTheWhole(document) {
            switch evidence.cumulative {
            case .rest: break
            case nil:
                throw MappingBlock(.cumulativeUnclear, "earlier=\(earlier.vouchers.count + earlier.unbooked) unbooked=\(earlier.unbooked)")
            case .whole:
                guard earlier.unbooked == 0 else { throw MappingBlock(.deductionUnclear, "earlier_unbooked=\(earlier.unbooked)") }
                return invoices.deductions
            }
        }
        return invoices.deductions(for: document) ?? document.deductions
    }

    private func header(of document: Document) throws(MappingBlock) -> (String, BusinessDay) {
        guard let number = document.number, !number.allSatisfy(\.isWhitespace) else { throw MappingBlock(.missingNumber, "number=none") }
        guard let date = document.documentDate else { throw MappingBlock(.missingDate, "document_date=none") }
        guard document.currency == "EUR" else { throw MappingBlock(.currencyNotEUR, "currency=\(Self.code(document.currency))") }
        return (number, date)
    }

    /// A small business shows no tax at all (domain.md V6).
    private func checkSmallBusiness(_ document: Document) throws(MappingBlock) {
        let lines = document.lines.filter { !$0.isInformation }
        let claims = document.taxCase == .smallBusiness || lines.contains { $0.taxCase == .smallBusiness }
        if claims, !rules.isSmallBusiness { throw MappingBlock(.smallBusinessMismatch, "document=small_business profile=regular") }
        guard rules.isSmallBusiness else { return }
        let taxed =
            lines.contains { !$0.rate.isZero && !$0.quantity.isZero && !$0.unitPrice.isZero }
            || document.printed.contains { $0.tax != .zero } || document.deductions.contains { $0.tax != .zero }
            || (document.totalTax ?? .zero) != .zero
        if taxed { throw MappingBlock(.smallBusinessMismatch, "profile=small_business document=taxed") }
    }

    /// Without the voucher a credit was booked as, its cancellation could only be booked with the wrong sign (hero-2026.md §8).
    private func checkDirection(_ document: Document, _ cancelled: Voucher?) throws(MappingBlock) {
        guard document.kind == .cancellation, document.reversesCredit == true, cancelled == nil else { return }
        throw MappingBlock(.originalMissing, "reverses=credit original_voucher=none")
    }

    /// HERO's sign of reversals is not reliable (C10): whatever arrives positive is turned, so that all figures compare.
    private static func makeNegative(_ sources: inout FigureSources, _ stated: inout StatedFigures) -> Bool {
        let turnsSources = sources.makeNegative()
        return stated.makeNegative() || turnsSources
    }

    private func checkCategories(of items: [VoucherItem]) throws(MappingBlock) {
        for item in items {
            guard let rule = rules.categories[item.category] else {
                throw MappingBlock(.unmappedCategory, "key=\(item.category.rawValue) rate=\(item.rate)")
            }
            if items.count > 1, !rule.splitAllowed {
                throw MappingBlock(.splitNotAllowed, "key=\(item.category.rawValue) items=\(items.count)")
            }
        }
    }

    /// A currency is three letters; anything else is named as such and not repeated.
    private static func code(_ currency: String) -> String {
        currency.utf8.count == 3 && currency.utf8.allSatisfy { (65...90).contains($0) } ? currency : "unreadable"
    }
}
