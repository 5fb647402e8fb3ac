import Bookkeeping

/// Whose name stands as *Ansprechpartner* in the remark (S27).
package enum ContactPersonSource: String, Sendable, Codable, CaseIterable {
    /// The HERO employee of the document.
    case employee
    /// The customer's own person.
    case customer
}

/// What a HERO document is to the books.
package enum TranslatedDocument: Sendable, Hashable {
    /// `file` is nil while HERO has none.
    case document(Document, file: HeroFile?)
    /// Offer, delivery note, reminder …, or a type the company declared not booking-relevant (S14).
    case notBookingRelevant
    /// Booking-relevant, but of a kind we do not know: held with the reason UNKNOWN_DOCUMENT_TYPE, `name` says which.
    case unknownType(name: String)
    /// A reversal whose original's header was not given: without it a cancellation and a credit note look the same.
    case originalNeeded(id: Int)
    /// HERO delivered a field in an unexpected form: held with the reason UNREADABLE_DOCUMENT.
    case unreadable(field: String, detail: String)
}

/// HERO's document in the words of the house. Pure: same input, same result; it reads no clock and sends nothing.
package struct DocumentTranslation: Sendable {
    /// Moves with every change of what an answer of HERO's is read as: what was read before and is still to be booked is read anew.
    package static let revision = "2"

    /// Looked up by id where the document does not carry its type itself.
    package var documentTypes: [DocumentType]
    package var contactPerson: ContactPersonSource
    /// § 19 UStG applies to the company, as lexoffice's profile says.
    package var isSmallBusiness: Bool
    /// For documents that name no currency of their own.
    package var companyCurrency: String?

    package init(documentTypes: [DocumentType], contactPerson: ContactPersonSource, isSmallBusiness: Bool, companyCurrency: String?) {
        self.documentTypes = documentTypes
        self.contactPerson = contactPerson
        self.isSmallBusiness = isSmallBusiness
        self.companyCurrency = companyCurrency
    }

    /// - Parameters:
    ///   - original: header of the document named by `selectedDocumentID`; needed for reversals only.
    ///   - siblings: the other documents that name the same original. They tell a credit note from the cancellation that came after it.
    package func translate(
        _ document: HeroDocument, original: DocumentHeader? = nil, siblings: [DocumentHeader] = []
    ) -> TranslatedDocument {
        do throws(UnreadableField) {
            guard let type = try documentType(of: document) else {
                if DocumentClass.isNeverBooked(rowType: document.header.type) { return .notBookingRelevant }
                let id = document.header.documentTypeID.map(String.init) ?? "without id"
                return .unknownType(name: "document type \(id)")
            }
            let documentClass = try DocumentClass.of(type, style: document.header.invoiceStyle, in: document.row)
            if documentClass == .notBookingRelevant { return .notBookingRelevant }
            if let field = document.header.unreadable.first { throw field }
            switch documentClass {
            case .notBookingRelevant: return .notBookingRelevant
            case .unknown(let name): return .unknownType(name: name)
            case .invoice(let kind): return try translate(document, kind, type: type, original: nil)
            case .reversal:
                guard let originalID = document.header.selectedDocumentID else {
                    return try translate(document, .creditNote, type: type, original: nil)
                }
                guard let original, original.id == originalID else { return .originalNeeded(id: originalID) }
                let reversal = Reversal(document.header, of: original, siblings, documentTypes)
                return try translate(document, reversal.kind, type: type, original: original, reversesCredit: reversal.isOfCredit)
            }
        } catch {
            return .unreadable(field: error.path, detail: error.detail)
        }
    }

    private func documentType(of document: HeroDocument) throws(UnreadableField) -> DocumentType? {
        if let row = try document.row.object("document_type") { return try DocumentType(row) }
        return documentTypes.first { $0.id == document.header.documentTypeID }
    }

    private func translate(
        _ hero: HeroDocument, _ kind: DocumentKind, type: DocumentType, original: DocumentHeader?, reversesCredit: Bool = false
    ) throws(UnreadableField) -> TranslatedDocument {
        let row = hero.row
        let header = hero.header
        let customer = try Recipient.row(of: row).map(CustomerReading.customer)
        guard let taxCase = TaxCaseChoice.taxCase(of: type, header, customer: customer, isSmallBusiness: isSmallBusiness) else {
            return .unknownType(name: "booking category \(type.bookingCategory ?? "")")
        }
        let content = DocumentContent(row, header)
        let draft = content.draft
        let file = try row.object("file_upload").map(HeroFile.init)
        let document = Document(
            id: header.id, number: header.number, kind: kind,
            currency: try currency(header, in: row), documentDate: header.date, createdAt: header.created,
            serviceDate: draft?.serviceDate, dueDate: header.booking?.dueDate, priceMode: draft?.priceMode ?? .net, taxCase: taxCase,
            lines: draft?.lines ?? [], discount: draft?.discount, deductions: draft?.deductions ?? [], positions: content.positions,
            unreadLines: content.unread?.path, printed: draft?.printed ?? [], totalNet: header.valueNet, totalTax: header.vat,
            originalID: kind.isReversal ? header.selectedDocumentID : nil, originalNumber: original?.number,
            reversesCredit: reversesCredit ? true : nil, customer: customer,
            contactPerson: try contactPersonName(in: row), projectNumber: try project(row)?.number,
            projectName: try project(row)?.name)
        return .document(document, file: file)
    }

    private func currency(_ header: DocumentHeader, in row: WireObject) throws(UnreadableField) -> String {
        guard let currency = header.currency ?? companyCurrency else {
            throw row.unreadable("currency", "neither document nor company names one")
        }
        return currency == "€" ? "EUR" : currency.uppercased()
    }

    /// The customer's person is the one HERO calls contact, else the recipient's own name.
    private func contactPersonName(in row: WireObject) throws(UnreadableField) -> String? {
        switch contactPerson {
        case .employee: return try row.object("partner")?.filledText("full_name")
        case .customer:
            if let contact = try row.object("contact"), let name = try CustomerReading.personName(contact) { return name }
            guard let recipient = try Recipient.row(of: row) else { return nil }
            return try CustomerReading.personName(recipient)
        }
    }

    /// Nil for the hidden pseudo-project `KONT-…` of a contact (hero-api.md §2.9): nobody outside HERO knows it.
    private func project(_ row: WireObject) throws(UnreadableField) -> (number: String?, name: String?)? {
        guard let project = try row.object("project_match") else { return nil }
        let number = try project.filledText("project_nr")
        if let number, number.hasPrefix("KONT-") { return nil }
        return (number, try project.filledText("name"))
    }
}
