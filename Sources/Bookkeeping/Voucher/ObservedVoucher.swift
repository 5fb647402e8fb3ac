/// A voucher as lexoffice shows it. Words we do not know stay words: a new type or status is a difference, not a crash.
package struct ObservedVoucher: Sendable, Hashable, Codable {
    package var id: String
    /// Raw, e.g. `salesinvoice`.
    package var type: String
    /// Raw, e.g. `open`, `paid`, `voided`.
    package var status: String
    package var number: String?
    package var voucherDate: BusinessDay?
    package var shippingDate: BusinessDay?
    package var dueDate: BusinessDay?
    package var gross: Cents
    package var tax: Cents
    /// Nil for the collective contact.
    package var contactID: String?
    package var remark: String?
    package var items: [ObservedVoucherItem]
    package var fileIDs: [String]

    package init(
        id: String, type: String, status: String, number: String?, voucherDate: BusinessDay?, shippingDate: BusinessDay? = nil,
        dueDate: BusinessDay? = nil, gross: Cents, tax: Cents, contactID: String? = nil, remark: String? = nil,
        items: [ObservedVoucherItem] = [], fileIDs: [String] = []
    ) {
        self.id = id
        self.type = type
        self.status = status
        self.number = number
        self.voucherDate = voucherDate
        self.shippingDate = shippingDate
        self.dueDate = dueDate
        self.gross = gross
        self.tax = tax
        self.contactID = contactID
        self.remark = remark
        self.items = items
        self.fileIDs = fileIDs
    }
}

package struct ObservedVoucherItem: Sendable, Hashable, Codable {
    package var categoryID: String
    /// Percent; lexoffice may hold rates we never send.
    package var rate: ExactDecimal
    package var amount: Cents
    package var tax: Cents

    package init(categoryID: String, rate: ExactDecimal, amount: Cents, tax: Cents) {
        self.categoryID = categoryID
        self.rate = rate
        self.amount = amount
        self.tax = tax
    }
}
