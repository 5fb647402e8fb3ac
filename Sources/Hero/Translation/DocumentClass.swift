import Bookkeeping

/// What a document type and style make of a document, before its content is looked at (hero-api.md §2.5).
enum DocumentClass: Hashable {
    /// By its style alone: HERO names no deductions, and a full invoice after part invoices is their rest (hero-2026.md §2).
    case invoice(DocumentKind)
    /// *Stornorechnung* or *Gutschrift*: the original decides which.
    case reversal
    case notBookingRelevant
    case unknown(String)

    /// HERO's base types that never reach the books (S3, S14).
    private static let otherBaseTypes: Set<String> = [
        "calculation", "offer", "confirmation", "delivery_note", "dunning", "file_upload", "generic", "information", "invoice_notice",
        "letter", "maintenance", "measurement", "order_form", "repair",
    ]

    /// A row that names no document type of the account: its own technical type can still say that it is none of ours. An uploaded
    /// invoice has a document type.
    static func isNeverBooked(rowType: String?) -> Bool { rowType.map(otherBaseTypes.contains) ?? false }

    static func of(_ type: DocumentType, style: String?, in row: WireObject) throws(UnreadableField) -> DocumentClass {
        let baseType = type.baseType ?? ""
        if otherBaseTypes.contains(baseType) || type.isBookingRelevant == false { return .notBookingRelevant }
        guard type.isBookingRelevant == true else { throw row.unreadable("document_type.booking_relevant", "missing") }
        switch baseType {
        case "reversal_invoice": return .reversal
        case "invoice": return invoice(style: style)
        default: return .unknown(baseType.isEmpty ? type.name : "\(type.name) (\(baseType))")
        }
    }

    private static func invoice(style: String?) -> DocumentClass {
        switch style {
        case nil, "full": .invoice(.invoice)
        case "parted": .invoice(.partialInvoice)
        case "downpayment": .invoice(.progressInvoice)
        case "cumulative": .invoice(.cumulativeInvoice)
        case let style?: .unknown("invoice style \(style)")
        }
    }
}

/// The tax case HERO keeps on the document type (hero-api.md §2.3, domain.md C13).
enum TaxCaseChoice {
    /// Nil for a booking category we do not know.
    static func taxCase(of type: DocumentType, _ header: DocumentHeader, customer: Customer?, isSmallBusiness: Bool) -> TaxCase? {
        let taxCase = taxCase(of: type, customer: customer, isSmallBusiness: isSmallBusiness)
        // Document and type disagree on whether there is VAT: why there is none, a person says, so its 0 % lines are held.
        if taxCase != nil, header.vat == .zero, let own = header.booking?.showsVAT, let ofType = type.showsVAT, own != ofType {
            return .standard
        }
        return taxCase
    }

    static func taxCase(of type: DocumentType, customer: Customer?, isSmallBusiness: Bool) -> TaxCase? {
        switch type.bookingCategory {
        case nil, "none": type.showsVAT == false && isSmallBusiness ? .smallBusiness : .standard
        // Abroad, or nobody knows where: its 0 % lines are held for that.
        case "recipient_tax_debtor": customer?.address?.countryCode == "DE" ? .construction13b : .recipientElsewhere
        case "photovoltaic": .photovoltaic0
        default: nil
        }
    }
}
