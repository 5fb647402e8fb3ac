/// What this program asks of lexoffice and its authorisation server. A closed set, used as a metric label.
package enum LexofficeCall: String, Sendable, CaseIterable {
    case profile, postingCategories, voucherlist, voucher, contacts, contact, payments, file
    case createContact, createVoucher, attachFile
    case subscriptions, createSubscription, deleteSubscription
    case token, revoke
}
