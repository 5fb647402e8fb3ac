import Bookkeeping
import Testing

@testable import Sandbox

/// The requests of hero-api.md §5, word for word, and the shapes it documents.
@Suite struct HeroQueriesTests {
    @Test func setup() throws {
        var desk = HeroDesk()
        let data = try desk.data(
            """
            query Setup { company { id name ust_id_number currency features { name is_active } } user { id email partner { id full_name role } } \
            document_types(first: 200, show_deleted: false) { id name base_type is_active booking_relevant options { booking_category show_vat \
            number_prefix } } webhook_event_types { event_type event_label } }
            """)
        #expect(data["company"]?["name"] == "Muster Haustechnik GmbH")
        #expect(
            data["user"]?.text
                == #"{"id":9001,"email":"sync@muster.example","partner":{"id":7001,"full_name":"Sync Dienst","role":"accounting"}}"#)
        #expect(
            data["document_types"]?[1]?.text
                == #"{"id":12,"name":"Rechnung §13b","base_type":"invoice","is_active":true,"booking_relevant":true,"#
                + #""options":{"booking_category":"recipient_tax_debtor","show_vat":false,"number_prefix":"RE"}}"#)
        #expect(data["webhook_event_types"] == [])
    }

    private let delta = """
        query Delta($types: [Int], $n: Int, $o: Int) { customer_documents(document_type_ids: $types, orderBy: "modified desc", first: $n, \
        offset: $o) { id nr type document_type_id status_code status_name date value vat currency created modified project_match_id \
        selected_document_id metadata { invoice_style } customer { id nr } contact { id nr } file_upload { uuid } customer_document_booking \
        { id status status_name is_open due_date paid_date balance discount_rate discount_date modified payments { id paid_date value \
        invoice_discount_value modified } } } }
        """

    @Test func documentsByModification() throws {
        var desk = HeroDesk()
        let id = desk.publish()
        let data = try desk.data(delta, ["types": [11, 12, 13], "n": 200, "o": 0])
        #expect(
            data["customer_documents"]?.text
                == #"[{"id":\#(id),"nr":"RE-2026-0001","type":"invoice","document_type_id":11,"status_code":100,"status_name":"Erstellt","#
                + #""date":"2026-09-14","value":1000.0,"vat":190.0,"currency":"EUR","created":"2026-09-14T09:02:11+00:00","#
                + #""modified":"2026-09-14T09:02:11+00:00","project_match_id":4401,"selected_document_id":null,"#
                + #""metadata":{"invoice_style":null},"customer":{"id":3301,"nr":"10042"},"contact":{"id":3301,"nr":"10042"},"#
                + #""file_upload":null,"customer_document_booking":{"id":701,"status":"open","status_name":"Offen","is_open":true,"#
                + #""due_date":"2026-09-28","paid_date":null,"balance":1190.0,"discount_rate":0,"discount_date":null,"#
                + #""modified":"2026-09-14T09:02:11+00:00","payments":[]}}]"#)
    }

    @Test func oneDocumentWithPositions() throws {
        var desk = HeroDesk()
        var draft = desk.draft([
            HeroLine("Montage", quantity: 12_500, unit: "Std", unitPrice: 5000, discountBasisPoints: 250, rate: 19),
            HeroLine(information: .text, "Hinweis"),
        ])
        draft.serviceTo = BusinessDay("2026-09-10")
        let id = desk.hero.publish(draft, now: desk.now)
        desk.pass(seconds: 10)
        let data = try desk.data(
            """
            query Doc($ids: [Int]) { customer_documents(ids: $ids, first: 1) { id nr type status_code status_name date value vat currency \
            selected_document_id document_type { id name base_type booking_relevant options { booking_category show_vat } } metadata \
            { invoice_style is_signed positions { type nr name net_value vat } } partner { id full_name } customer { id nr type title first_name \
            last_name company_name email phone_home phone_mobile is_deleted address { street line_1 line_2 zipcode city country { code name } } } \
            project_match { id project_nr name } customer_document_booking { is_open due_date balance payments { id paid_date value } } \
            published_customer_document_draft { is_protected data } file_upload { uuid filename type size temporary_url(expires: 900) } } }
            """, ["ids": [.int(id)]])
        let document = data["customer_documents"]?[0]
        #expect(
            document?["metadata"]?["positions"]?.text == #"[{"type":"product","nr":null,"name":"Montage","net_value":609.38,"vat":115.78}]"#
        )
        #expect(document?["partner"]?["full_name"] == "Erika Beispiel")
        #expect(document?["customer"]?["company_name"] == "Muster & Söhne <Bau> \"Nord\"")
        #expect(document?["customer"]?["address"]?["country"]?.text == #"{"code":"DE","name":"Deutschland"}"#)
        #expect(document?["project_match"]?.text == #"{"id":4401,"project_nr":"PRJ-215","name":"Badsanierung"}"#)
        let published = try #require(document?["published_customer_document_draft"]?["data"])
        let table = published["items"]?[1]
        let product = table?["items"]?[1]
        #expect(product?["quantity"]?.stringValue == "12.5")
        #expect(product?["net_price_per_unit"]?.decimalText == "50.0")
        #expect(product?["discount_percent"]?.decimalText == "2.5")
        #expect(product?["vat_percent"]?.decimalText == "19.0")
        #expect(table?["items"]?[2]?["type"] == "text")
        #expect(published["totals"]?.text == #"[{"vat_percent":19.0,"net_value":609.38,"vat_value":115.78}]"#)
        #expect(published["service_date"] == "2026-09-10")
        #expect(document?["file_upload"]?["filename"] == "RE-2026-0001.pdf")
        #expect(document?["file_upload"]?["type"] == "application/pdf")
    }

    @Test func contacts() throws {
        var desk = HeroDesk()
        let data = try desk.data(
            """
            query Contacts($n: Int, $o: Int) { contacts(show_deleted: true, orderBy: "modified desc", first: $n, offset: $o) { id nr type category \
            title first_name last_name company_name company_legal_form email phone_home phone_mobile is_deleted is_invoice_recipient \
            parent_customer_id created modified address { id street line_1 line_2 zipcode city country { code } } } }
            """, ["n": 500, "o": 0])
        #expect(data["contacts"]?.arrayValue?.count == 1)
        #expect(
            data["contacts"]?[0]?["address"]?.text
                == #"{"id":901,"street":"Beispielweg 1","line_1":null,"line_2":null,"zipcode":"30449","city":"Hannover","#
                + #""country":{"code":"DE"}}"#
        )
    }

    @Test func findsContacts() throws {
        var desk = HeroDesk()
        let gone = desk.hero.addCustomer(HeroCustomerRecord(type: "private", lastName: "Muster", email: "weg@x.example"), now: desk.now)
        desk.hero.editCustomer(gone, now: desk.now) { $0.isDeleted = true }
        func found(_ arguments: String) throws -> Int? { try desk.data("{ contacts(\(arguments)) { id } }")["contacts"]?.arrayValue?.count }
        #expect(try found("search: \"muster\"") == 2)
        #expect(try found("search: \"MUSTER\", show_deleted: false") == 1)
        #expect(try found("search: \"rechnung@musterbau.example\"") == 1)
        #expect(try found("search: \"10042\"") == 1)
        #expect(try found("search: \"niemand\"") == 0)
        #expect(try found("category: supplier") == 0)
        #expect(try found("ids: [\(gone)]") == 1)
    }

    @Test func createsAndUpdatesContacts() throws {
        var desk = HeroDesk()
        let create = """
            mutation NewContact($c: CustomerInput) { create_contact(findExisting: true, contact: $c) { id nr type company_name first_name last_name \
            email address_id modified } }
            """
        let input: SandboxJSON = [
            "category": "customer", "type": "commercial", "company_name": "Neukunde AG", "last_name": "Neumann", "first_name": "Nina",
            "email": "nina@neukunde.example", "phone_mobile": "+49 511 1234567",
            "address": ["street": "Neue Str. 5", "zipcode": "30159", "city": "Hannover", "country_id": 1],
        ]
        let first = try desk.data(create, ["c": input])["create_contact"]
        #expect(first?["company_name"] == "Neukunde AG")
        #expect(first?["address_id"] == 902)
        // A second request with the same e-mail finds the first.
        #expect(
            try desk.data(create, ["c": ["email": "NINA@neukunde.example", "last_name": "Andere"]])["create_contact"]?["id"] == first?["id"]
        )
        #expect(desk.hero.records.customers.rows.count == 2)
        // Without findExisting a duplicate appears.
        let second = try desk.data("mutation { create_contact(contact: {email: \"nina@neukunde.example\", last_name: \"N\"}) { id } }")
        #expect(second["create_contact"]?["id"] != first?["id"])
        #expect(try desk.failure("mutation { create_contact(contact: {email: \"a@b.example\"}) { id } }").hasPrefix("last_name.missing"))

        desk.pass(seconds: 60)
        let id = try #require(first?["id"]?.intValue)
        let update = "mutation Upd($c: CustomerInput) { update_contact(contact: $c) { id modified email last_name is_deleted } }"
        let changed = try desk.data(
            update, ["c": ["id": .int(id), "email": "neu@neukunde.example", "last_name": .null, "is_deleted": true]])
        // Null changes nothing, and is_deleted is dropped without a word.
        #expect(
            changed["update_contact"]?.text
                == #"{"id":\#(id),"modified":"2026-09-14T09:03:11+00:00","email":"neu@neukunde.example","#
                + #""last_name":"Neumann","is_deleted":false}"#
        )
        #expect(try desk.failure(update, ["c": ["id": 1]]) == "Contact not found")
    }

    @Test func logbook() throws {
        var desk = HeroDesk()
        let text = "RE-2026-0142 an Lexware Office übertragen (Beleg 1f2e…)."
        let log = "mutation Log($e: LogbookEntryInput) { add_logbook_entry(logbook_entry: $e) { id created custom_text } }"
        let entry: SandboxJSON = ["target": "project_match", "target_id": .int(desk.projectID), "custom_text": .string(text)]
        let data = try desk.data(log, ["e": entry])
        #expect(data["add_logbook_entry"]?["custom_text"] == .string(text))
        let read = """
            query H($p: Int, $t: String) { project_histories(project_match_id: $p, search_term: $t, show_system_histories: false, first: 5) \
            { id custom_text author_name target_project_match { id } } }
            """
        let found = try desk.data(read, ["p": .int(desk.projectID), "t": "re-2026-0142"])["project_histories"]
        #expect(found?.arrayValue?.count == 1)
        #expect(found?[0]?["author_name"] == "Sync Dienst")
        #expect(try desk.data(read, ["p": .int(desk.projectID), "t": "anderes"])["project_histories"] == [])
        #expect(try desk.failure(log, ["e": ["target": "project_match", "target_id": 1, "custom_text": "x"]]) == "Project not found")
    }

    @Test func tasks() throws {
        var desk = HeroDesk()
        let write = "mutation T($t: TaskInput) { update_task(task: $t) { id title due_date done_date target_project_match_id } }"
        let due: SandboxJSON = [
            "title": "Beleg prüfen", "due_date": "2026-09-15T07:00:00+00:00", "target_project_match_id": .int(desk.projectID),
        ]
        let id = try #require(try desk.data(write, ["t": due])["update_task"]?["id"]?.intValue)
        let done = try desk.data(write, ["t": ["id": .int(id), "done_date": "2026-09-16T07:00:00+02:00"]])["update_task"]
        #expect(done?["title"] == "Beleg prüfen" && done?["done_date"] == "2026-09-16T07:00:00+02:00")
        #expect(desk.hero.records.tasks.rows.count == 1)
        #expect(try desk.failure(write, ["t": ["id": 1]]) == "Task not found")
    }

    @Test(arguments: [
        "2026-09-15 07:00:00+00:00", "2026-09-15T07:00:00", "2026-09-15T07:00:00.000+00:00", "2026-09-15T07:00:00Z", "morgen",
    ])
    func refusesOtherDateTimes(_ text: String) throws {
        var desk = HeroDesk()
        let write = "mutation T($t: TaskInput) { update_task(task: $t) { id } }"
        let answer = try desk.answer(write, ["t": ["title": "x", "due_date": .string(text)]])
        #expect(answer.text == #"{"errors":[{"message":"Internal server error","path":["update_task"]}],"data":{"update_task":null}}"#)
        #expect(desk.hero.records.tasks.rows.isEmpty)
    }

    @Test func projectsCountriesAndSearch() throws {
        var desk = HeroDesk()
        let id = desk.publish()
        let hidden = desk.hero.addProject(name: nil, customerID: desk.customerID, now: desk.now)
        let data = try desk.data(
            """
            { countries { id code } one: project_match(project_match_id: \(desk.projectID)) { project_nr customer { id } customer_documents(first: 5) \
            { id } } none: project_match(project_match_id: 1) { id } all: project_matches(customer_id: \(desk.customerID)) { id } \
            hidden: project_matches(type: "copcontact") { id name project_nr } number: project_matches(relative_id: "PRJ-215") { id } \
            global_search(category: documents, term: "re-2026-0001", first: 3) { __typename ... on CustomerDocument { id } } }
            """)
        #expect(data["countries"]?[0]?.text == #"{"id":1,"code":"DE"}"#)
        #expect(data["one"]?.text == #"{"project_nr":"PRJ-215","customer":{"id":3301},"customer_documents":[{"id":\#(id)}]}"#)
        #expect(data["none"] == .null)
        #expect(data["all"]?.arrayValue?.count == 2)
        #expect(data["hidden"]?.text == #"[{"id":\#(hidden),"name":null,"project_nr":"KONT-3301"}]"#)
        #expect(data["number"]?.text == #"[{"id":\#(desk.projectID)}]"#)
        #expect(data["global_search"]?.text == #"[{"__typename":"CustomerDocument","id":\#(id)}]"#)
    }

    @Test func whatHasNoDataIsEmpty() throws {
        var desk = HeroDesk()
        let data = try desk.data("{ webhooks { id } file_upload_folders { id } webhook_event_types { event_type } }")
        #expect(data.text == #"{"webhooks":[],"file_upload_folders":[],"webhook_event_types":[]}"#)
        #expect(try desk.data("mutation { delete_document(document_id: 1) { id } }")["delete_document"] == .null)
    }
}
