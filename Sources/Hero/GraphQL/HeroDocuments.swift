/// Every GraphQL document this program sends, but for two more queries of a pilot (``PilotDocuments``); nothing else is ever
/// asked (hero-api.md §5). A field selected here is also listed in ``SchemaExpectation``;
/// `Tests/Oracles/validate_hero_documents.py` holds both against the schema.
package enum HeroDocuments {
    package static let all: [HeroOperation] = [
        setup, documentTypes, schemaCheck, documentPage, documentsByID, document, contactPage, countries, createPayment, addLogbookEntry,
        createContact,
    ]

    package static let setup = HeroOperation(
        call: .setup,
        text: """
            query Setup {
              company { id name ust_id_number currency is_test features { name is_active } }
              user { id partner { id full_name role } }
              document_types(first: 200, show_deleted: true) { \(documentTypeFields) }
              webhook_event_types { event_type event_label }
            }
            """)

    package static let documentTypes = HeroOperation(
        call: .documentTypes,
        text: """
            query DocumentTypes($n: Int, $o: Int) {
              document_types(first: $n, offset: $o, show_deleted: true) { \(documentTypeFields) }
            }
            """)

    package static let documentPage = HeroOperation(
        call: .documentPage,
        text: """
            query DocumentPage($order: String, $n: Int, $o: Int) {
              customer_documents(orderBy: $order, first: $n, offset: $o) { \(headerFields) \(headerLinks) }
            }
            """)

    package static let documentsByID = HeroOperation(
        call: .documentsByID,
        text: """
            query DocumentsByID($ids: [Int], $n: Int) {
              customer_documents(ids: $ids, first: $n) { \(headerFields) \(headerLinks) }
            }
            """)

    package static let document = HeroOperation(
        call: .document,
        text: """
            query Document($ids: [Int]) {
              customer_documents(ids: $ids, first: 1) {
                \(headerFields)
                document_type { \(documentTypeFields) }
                metadata { invoice_style positions { type nr name net_value vat } }
                partner { id full_name }
                customer { \(recipientFields) }
                contact { \(recipientFields) }
                project_match { id project_nr name customer { \(recipientFields) } }
                published_customer_document_draft { is_protected data }
                file_upload { uuid filename type size temporary_url(expires: 900) }
              }
            }
            """)

    package static let contactPage = HeroOperation(
        call: .contactPage,
        text: """
            query ContactPage($order: String, $n: Int, $o: Int) {
              contacts(show_deleted: true, orderBy: $order, first: $n, offset: $o) {
                \(recipientFields) category is_invoice_recipient parent_customer_id created modified
              }
            }
            """)

    package static let countries = HeroOperation(
        call: .countries,
        text: """
            query Countries {
              countries { id code }
            }
            """)

    package static let createPayment = HeroOperation(
        call: .createPayment,
        text: """
            mutation CreatePayment($d: Int!, $p: PaymentInput!) {
              create_payment(document_id: $d, payment: $p) {
                id
                customer_document_booking { is_open balance payments { id paid_date value invoice_discount_value } }
              }
            }
            """)

    package static let addLogbookEntry = HeroOperation(
        call: .addLogbookEntry,
        text: """
            mutation AddLogbookEntry($e: LogbookEntryInput) {
              add_logbook_entry(logbook_entry: $e) { id }
            }
            """)

    /// `findExisting: false`: by which rule HERO finds is not known (hero-api.md §3), and where it goes by the e-mail address
    /// alone, two customers with one address would become one. Whether HERO has the customer is looked up before.
    package static let createContact = HeroOperation(
        call: .createContact,
        text: """
            mutation CreateContact($c: CustomerInput) {
              create_contact(findExisting: false, contact: $c) {
                id type title first_name last_name company_name email phone_home phone_mobile category
                address { street line_1 zipcode city country { code } }
              }
            }
            """)

    // Selections used by several documents; a GraphQL fragment would do, but HERO's support for them is not known.

    private static let documentTypeFields =
        "id name base_type is_active booking_relevant options { booking_category show_vat number_prefix }"

    private static let headerFields = """
        id nr type document_type_id status_code status_name date value vat currency created modified project_match_id \
        selected_document_id customer_document_booking { is_open status show_vat due_date paid_date balance discount_rate discount_date \
        payments { id paid_date value invoice_discount_value } }
        """

    private static let headerLinks = """
        metadata { invoice_style } customer { id } contact { id } project_match { customer { id } } file_upload { uuid }
        """

    private static let recipientFields = """
        id nr type title first_name last_name company_name company_legal_form email phone_home phone_mobile is_deleted \
        address { street line_1 line_2 zipcode city country { code name } }
        """
}
