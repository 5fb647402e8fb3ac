/// A rule the figures of an e-invoice break. `detail` has both sides in cents and no personal data.
package struct EInvoiceFinding: Sendable, Hashable, Codable {
    package var rule: EInvoiceRule
    package var detail: String
    /// Within the rounding that C9 allows: told, and booked all the same.
    package var isTolerated: Bool

    package init(_ rule: EInvoiceRule, _ detail: String, isTolerated: Bool = false) {
        self.rule = rule
        self.detail = detail
        self.isTolerated = isTolerated
    }
}

/// The business rules of EN 16931 about sums, and those of our own that it does not have (einvoice.md §2 and §5, rule 3).
package enum EInvoiceRule: String, Sendable, Codable, CaseIterable {
    /// No BG-23 at all.
    case noBreakdown = "NO_VAT_BREAKDOWN"
    /// BT-109, BT-110, BT-112 or BT-115 is not stated, so nothing can be checked against it.
    case missingTotal = "MISSING_TOTAL"
    /// Σ BT-131 = BT-106
    case lines = "BR-CO-10"
    /// Σ BT-92 = BT-107
    case allowances = "BR-CO-11"
    /// Σ BT-99 = BT-108
    case charges = "BR-CO-12"
    /// BT-106 − BT-107 + BT-108 = BT-109
    case net = "BR-CO-13"
    /// Σ BT-117 = BT-110
    case tax = "BR-CO-14"
    /// BT-109 + BT-110 = BT-112
    case gross = "BR-CO-15"
    /// BT-112 − BT-113 + BT-114 = BT-115
    case payable = "BR-CO-16"
    /// BT-116 × BT-119 = BT-117
    case groupTax = "BR-CO-17"
    /// Σ BT-116 = BT-109
    case groupNet = "SUM_OF_NETS"
    /// Only what is taxed has tax.
    case taxOutsideStandard = "TAX_OUTSIDE_S"
    /// The tax in an advance follows from what was paid and its rate.
    case advanceTax = "ADVANCE_TAX"
    /// The advances come to BT-113.
    case advanceSum = "ADVANCE_SUM"
}

/// Whether an e-invoice agrees with itself. Valid is not consistent: the format's own rules let tax differ by a euro.
package enum EInvoiceChecks {
    /// Every rule that fails, in the order of the rules; empty for an invoice that agrees with itself.
    package static func findings(in facts: EInvoiceFacts) -> [EInvoiceFinding] {
        breakdown(facts) + sums(facts) + totals(facts) + groups(facts) + advances(facts)
    }

    // MARK: The document

    private static func breakdown(_ facts: EInvoiceFacts) -> [EInvoiceFinding] {
        guard facts.groups.isEmpty else { return [] }
        return [EInvoiceFinding(.noBreakdown, "BG-23 is missing (MINIMUM, BASIC-WL have none or only sums)")]
    }

    private static func sums(_ facts: EInvoiceFacts) -> [EInvoiceFinding] {
        let totals = facts.totals
        var result: [EInvoiceFinding] = []
        if facts.lines.count > 0 {
            compare(.lines, "lines \(facts.lines.net.amount)", facts.lines.net, "BT-106", totals.lineTotal ?? .zero, &result)
        }
        let allowances = facts.allowances.filter { !$0.isCharge }.map(\.amount).sum()
        let charges = facts.allowances.filter(\.isCharge).map(\.amount).sum()
        // Profiles without lines state the sums alone.
        if !facts.allowances.isEmpty || facts.lines.count > 0 {
            compare(.allowances, "allowances \(allowances.amount)", allowances, "BT-107", totals.allowanceTotal ?? .zero, &result)
            compare(.charges, "charges \(charges.amount)", charges, "BT-108", totals.chargeTotal ?? .zero, &result)
        }
        return result
    }

    private static func totals(_ facts: EInvoiceFacts) -> [EInvoiceFinding] {
        let totals = facts.totals
        var result: [EInvoiceFinding] = []
        guard let net = totals.taxBasis, let gross = totals.grandTotal, let payable = totals.payable else {
            let stated = [("BT-109", totals.taxBasis), ("BT-112", totals.grandTotal), ("BT-115", totals.payable)]
            return [EInvoiceFinding(.missingTotal, stated.filter { $0.1 == nil }.map(\.0).joined(separator: " "))]
        }
        // An invoice without tax may leave its sum out.
        let tax = totals.taxTotal ?? .zero
        if let lines = totals.lineTotal {
            let (less, more) = (totals.allowanceTotal ?? .zero, totals.chargeTotal ?? .zero)
            compare(.net, "\(lines.amount)-\(less.amount)+\(more.amount)", lines - less + more, "BT-109", net, &result)
        }
        if !facts.groups.isEmpty {
            let sum = facts.groups.map(\.tax).sum()
            compare(.tax, "groups \(sum.amount)", sum, "BT-110", tax, &result)
        }
        compare(.gross, "\(net.amount)+\(tax.amount)", net + tax, "BT-112", gross, &result)
        let prepaid = totals.prepaid ?? .zero
        let rounding = totals.rounding ?? .zero
        let others = facts.thirdPartyPayments.sum()
        let sum = "\(gross.amount)-\(prepaid.amount)+\(rounding.amount)" + (others == .zero ? "" : "+\(others.amount)")
        compare(.payable, sum, gross - prepaid + rounding + others, "BT-115", payable, &result)
        return result
    }

    // MARK: The groups

    private static func groups(_ facts: EInvoiceFacts) -> [EInvoiceFinding] {
        var result: [EInvoiceFinding] = []
        for group in facts.groups {
            let name = "\(group.category) \(group.rate)"
            let computed = group.rate.tax(onTop: group.net)
            if computed != group.tax {
                let difference = computed.map { ($0 - group.tax).magnitude.amount } ?? .max
                result.append(
                    EInvoiceFinding(
                        .groupTax, "\(name): BT-117 \(group.tax.amount) computed \(computed.map { "\($0.amount)" } ?? "none")",
                        isTolerated: !group.rate.isZero && difference <= ColumnTax.roundingTolerance(entries: group.entries)))
            }
            if group.category != "S", group.tax != .zero || !group.rate.isZero {
                result.append(EInvoiceFinding(.taxOutsideStandard, "\(name): BT-117 \(group.tax.amount)"))
            }
        }
        if !facts.groups.isEmpty, let net = facts.totals.taxBasis {
            let sum = facts.groups.map(\.net).sum()
            compare(.groupNet, "groups \(sum.amount)", sum, "BT-109", net, &result)
        }
        return result
    }

    // MARK: Advances

    private static func advances(_ facts: EInvoiceFacts) -> [EInvoiceFinding] {
        var result: [EInvoiceFinding] = []
        for (position, advance) in facts.advances.enumerated() where advance.taxes.count == 1 {
            let tax = advance.taxes[0]
            let computed = tax.rate.tax(within: advance.paid)
            let difference = computed.map { ($0 - tax.tax).magnitude.amount } ?? .max
            guard difference > 1 else { continue }
            let detail = "\(position + 1): paid \(advance.paid.amount) at \(tax.rate): tax \(tax.tax.amount)"
            result.append(EInvoiceFinding(.advanceTax, "\(detail) computed \(computed.map { "\($0.amount)" } ?? "none")"))
        }
        if !facts.advances.isEmpty {
            let paid = facts.advances.map(\.paid).sum()
            compare(.advanceSum, "advances \(paid.amount)", paid, "BT-113", facts.totals.prepaid ?? .zero, &result)
        }
        return result
    }

    private static func compare(
        _ rule: EInvoiceRule, _ ours: String, _ computed: Cents, _ term: String, _ stated: Cents, _ result: inout [EInvoiceFinding]
    ) {
        guard computed != stated else { return }
        result.append(EInvoiceFinding(rule, "\(ours) \(term) \(stated.amount)"))
    }
}

extension ExactDecimal {
    /// round(net × rate), rate in percent (C5). Nil beyond the range of ``Cents``.
    package func tax(onTop net: Cents) -> Cents? { Cents(product: net.decimal, self, ExactDecimal(coefficient: 1, scale: 2)) }

    /// round(gross × rate / (100 + rate)). Nil beyond that range, and for a rate that is none.
    package func tax(within gross: Cents) -> Cents? {
        guard !isNegative, scale <= 4, self <= ExactDecimal(100) else { return nil }
        let rate = rounded(toScale: 4).coefficient
        let tax = ExactDecimal.divideRounding(Int128(gross.amount) * rate, by: rate + 1_000_000)
        return Int64(exactly: tax).map { Cents($0) }
    }
}
