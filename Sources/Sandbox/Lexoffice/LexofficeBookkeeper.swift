package import Bookkeeping

/// Why the application would not let a bookkeeper do something.
package enum LexofficeBookkeeperRefusal: Error, Sendable, Hashable {
    case unknownVoucher(String)
    case unknownContact(String)
    case unknownPayment
    /// More than is open: lexoffice books the rest elsewhere, never on the voucher (domain.md P5).
    case exceedsOpenAmount(Cents)
    case notPossible(LexofficeVoucherStatus)
}

/// What a person does in lexoffice's own pages. No request, no rate limit, no validation beyond what the pages enforce; the
/// lists show it after the same lag as everything else.
extension LexofficeStandIn {
    package typealias Refusal = LexofficeBookkeeperRefusal

    /// *Zahlung erfassen*, or an assigned bank transaction. `amount` is above zero.
    package mutating func pay(
        _ voucherID: String, type: LexofficePaymentType, amount: Cents, on date: BusinessDay, now: Instant
    ) throws(Refusal) {
        var voucher = try known(voucherID)
        guard [.open, .sepadebit, .transferred].contains(voucher.status) else { throw .notPossible(voucher.status) }
        guard amount.amount > 0, !type.closes || amount <= voucher.openAmount else { throw .exceedsOpenAmount(voucher.openAmount) }
        voucher.payments.append(LexofficePayment(type: type, amount: amount, date: date))
        settle(&voucher, now: now)
    }

    /// An assignment is taken back, e.g. after a returned debit: the item disappears and the voucher is open again (P6).
    package mutating func removePayment(_ voucherID: String, _ payment: LexofficePayment, now: Instant) throws(Refusal) {
        var voucher = try known(voucherID)
        guard let index = voucher.payments.firstIndex(of: payment) else { throw .unknownPayment }
        voucher.payments.remove(at: index)
        settle(&voucher, now: now)
    }

    /// *Verrechnen*: as much of the credit note as the invoice has open is set off on both (P7).
    package mutating func net(
        invoice invoiceID: String, creditNote creditNoteID: String, on date: BusinessDay, now: Instant
    ) throws(Refusal) {
        let invoice = try known(invoiceID)
        let creditNote = try known(creditNoteID)
        let amount = min(invoice.openAmount, creditNote.openAmount)
        guard invoice.content.kind == .salesInvoice, invoice.status == .open else { throw .notPossible(invoice.status) }
        guard creditNote.content.kind == .salesCreditNote, creditNote.status == .open else { throw .notPossible(creditNote.status) }
        try pay(invoiceID, type: .creditNote, amount: amount, on: date, now: now)
        try pay(creditNoteID, type: .creditNote, amount: amount, on: date, now: now)
    }

    /// *Stornieren* in lexoffice.
    package mutating func voidVoucher(_ voucherID: String, now: Instant) throws(Refusal) {
        try editVoucher(voucherID, now: now) { $0.status = .voided }
    }

    /// Removes voucher and files for good.
    package mutating func deleteVoucher(_ voucherID: String, now: Instant) throws(Refusal) {
        let voucher = try known(voucherID)
        for file in voucher.files { fileShelf[file] = nil }
        voucherShelf[voucherID] = nil
        voucherIndex.note(nil, id: voucherID, visibleFrom: now.adding(milliseconds: rules.indexLagMilliseconds))
        tell("voucher.deleted", voucherID, at: now)
    }

    /// Any other change by hand: number, date, amount, remark, status, files, lock. Raises the version.
    package mutating func editVoucher(
        _ voucherID: String, now: Instant, _ change: (inout LexofficeVoucherRecord) -> Void
    ) throws(Refusal) {
        var voucher = try known(voucherID)
        change(&voucher)
        for id in voucherShelf[voucherID]?.files ?? [] where !voucher.files.contains(id) { fileShelf[id] = nil }
        _ = store(voucher, at: now)
    }

    /// A voucher typed in by hand. Returns its id.
    package mutating func enterVoucher(
        _ content: LexofficeVoucherContent, status: LexofficeVoucherStatus = .open, now: Instant
    ) -> String {
        add(content, status: status, files: [], at: now).id
    }

    /// A contact typed in by hand; several entries in one list are possible here. Returns its id.
    package mutating func enterContact(_ content: LexofficeContactContent, now: Instant) -> String { add(content, at: now).id }

    package mutating func editContact(
        _ contactID: String, now: Instant, _ change: (inout LexofficeContactRecord) -> Void
    ) throws(Refusal) {
        guard var contact = contactShelf[contactID] else { throw .unknownContact(contactID) }
        change(&contact)
        _ = store(contact, at: now)
    }

    package mutating func archiveContact(_ contactID: String, now: Instant) throws(Refusal) {
        try editContact(contactID, now: now) { $0.isArchived = true }
    }

    /// The role *Kunde* is taken from it; it stays as a supplier.
    package mutating func takeCustomerRole(_ contactID: String, now: Instant) throws(Refusal) {
        try editContact(contactID, now: now) { contact in
            contact.content.isCustomer = false
            contact.content.isVendor = true
        }
    }

    /// Removes a contact no voucher needs any more.
    package mutating func deleteContact(_ contactID: String, now: Instant) throws(Refusal) {
        guard contactShelf[contactID] != nil else { throw .unknownContact(contactID) }
        contactShelf[contactID] = nil
        contactIndex.note(nil, id: contactID, visibleFrom: now.adding(milliseconds: rules.indexLagMilliseconds))
        tell("contact.deleted", contactID, at: now)
    }

    private func known(_ voucherID: String) throws(Refusal) -> LexofficeVoucherRecord {
        guard let voucher = voucherShelf[voucherID] else { throw .unknownVoucher(voucherID) }
        return voucher
    }

    /// Status follows the open amount; payments do not raise the version.
    private mutating func settle(_ voucher: inout LexofficeVoucherRecord, now: Instant) {
        let before = voucher.status
        if voucher.openAmount == .zero {
            voucher.status = voucher.content.kind.isReceivable ? .paid : .paidoff
        } else if before == .paid || before == .paidoff {
            voucher.status = .open
        }
        if voucher.status != before || rules.partialPaymentMovesUpdatedDate { voucher.updatedAt = now }
        voucherShelf[voucher.id] = voucher
        voucherIndex.note(voucher, id: voucher.id, visibleFrom: now.adding(milliseconds: rules.indexLagMilliseconds))
        tell("payment.changed", voucher.id, at: now)
        if voucher.status != before { tell("voucher.status.changed", voucher.id, at: now) }
    }
}
