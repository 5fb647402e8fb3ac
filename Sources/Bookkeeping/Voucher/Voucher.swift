/// What we ask lexoffice to book: always gross amounts, always positive, one item per rate and category (S28, C8, C10).
package struct Voucher: Sendable, Hashable, Codable {
    package var type: VoucherType
    package var number: String
    package var voucherDate: BusinessDay
    package var shippingDate: BusinessDay?
    package var dueDate: BusinessDay?
    /// *Notiz* (S27), at most 2000 characters.
    package var remark: String
    package var items: [VoucherItem]

    package init(
        type: VoucherType, number: String, voucherDate: BusinessDay, shippingDate: BusinessDay? = nil, dueDate: BusinessDay? = nil,
        remark: String, items: [VoucherItem]
    ) {
        self.type = type
        self.number = number
        self.voucherDate = voucherDate
        self.shippingDate = shippingDate
        self.dueDate = dueDate
        self.remark = remark
        self.items = items
    }

    /// totalGrossAmount, exactly the sum of the items (C12).
    package var gross: Cents { items.map(\.amount).sum() }
    /// totalTaxAmount, exactly the sum of the items (C12).
    package var tax: Cents { items.map(\.taxAmount).sum() }
}

package enum VoucherType: String, Sendable, Codable, CaseIterable {
    /// *Einnahme*
    case salesInvoice = "salesinvoice"
    /// *Einnahmenminderung*
    case salesCreditNote = "salescreditnote"

    package var reversed: VoucherType { self == .salesInvoice ? .salesCreditNote : .salesInvoice }
}

package struct VoucherItem: Sendable, Hashable, Codable {
    /// Whole percent: 0, 5, 7, 16 or 19 (C12).
    package var rate: Int
    package var category: PostingCategory
    /// Gross, above zero.
    package var amount: Cents
    package var taxAmount: Cents

    package init(rate: Int, category: PostingCategory, amount: Cents, taxAmount: Cents) {
        self.rate = rate
        self.category = category
        self.amount = amount
        self.taxAmount = taxAmount
    }

    package var net: Cents { amount - taxAmount }
}

/// Our keys for lexoffice's posting categories (domain.md §4). Which id a key stands for is configuration.
package enum PostingCategory: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case revenue = "REVENUE"
    case revenueService = "REVENUE_SERVICE"
    case revenueGoods = "REVENUE_GOODS"
    case intraEUGoods = "INTRA_EU_GOODS"
    case euService13b = "EU_SERVICE_13B"
    case exportGoods = "EXPORT_GOODS"
    case exportService = "EXPORT_SERVICE"
    case smallBusiness = "SMALL_BUSINESS"
    case construction13b = "CONSTRUCTION_13B"
    case photovoltaic0 = "PHOTOVOLTAIC_0"
    case downPayment = "DOWN_PAYMENT"
    case nonTaxable = "NON_TAXABLE"
}
