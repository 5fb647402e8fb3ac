package import Bookkeeping

/// What a file says of the e-invoice in it.
package struct EInvoiceReading: Sendable, Hashable {
    package enum Result: Sendable, Hashable {
        /// A PDF without an invoice among its embedded files.
        case none
        case read(EInvoiceFacts, EInvoiceWords)
        /// Different invoices in one PDF; their names there.
        case ambiguous([String])
        /// `cause` is English, names the place in the XML, and repeats nothing of what stands there.
        case unreadable(cause: String)
    }

    package var result: Result
    /// The embedded file that was chosen; nil for bare XML.
    package var embedded: String?
    /// All embedded files of the PDF, by name; nil for bare XML, and where they cannot be told.
    package var attachments: [String]?
    /// Of the chosen bytes, also of such as cannot be read.
    package var xmlSHA256: String?

    package init(_ result: Result, embedded: String? = nil, attachments: [String]? = nil, xmlSHA256: String? = nil) {
        self.result = result
        self.embedded = embedded
        self.attachments = attachments
        self.xmlSHA256 = xmlSHA256
    }

    /// Whether something in the file alone keeps it from being booked.
    package var isHeld: Bool {
        switch result {
        case .none: false
        case .ambiguous, .unreadable: true
        case .read(let facts, _):
            EInvoiceHold(facts) != nil || EInvoiceVoucher(of: facts.groups.map { $0.signed(facts.sign) }) == .mixedSign
        }
    }
}

/// Free text and identities of an invoice: for the eyes of whoever has the file, and for no state, log or journal.
package struct EInvoiceWords: Sendable, Hashable {
    /// BT-20, one per payment term.
    package var terms: [String] = []
    /// BT-31 and BT-48
    package var sellerVATID: String?
    package var buyerVATID: String?
    /// BT-10
    package var buyerReference: String?
    /// BT-97 or BT-104, in the order of ``Bookkeeping/EInvoiceFacts/allowances``.
    package var allowanceReasons: [String?] = []

    package init() {}
}

/// Why an XML is no invoice that can be read.
struct EInvoiceFault: Error, Hashable {
    /// English; without any text of the file.
    let cause: String

    init(_ cause: String) { self.cause = cause }
}
