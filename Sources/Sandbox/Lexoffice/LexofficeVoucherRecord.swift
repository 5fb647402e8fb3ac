package import Bookkeeping

/// A voucher as the stand-in keeps it.
package struct LexofficeVoucherRecord: Sendable, Hashable {
    package var id: String
    package var content: LexofficeVoucherContent
    package var status: LexofficeVoucherStatus
    package var files: [String]
    package var payments: [LexofficePayment] = []
    package var version: Int
    /// In a filed VAT period: refuses every change (*festgeschrieben*).
    package var isLocked = false
    package var createdAt: Instant
    package var updatedAt: Instant

    /// What is left to pay; voided vouchers look paid (lexoffice-api.md §3.4).
    package var openAmount: Cents {
        guard status != .voided else { return .zero }
        return max(.zero, content.gross - payments.filter(\.type.closes).map(\.amount).sum())
    }

    /// Lists show an open voucher past its due date as overdue, the voucher itself never does (§3.5).
    func isOverdue(on today: BusinessDay) -> Bool {
        guard status == .open || status == .sepadebit, let due = content.dueDate else { return false }
        return due < today
    }
}

/// The part of a voucher that a client writes (§3.2).
package struct LexofficeVoucherContent: Sendable, Hashable {
    package struct Item: Sendable, Hashable {
        package var amount: Cents
        package var taxAmount: Cents
        package var rate: Int
        package var categoryID: String
    }

    package var kind: LexofficeVoucherKind
    package var number: String?
    package var voucherDate: BusinessDay?
    package var shippingDate: BusinessDay?
    package var dueDate: BusinessDay?
    package var gross: Cents
    package var tax: Cents
    /// `net` or `gross`: how the item amounts are meant.
    package var isNet: Bool
    package var usesCollectiveContact: Bool
    package var contactID: String?
    package var contactName: String?
    package var remark: String?
    package var items: [Item]
}

package enum LexofficeVoucherKind: String, Sendable, CaseIterable {
    case salesInvoice = "salesinvoice"
    case salesCreditNote = "salescreditnote"
    case purchaseInvoice = "purchaseinvoice"
    case purchaseCreditNote = "purchasecreditnote"
    case invoice
    case downPaymentInvoice = "downpaymentinvoice"
    case creditNote = "creditnote"

    package var isSales: Bool { self != .purchaseInvoice && self != .purchaseCreditNote }
    /// Written in lexoffice's own editor: listed and paid like a voucher, and no voucher (lexoffice-api.md §3.5).
    package var isSalesDocument: Bool { self == .invoice || self == .downPaymentInvoice || self == .creditNote }
    /// Called paid once nothing is open, where others are called paid off.
    var isReceivable: Bool { self == .salesInvoice || self == .purchaseCreditNote || self == .invoice || self == .downPaymentInvoice }
}

package enum LexofficeVoucherStatus: String, Sendable, CaseIterable {
    case blank, unchecked, open, paid, paidoff, voided, transferred, sepadebit
}

/// One line of `paymentItems`; lexoffice gives it no id.
package struct LexofficePayment: Sendable, Hashable {
    package var type: LexofficePaymentType
    package var amount: Cents
    package var date: BusinessDay
}

package enum LexofficePaymentType: String, Sendable, CaseIterable {
    case bank = "partPaymentFinancialTransaction"
    case creditNote = "partPaymentCreditNote"
    case cashBox = "partPaymentCashBox"
    case manual = "manualPayment"
    case cashDiscount
    case dunningCosts
    case currencyConversion
    case irrecoverableReceivable

    /// Whether it reduces the open amount (domain.md §5).
    package var closes: Bool { self != .dunningCosts && self != .currencyConversion }
}

package struct LexofficeFileRecord: Sendable, Hashable {
    package var id: String
    package var name: String
    package var contentType: String
    package var bytes: [UInt8]
    /// Lower-case hexadecimal.
    package var sha256: String
    package var voucherID: String
}
