import Bookkeeping

extension DocumentHeader {
    /// Fails only when the row has no readable id, for then nothing can be said about any document.
    static func entry(_ row: WireObject) -> Result<DocumentHeader, UnreadableRow> {
        do throws(UnreadableField) {
            return .success(DocumentHeader(row, id: try row.required("id", row.identifier("id"))))
        } catch {
            return .failure(UnreadableRow(row, error))
        }
    }

    /// Nil where ``entry(_:)`` fails.
    init?(_ row: WireObject) {
        guard case .success(let header) = DocumentHeader.entry(row) else { return nil }
        self = header
    }

    private init(_ row: WireObject, id: Int) {
        var fields = FieldCollector()
        self.init(
            id: id,
            number: fields.read(row.text, "nr").flatMap(DocumentNumber.final),
            documentTypeID: fields.read(row.identifier, "document_type_id"),
            type: fields.read(row.filledText, "type"),
            statusCode: fields.read(row.integer, "status_code"),
            statusName: fields.read(row.filledText, "status_name"),
            date: fields.read(row.day, "date"),
            valueNet: fields.read(row.cents, "value"),
            vat: fields.read(row.cents, "vat"),
            currency: fields.read(row.filledText, "currency"),
            created: fields.read(row.instant, "created"),
            // What cannot be read is noted by the line above.
            createdText: try? row.filledText("created"),
            modified: fields.read(row.instant, "modified"),
            projectMatchID: fields.read(row.identifier, "project_match_id"),
            selectedDocumentID: fields.read(row.identifier, "selected_document_id"),
            invoiceStyle: fields.read(row.object, "metadata").flatMap { fields.read($0.filledText, "invoice_style") },
            customerID: nil,
            fileUUID: fields.read(row.object, "file_upload").flatMap { fields.read($0.filledText, "uuid") },
            booking: nil,
            unreadable: [])
        customerID = fields.read({ (name) throws(UnreadableField) in try Recipient.row(of: row)?.identifier(name) }, "id")
        booking = fields.read(
            { (name) throws(UnreadableField) in
                guard let booking = try row.object(name) else { return nil }
                return try DocumentBooking(booking)
            }, "customer_document_booking")
        unreadable = fields.unreadable
    }
}

extension DocumentBooking {
    /// All or nothing: a list of payments with one left out would be a wrong list.
    init(_ row: WireObject) throws(UnreadableField) {
        isOpen = try row.flag("is_open")
        status = try row.filledText("status")
        showsVAT = try row.flag("show_vat")
        balance = try row.cents("balance")
        dueDate = try row.day("due_date")
        paidDate = try row.day("paid_date")
        discountDate = try row.day("discount_date")
        discountRate = try row.decimal("discount_rate")
        payments = []
        for payment in try row.objects("payments") ?? [] {
            payments.append(
                BookedPayment(
                    id: try payment.required("id", payment.identifier("id")), paidDate: try payment.day("paid_date"),
                    value: try payment.required("value", payment.cents("value")), discount: try payment.cents("invoice_discount_value")))
        }
    }
}

enum DocumentNumber {
    /// The number as printed; nil for none and for the placeholder of a draft, which ends in `-xxxx` (hero-api.md §2.1).
    static func final(_ text: String) -> String? {
        guard !text.allSatisfy(\.isWhitespace), !text.lowercased().hasSuffix("-xxxx") else { return nil }
        return text
    }
}

/// Who receives a document. HERO names up to three candidates and documents none of them as the recipient
/// (hero-api.md §2.1, UNVERIFIED); this is the one place that decides.
enum Recipient {
    static func row(of document: WireObject) throws(UnreadableField) -> WireObject? {
        if let customer = try document.object("customer") { return customer }
        if let contact = try document.object("contact") { return contact }
        return try document.object("project_match")?.object("customer")
    }
}
