/// The fields of HERO's schema this program reads or writes, type by type. HERO changes its schema without a new version
/// and drops unknown input in silence (hero-api.md §1.3, §1.7), so they are compared before the first transfer.
package struct SchemaExpectation: Sendable, Hashable {
    package let type: String
    package let isInput: Bool
    package let fields: [String]

    private init(_ type: String, isInput: Bool = false, _ fields: String) {
        self.type = type
        self.isInput = isInput
        self.fields = fields.split(separator: " ").map(String.init)
    }

    package static let all: [SchemaExpectation] = [
        SchemaExpectation("PartnerQuery", "company contacts countries customer_documents document_types user webhook_event_types"),
        SchemaExpectation("PartnerMutation", "add_logbook_entry create_contact create_payment"),
        SchemaExpectation(
            "CustomerDocument",
            """
            id nr type document_type_id status_code status_name date value vat currency created modified project_match_id \
            selected_document_id customer_document_booking document_type metadata partner customer contact project_match \
            published_customer_document_draft file_upload
            """),
        SchemaExpectation(
            "CustomerDocumentBooking", "is_open status show_vat due_date paid_date balance discount_rate discount_date payments"),
        SchemaExpectation("Payment", "id paid_date value invoice_discount_value"),
        SchemaExpectation("PaymentInput", isInput: true, "paid_date value invoice_discount_value"),
        SchemaExpectation("CustomerDocumentMetadata", "invoice_style positions"),
        SchemaExpectation("CustomerDocumentPosition", "type nr name net_value vat"),
        SchemaExpectation("Documents_CustomerDocumentDraft", "is_protected data"),
        SchemaExpectation("Documents_DocumentType", "id name base_type is_active booking_relevant options"),
        SchemaExpectation("CustomerDocumentLayoutOption", "booking_category show_vat number_prefix"),
        SchemaExpectation("FileUpload", "uuid filename type size temporary_url"),
        SchemaExpectation(
            "Customer",
            """
            id nr type title first_name last_name company_name company_legal_form email phone_home phone_mobile is_deleted address category \
            is_invoice_recipient parent_customer_id created modified
            """),
        SchemaExpectation(
            "CustomerInput", isInput: true, "type title first_name last_name company_name email phone_home phone_mobile category address"),
        SchemaExpectation("AddressInput", isInput: true, "street line_1 zipcode city country_id"),
        SchemaExpectation("Address", "street line_1 line_2 zipcode city country"),
        SchemaExpectation("Country", "id code name"),
        SchemaExpectation("ProjectMatch", "id project_nr name customer"),
        SchemaExpectation("Partner", "id full_name role"),
        SchemaExpectation("User", "id partner"),
        SchemaExpectation("Company", "id name ust_id_number currency is_test features"),
        SchemaExpectation("CompanyFeature", "name is_active"),
        SchemaExpectation("Webhooks_WebhookEventType", "event_type event_label"),
        SchemaExpectation("History", "id"),
        SchemaExpectation("LogbookEntryInput", isInput: true, "target target_id custom_text"),
    ]
}

/// Something this program needs that HERO's schema no longer has.
package struct SchemaDrift: Sendable, Hashable, CustomStringConvertible {
    package let type: String
    /// Nil when the whole type is gone.
    package let field: String?

    package var description: String { field.map { "\(type).\($0)" } ?? type }
}

/// What asking HERO for its schema brought.
package enum SchemaComparison: Sendable, Hashable {
    /// An empty list is good. A missing type stands for all its fields.
    case compared([SchemaDrift])
    /// HERO answers, but not about its schema; `cause` in its words. What is gone shows at the first query that needs it.
    case refused(cause: String)
}

extension HeroDocuments {
    package static let schemaCheck = HeroOperation(
        call: .schemaCheck,
        text: """
            query SchemaCheck {
              PartnerQuery: __type(name: "PartnerQuery") { fields(includeDeprecated: true) { name } }
              PartnerMutation: __type(name: "PartnerMutation") { fields(includeDeprecated: true) { name } }
              CustomerDocument: __type(name: "CustomerDocument") { fields(includeDeprecated: true) { name } }
              CustomerDocumentBooking: __type(name: "CustomerDocumentBooking") { fields(includeDeprecated: true) { name } }
              Payment: __type(name: "Payment") { fields(includeDeprecated: true) { name } }
              PaymentInput: __type(name: "PaymentInput") { inputFields { name } }
              CustomerDocumentMetadata: __type(name: "CustomerDocumentMetadata") { fields(includeDeprecated: true) { name } }
              CustomerDocumentPosition: __type(name: "CustomerDocumentPosition") { fields(includeDeprecated: true) { name } }
              Documents_CustomerDocumentDraft: __type(name: "Documents_CustomerDocumentDraft") { fields(includeDeprecated: true) { name } }
              Documents_DocumentType: __type(name: "Documents_DocumentType") { fields(includeDeprecated: true) { name } }
              CustomerDocumentLayoutOption: __type(name: "CustomerDocumentLayoutOption") { fields(includeDeprecated: true) { name } }
              FileUpload: __type(name: "FileUpload") { fields(includeDeprecated: true) { name } }
              Customer: __type(name: "Customer") { fields(includeDeprecated: true) { name } }
              CustomerInput: __type(name: "CustomerInput") { inputFields { name } }
              AddressInput: __type(name: "AddressInput") { inputFields { name } }
              Address: __type(name: "Address") { fields(includeDeprecated: true) { name } }
              Country: __type(name: "Country") { fields(includeDeprecated: true) { name } }
              ProjectMatch: __type(name: "ProjectMatch") { fields(includeDeprecated: true) { name } }
              Partner: __type(name: "Partner") { fields(includeDeprecated: true) { name } }
              User: __type(name: "User") { fields(includeDeprecated: true) { name } }
              Company: __type(name: "Company") { fields(includeDeprecated: true) { name } }
              CompanyFeature: __type(name: "CompanyFeature") { fields(includeDeprecated: true) { name } }
              Webhooks_WebhookEventType: __type(name: "Webhooks_WebhookEventType") { fields(includeDeprecated: true) { name } }
              History: __type(name: "History") { fields(includeDeprecated: true) { name } }
              LogbookEntryInput: __type(name: "LogbookEntryInput") { inputFields { name } }
            }
            """)
}
