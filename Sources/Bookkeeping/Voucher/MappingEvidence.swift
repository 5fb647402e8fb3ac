/// What is known about a document beside what HERO says of it.
package struct MappingEvidence: Sendable, Hashable {
    /// What the e-invoice in its PDF states; it goes before HERO's figures (einvoice.md §5).
    package var eInvoice: EInvoiceFacts?
    /// Our vouchers of the numbers that e-invoice refers to, as far as we booked them.
    package var referenced: [EarlierVoucher] = []
    /// The invoices before it in its project that were not cancelled.
    package var earlier = ProjectInvoices()
    /// The tax adviser's word on this account; nil before it was asked.
    package var cumulative: CumulativeMeaning?

    package init() {}
}

/// Earlier invoices of one project.
package struct ProjectInvoices: Sendable, Hashable {
    /// Those we booked, oldest first.
    package var vouchers: [Voucher]
    /// How many there are besides.
    package var unbooked: Int

    package init(vouchers: [Voucher] = [], unbooked: Int = 0) {
        self.vouchers = vouchers
        self.unbooked = unbooked
    }

    package var isEmpty: Bool { vouchers.isEmpty && unbooked == 0 }
}

/// What the value of a cumulative invoice is in an account: HERO's interface does not say (hero-2026.md §2).
package enum CumulativeMeaning: String, Sendable, Codable, CaseIterable {
    /// What is left after the invoices before it.
    case rest
    /// All that was done so far; what was invoiced before is still to be deducted.
    case whole
}
