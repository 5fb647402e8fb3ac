/// A voucher we booked for an earlier part invoice, as far as a final invoice deducts it.
package struct EarlierVoucher: Sendable, Hashable {
    package var number: String
    /// Per rate, amounts above zero for an invoice and below for a credit note.
    package var parts: [EarlierPart]

    package init(number: String, parts: [EarlierPart]) {
        self.number = number
        self.parts = parts
    }

    package init(_ voucher: Voucher) {
        number = voucher.number
        let sign: Int64 = voucher.type == .salesInvoice ? 1 : -1
        parts = voucher.items.map {
            EarlierPart(rate: ExactDecimal($0.rate), gross: Cents(sign * $0.amount.amount), tax: Cents(sign * $0.taxAmount.amount))
        }
    }

    package var gross: Cents { parts.map(\.gross).sum() }
}

package struct EarlierPart: Sendable, Hashable {
    /// Percent.
    package var rate: ExactDecimal
    package var gross: Cents
    package var tax: Cents
}

/// What is left to book of an invoice after what was billed before (einvoice.md §5, rules 6 and 7).
package enum EInvoiceRemainder: Sendable, Hashable {
    /// Nothing is deducted; the figures are the stated ones. A *Restrechnung* is one of these.
    case whole
    /// Per group, by its meaning: below zero is money the customer gets. Groups that come to nothing are among them.
    case rest([EInvoiceTaxGroup])
    /// What was paid before cannot be split into rates and taxes. `detail` in cents, without personal data.
    case unclear(detail: String)

    /// - Parameter earlier: our vouchers of the numbers the invoice refers to; used where it does not say the tax of what was paid.
    package init(of facts: EInvoiceFacts, deducting earlier: [EarlierVoucher] = []) {
        let prepaid = facts.totals.prepaid ?? .zero
        guard prepaid != .zero || !facts.advances.isEmpty else {
            self = .whole
            return
        }
        do throws(Unclear) {
            let isStated = !facts.advances.isEmpty && facts.advances.allSatisfy { !$0.taxes.isEmpty }
            let parts = isStated ? try Self.stated(facts, prepaid, earlier) : try Self.booked(facts, prepaid, earlier)
            self = .rest(try Self.subtract(parts, from: facts))
        } catch {
            self = .unclear(detail: error.detail)
        }
    }

    private struct Unclear: Error { let detail: String }

    /// One share of what was paid before. The category is known only where the invoice names it.
    private struct Part {
        let category: String?
        let rate: ExactDecimal
        let gross: Cents
        let tax: Cents
    }

    // MARK: What was paid before

    private static func stated(_ facts: EInvoiceFacts, _ prepaid: Cents, _ earlier: [EarlierVoucher]) throws(Unclear) -> [Part] {
        let paid = facts.advances.map(\.paid).sum()
        guard paid == prepaid else { throw Unclear(detail: "advances=\(paid.amount) prepaid=\(prepaid.amount)") }
        var parts: [Part] = []
        for advance in facts.advances {
            if let booked = asBooked(advance, earlier) { parts += booked } else { parts += try shares(of: advance) }
        }
        return parts
    }

    /// The shares of several rates as we booked them, where our voucher has the advance's sum and, within a cent, its taxes: from taxes
    /// alone, rounded as they are, the shares cannot be told to the cent. The tax is the stated one.
    private static func asBooked(_ advance: EInvoiceAdvance, _ earlier: [EarlierVoucher]) -> [Part]? {
        let vouchers = earlier.filter { NumberSpelling.mayBeOne($0.number, advance.number ?? "") }
        guard advance.taxes.count > 1, vouchers.count == 1, let voucher = vouchers.first, voucher.gross == advance.paid else { return nil }
        var parts: [Part] = []
        for tax in advance.taxes {
            let fitting = voucher.parts.filter { $0.rate == tax.rate }
            guard fitting.count == 1, let part = fitting.first, (part.tax - tax.tax).magnitude.amount <= 1 else { return nil }
            parts.append(Part(category: tax.category, rate: tax.rate, gross: part.gross, tax: tax.tax))
        }
        return parts.count == voucher.parts.count ? parts : nil
    }

    private static func shares(of advance: EInvoiceAdvance) throws(Unclear) -> [Part] {
        if advance.taxes.count == 1, let tax = advance.taxes.first {
            guard let computed = tax.rate.tax(within: advance.paid), (computed - tax.tax).magnitude.amount <= 1 else {
                throw Unclear(detail: "advance=\(advance.paid.amount) rate=\(tax.rate) tax=\(tax.tax.amount)")
            }
            return [Part(category: tax.category, rate: tax.rate, gross: advance.paid, tax: tax.tax)]
        }
        // Which share of the money went to which rate follows from the taxes alone where every rate has one, and has to meet the sum.
        var parts: [Part] = []
        for tax in advance.taxes {
            guard let net = tax.rate.net(under: tax.tax) else { throw Unclear(detail: "advance=\(advance.paid.amount) rate=\(tax.rate)") }
            parts.append(Part(category: tax.category, rate: tax.rate, gross: net + tax.tax, tax: tax.tax))
        }
        let gross = parts.map(\.gross).sum()
        guard gross == advance.paid else { throw Unclear(detail: "advance=\(advance.paid.amount) by_its_taxes=\(gross.amount)") }
        return parts
    }

    private static func booked(_ facts: EInvoiceFacts, _ prepaid: Cents, _ earlier: [EarlierVoucher]) throws(Unclear) -> [Part] {
        let numbers = Set(facts.preceding.map(\.number) + facts.advances.compactMap(\.number))
        guard !numbers.isEmpty else { throw Unclear(detail: "prepaid=\(prepaid.amount) references=0") }
        let vouchers = numbers.sorted().map { number in earlier.filter { NumberSpelling.mayBeOne($0.number, number) } }
        guard vouchers.allSatisfy({ $0.count == 1 }) else {
            let found = vouchers.filter { $0.count == 1 }.count
            throw Unclear(detail: "prepaid=\(prepaid.amount) references=\(numbers.count) booked=\(found)")
        }
        let parts = vouchers.joined().flatMap(\.parts)
        let gross = parts.map(\.gross).sum()
        guard gross == prepaid else { throw Unclear(detail: "prepaid=\(prepaid.amount) booked=\(gross.amount)") }
        return parts.map { Part(category: nil, rate: $0.rate, gross: $0.gross, tax: $0.tax) }
    }

    // MARK: The rest

    private static func subtract(_ parts: [Part], from facts: EInvoiceFacts) throws(Unclear) -> [EInvoiceTaxGroup] {
        var groups = facts.groups
        for part in parts {
            let fitting = groups.indices.filter {
                groups[$0].rate == part.rate && (part.category == nil || groups[$0].category == part.category)
            }
            guard fitting.count == 1, let index = fitting.first else {
                throw Unclear(detail: "deducted_rate=\(part.rate) groups=\(fitting.count)")
            }
            groups[index].net = groups[index].net - (part.gross - part.tax)
            groups[index].tax = groups[index].tax - part.tax
        }
        return groups.map { $0.signed(facts.sign) }
    }
}

extension ExactDecimal {
    /// round(tax × 100 / rate). Nil at 0 %, and beyond the range of ``Cents``.
    fileprivate func net(under tax: Cents) -> Cents? {
        guard !isNegative, !isZero, scale <= 4, self <= ExactDecimal(100) else { return nil }
        let net = ExactDecimal.divideRounding(Int128(tax.amount) * 1_000_000, by: rounded(toScale: 4).coefficient)
        return Int64(exactly: net).map { Cents($0) }.flatMap { $0.isWithinLimit ? $0 : nil }
    }
}
