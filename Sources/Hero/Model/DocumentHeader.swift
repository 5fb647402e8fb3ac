import Bookkeeping

/// One row of HERO's document list: enough to see that a document is new, changed, cancelled or paid.
///
/// A field that HERO delivers in an unexpected form is nil here and named in ``unreadable``; the row itself is never lost.
package struct DocumentHeader: Sendable, Hashable, Codable {
    package var id: Int
    /// Byte for byte (S21); nil when empty or a placeholder such as `RE-xxxx`.
    package var number: String?
    package var documentTypeID: Int?
    /// HERO's technical type, e.g. `invoice`, `reversal_invoice`.
    package var type: String?
    package var statusCode: Int?
    package var statusName: String?
    package var date: BusinessDay?
    /// Net amount HERO shows.
    package var valueNet: Cents?
    /// VAT amount HERO shows; gross is the sum of both.
    package var vat: Cents?
    package var currency: String?
    package var created: Instant?
    /// As HERO wrote it: its offset may be wrong (hero-api.md §1.6, S16).
    package var createdText: String?
    package var modified: Instant?
    package var projectMatchID: Int?
    /// The document this one refers to: the original of a reversal.
    package var selectedDocumentID: Int?
    /// `parted`, `full`, `cumulative`, `downpayment`, or what else HERO may say.
    package var invoiceStyle: String?
    package var customerID: Int?
    package var fileUUID: String?
    package var booking: DocumentBooking?
    package var unreadable: [UnreadableField]

    package var lifecycle: DocumentLifecycle { DocumentLifecycle(statusCode: statusCode, statusName: statusName) }

    /// HERO keeps no payments of it, which it may do with a cancelled original (hero-2026.md §8): not shown is not the same as not read.
    package var hasNoBooking: Bool {
        booking == nil && lifecycle == .cancelled && !unreadable.contains { $0.path.hasPrefix("customer_document_booking") }
    }

    /// Changes when, and only when, something changes that may not change after a transfer (S29).
    package var fingerprint: String {
        let parts = [
            number, valueNet?.description, vat?.description, date?.description, documentTypeID.map(String.init), type, invoiceStyle,
        ]
        // A length in front of each part keeps ("a|b", nil) and ("a", "b") apart.
        return parts.map { part in part.map { "\($0.utf8.count):\($0)" } ?? "-" }.joined(separator: "|")
    }
}

/// HERO's payment state of a document (hero-api.md §2.2).
package struct DocumentBooking: Sendable, Hashable, Codable {
    package var isOpen: Bool?
    /// HERO's word, of which no value is known (hero-api.md §2.2).
    package var status: String?
    /// The only hint at the tax case that HERO keeps per document (hero-2026.md §5).
    package var showsVAT: Bool?
    /// Open amount, gross.
    package var balance: Cents?
    package var dueDate: BusinessDay?
    package var paidDate: BusinessDay?
    package var discountDate: BusinessDay?
    /// *Skonto* in percent.
    package var discountRate: ExactDecimal?
    package var payments: [BookedPayment] = []
}

package struct BookedPayment: Sendable, Hashable, Codable {
    package var id: Int
    package var paidDate: BusinessDay?
    package var value: Cents
    /// *Skonto* granted with this payment.
    package var discount: Cents?
}
