/// What an e-invoice says is to be booked for a document.
package enum EInvoiceOutcome: Sendable, Hashable {
    case figures(EInvoiceFiguresToBook)
    /// `detail` is short machine-readable English, amounts in cents, without personal data.
    case blocked(ReasonCode, detail: String)
    /// In law none: the document is booked as if it carried no XML.
    case noEInvoice(EInvoiceProfile)
}

package struct EInvoiceFiguresToBook: Sendable, Hashable {
    /// After deductions, signed by their meaning; groups of zero are among them.
    package var groups: [EInvoiceBookedGroup]
    /// Rule 8 of einvoice.md §5; nil where the invoice does not say.
    package var shippingDate: BusinessDay?
    package var dueDate: BusinessDay?
    /// Earlier part invoices were subtracted.
    package var isRemainder: Bool
}

/// One voucher item to be.
package struct EInvoiceBookedGroup: Sendable, Hashable {
    /// Whole percent: 0, 5, 7, 16 or 19 (C12).
    package var rate: Int
    package var category: PostingCategory
    package var net: Cents
    package var tax: Cents
    /// Lines and deductions of the group: what the tolerance of C9 counts.
    package var entries: Int

    /// As ``Booking`` takes it.
    var booked: BookedGroup {
        BookedGroup(
            key: GroupKey(rate: rate, category: category), figures: Figures(net: net, tax: tax), entries: entries,
            isHalf: ColumnTax.isHalf(net, rate: rate))
    }
}
