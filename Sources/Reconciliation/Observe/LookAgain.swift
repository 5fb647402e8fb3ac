internal import Bookkeeping
package import Persistence

/// What somebody says may have changed in lexoffice. It decides nothing: it makes the next pass look where it might not have looked
/// yet, and once it is written down a crash loses none of it.
package struct LookAgain: Sendable, Hashable {
    /// Vouchers of which more than a payment may have changed.
    package var vouchers: Set<String>
    package var payments: Set<String>
    package var contacts: Set<String>
    /// More than can be named: every open voucher.
    package var isEverything: Bool

    package init(
        vouchers: Set<String> = [], payments: Set<String> = [], contacts: Set<String> = [], isEverything: Bool = false
    ) {
        self.vouchers = vouchers
        self.payments = payments
        self.contacts = contacts
        self.isEverything = isEverything
    }

    package var isEmpty: Bool { vouchers.isEmpty && payments.isEmpty && contacts.isEmpty && !isEverything }

    /// Of a voucher on which nothing was paid yet no reading is kept that could be forgotten, and the list, which would show it moved,
    /// may lag behind the webhook (lexoffice-api.md §6.3).
    private func expectPayments(of id: String, in store: Store) throws(StoreError) {
        guard try store.payments(PaymentRow.self, ofVoucher: id) == nil, let sighting = try store.voucher(VoucherSnapshot.self, id),
            let open = sighting.open
        else { return }
        let nothing = PaymentRow(voucherID: id, stamp: nil, reading: .unpaid(open: open, status: sighting.status))
        try store.record(payments: nothing, isTroubled: false, at: Instant(milliseconds: 0))
    }

    /// Ids nobody knows yet change nothing; the list will show those vouchers first.
    package func record(in store: Store) throws(StoreError) {
        for id in vouchers.subtracting(payments).sorted() { try store.refresh(voucher: id) }
        for id in payments.sorted() {
            try expectPayments(of: id, in: store)
            try store.forget(paymentsOfVoucher: id)
        }
        if !contacts.isEmpty {
            let known = try store.fact(ContactNews.self)?.ids ?? []
            try store.keep(ContactNews(ids: contacts.union(known).sorted()))
        }
        if isEverything, try store.fact(ContactsRead.self) != nil { try store.keep(ContactsRead(at: Instant(milliseconds: 0))) }
        // A payment need not move its voucher in the list (lexoffice-api.md §8.7).
        if isEverything || !payments.isEmpty { try store.forget(OpenVouchersRead.self) }
    }
}
