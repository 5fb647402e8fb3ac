/// BT-106 to BT-115 as stated; nil where the invoice does not say.
package struct EInvoiceTotals: Sendable, Hashable, Codable {
    /// BT-106, sum of the lines.
    package var lineTotal: Cents?
    /// BT-107
    package var allowanceTotal: Cents?
    /// BT-108
    package var chargeTotal: Cents?
    /// BT-109, net.
    package var taxBasis: Cents?
    /// BT-110 in the currency of the invoice.
    package var taxTotal: Cents?
    /// BT-112, gross.
    package var grandTotal: Cents?
    /// BT-113
    package var prepaid: Cents?
    /// BT-114
    package var rounding: Cents?
    /// BT-115
    package var payable: Cents?

    package init(
        lineTotal: Cents? = nil, allowanceTotal: Cents? = nil, chargeTotal: Cents? = nil, taxBasis: Cents? = nil, taxTotal: Cents? = nil,
        grandTotal: Cents? = nil, prepaid: Cents? = nil, rounding: Cents? = nil, payable: Cents? = nil
    ) {
        self.lineTotal = lineTotal
        self.allowanceTotal = allowanceTotal
        self.chargeTotal = chargeTotal
        self.taxBasis = taxBasis
        self.taxTotal = taxTotal
        self.grandTotal = grandTotal
        self.prepaid = prepaid
        self.rounding = rounding
        self.payable = payable
    }
}

/// What is kept of the lines: how many, and what they come to. Lines that sum up others, or only inform, count in `count` alone.
package struct EInvoiceLines: Sendable, Hashable, Codable {
    package var count: Int
    package var negative: Int
    /// Σ BT-131
    package var net: Cents

    package init(count: Int = 0, negative: Int = 0, net: Cents = .zero) {
        self.count = count
        self.negative = negative
        self.net = net
    }
}

/// BG-23: what is taxed alike.
package struct EInvoiceTaxGroup: Sendable, Hashable, Codable {
    /// BT-118: S, Z, E, AE, K, G, O …
    package var category: String
    /// BT-119 in percent; 0 where the invoice names none.
    package var rate: ExactDecimal
    /// BT-116
    package var net: Cents
    /// BT-117
    package var tax: Cents
    /// BT-120
    package var reason: String?
    /// BT-121, a VATEX code.
    package var reasonCode: String?
    /// Lines, allowances, charges and advances of the group: what the tolerance of C9 counts.
    package var entries: Int

    package init(
        category: String, rate: ExactDecimal, net: Cents, tax: Cents, reason: String? = nil, reasonCode: String? = nil, entries: Int = 0
    ) {
        self.category = category
        self.rate = rate
        self.net = net
        self.tax = tax
        self.reason = reason
        self.reasonCode = reasonCode
        self.entries = entries
    }

    package var gross: Cents { net + tax }

    /// With the sign the document's class gives the amounts.
    package func signed(_ sign: Int64) -> EInvoiceTaxGroup {
        var result = self
        result.net = Cents(sign * net.amount)
        result.tax = Cents(sign * tax.amount)
        return result
    }

    package func isTaxedAs(_ other: EInvoiceTaxGroup) -> Bool { category == other.category && rate == other.rate }
}

/// BG-20 or BG-21 for the whole document. Its reason is free text and not kept here.
package struct EInvoiceAllowance: Sendable, Hashable, Codable {
    package var isCharge: Bool
    /// BT-92 or BT-99
    package var amount: Cents
    package var percent: ExactDecimal?
    package var category: String?
    package var rate: ExactDecimal?

    package init(isCharge: Bool, amount: Cents, percent: ExactDecimal? = nil, category: String? = nil, rate: ExactDecimal? = nil) {
        self.isCharge = isCharge
        self.amount = amount
        self.percent = percent
        self.category = category
        self.rate = rate
    }
}

/// BG-X-45: what was paid before, with the tax in it.
package struct EInvoiceAdvance: Sendable, Hashable, Codable {
    /// Gross.
    package var paid: Cents
    package var received: BusinessDay?
    /// The part invoice it was paid for.
    package var number: String?
    package var date: BusinessDay?
    package var taxes: [EInvoiceAdvanceTax]

    package init(
        paid: Cents, received: BusinessDay? = nil, number: String? = nil, date: BusinessDay? = nil, taxes: [EInvoiceAdvanceTax] = []
    ) {
        self.paid = paid
        self.received = received
        self.number = number
        self.date = date
        self.taxes = taxes
    }
}

package struct EInvoiceAdvanceTax: Sendable, Hashable, Codable {
    package var category: String
    package var rate: ExactDecimal
    package var tax: Cents

    package init(category: String, rate: ExactDecimal, tax: Cents) {
        self.category = category
        self.rate = rate
        self.tax = tax
    }
}

/// BG-3
package struct EInvoiceReference: Sendable, Hashable, Codable {
    package var number: String
    package var date: BusinessDay?
    package var typeCode: String?

    package init(number: String, date: BusinessDay? = nil, typeCode: String? = nil) {
        self.number = number
        self.date = date
        self.typeCode = typeCode
    }
}
