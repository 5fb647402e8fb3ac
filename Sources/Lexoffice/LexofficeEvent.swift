/// What we let lexoffice tell us about (lexoffice-api.md §3.7). Each is only a reason to look again.
package enum LexofficeEvent: String, Sendable, CaseIterable {
    case voucherCreated = "voucher.created"
    case voucherChanged = "voucher.changed"
    case voucherDeleted = "voucher.deleted"
    case voucherStatusChanged = "voucher.status.changed"
    case contactCreated = "contact.created"
    case contactChanged = "contact.changed"
    case contactDeleted = "contact.deleted"
    case paymentChanged = "payment.changed"
    case tokenRevoked = "token.revoked"
}
