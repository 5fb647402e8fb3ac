import Bookkeeping
import HTTPTypes
import Testing
import Transport

@testable import Sandbox

@Suite struct LexofficeContactTests {
    @Test func `creating answers an action result without the number, reading shows it`() {
        var desk = LexofficeDesk()
        let reply = desk.post(
            "/v1/contacts",
            [
                "version": 0, "roles": ["customer": [:]],
                "company": [
                    "name": "Dachbau Beispiel GmbH", "vatRegistrationId": "DE123456789",
                    "contactPersons": [
                        [
                            "salutation": "Frau", "firstName": "Jana", "lastName": "Probe", "primary": true,
                            "emailAddress": "jana@dachbau.example",
                        ]
                    ],
                ],
                "addresses": ["billing": [["street": "Musterweg 4", "zip": "30159", "city": "Hannover", "countryCode": "DE"]]],
                "emailAddresses": ["business": ["rechnung@dachbau.example"]], "phoneNumbers": ["business": ["+49 511 000000"]],
                "note": "HERO-Kunde 4711",
            ])
        #expect(reply.status == 200)
        #expect(reply.json.objectValue?.keys == ["id", "resourceUri", "createdDate", "updatedDate", "version"])
        #expect(reply.json["createdDate"] == "2026-03-31T10:15:09.447+02:00")
        #expect(reply.json["version"] == 1)
        let id = reply.json["id"]?.stringValue ?? ""
        #expect(reply.response.head.headerFields[.location] == "https://api.lexware.io/v1/contacts/\(id)")
        let contact = desk.get("/v1/contacts/\(id)").json
        #expect(contact["roles"] == ["customer": ["number": 10_001]])
        #expect(contact["company"]?["vatRegistrationId"] == "DE123456789")
        #expect(contact["company"]?["contactPersons"]?[0]?["emailAddress"] == "jana@dachbau.example")
        #expect(contact["addresses"]?["billing"]?[0]?["city"] == "Hannover")
        #expect(contact["emailAddresses"] == ["business": ["rechnung@dachbau.example"]])
        #expect(contact["archived"] == false)
        #expect(contact["person"] == nil)
    }

    @Test func `numbers are assigned in turn, a sent one is ignored`() {
        var desk = LexofficeDesk()
        var body = LexofficeDesk.company("Bau AG")
        body["roles"] = ["customer": ["number": 4711], "vendor": [:]]
        let first = desk.post("/v1/contacts", body).json["id"]?.stringValue ?? ""
        let second = desk.company()
        #expect(desk.standIn.contact(first)?.customerNumber == 10_001)
        #expect(desk.standIn.contact(first)?.vendorNumber == 70_001)
        #expect(desk.standIn.contact(second)?.customerNumber == 10_002)
        #expect(desk.standIn.contact(second)?.vendorNumber == nil)
    }

    static let refusals: [(String, SandboxJSON?, String)] = [
        ("version", nil, "missing_entity version"),
        ("version", 1, "invalid_value version"),
        ("roles", nil, "missing_entity roles"),
        ("roles", [:], "missing_entity roles"),
        ("company", nil, "missing_entity company and person"),
        ("person", ["lastName": "Test"], "invalid_value company and person"),
        ("company", ["name": ""], "missing_entity company.name"),
        ("company", [:], "missing_entity company.name"),
        ("company", ["name": "A", "taxNumber": ""], "missing_entity company.taxNumber"),
        ("company", ["name": "A", "vatRegistrationId": ""], "missing_entity company.vatRegistrationId"),
        ("company", ["name": "A", "vatRegistrationId": "de123456789"], "invalid_value company.vatRegistrationId"),
        ("company", ["name": "A", "vatRegistrationId": "DE12345678"], "invalid_value company.vatRegistrationId"),
        ("company", ["name": "A", "vatRegistrationId": "ATU-1234567"], "invalid_value company.vatRegistrationId"),
        ("company", ["name": "A", "contactPersons": [["lastName": "B"], ["lastName": "C"]]], "invalid_value company.contactPersons"),
        ("company", ["name": "A", "contactPersons": [["firstName": "B"]]], "missing_entity company.contactPersons[0].lastName"),
        (
            "company", ["name": "A", "contactPersons": [["lastName": "B", "salutation": "abcdefghijklmnopqrstuvwxyz"]]],
            "invalid_size company.contactPersons[0].salutation"
        ),
        ("addresses", ["billing": [["city": "Hannover"]]], "missing_entity addresses.billing[0].countryCode"),
        ("addresses", ["billing": [["countryCode": "Deutschland"]]], "invalid_value addresses.billing[0].countryCode"),
        ("addresses", ["billing": [["countryCode": "DE", "street": ""]]], "missing_entity addresses.billing[0].street"),
        ("addresses", ["billing": [["countryCode": "DE"], ["countryCode": "AT"]]], "invalid_value addresses.billing"),
        ("emailAddresses", ["business": ["kein-klammeraffe"]], "invalid_value emailAddresses[0].emailAddress"),
        ("emailAddresses", ["business": ["büro @müller.example"]], "invalid_value emailAddresses[0].emailAddress"),
        ("emailAddresses", ["business": ["a@b.example", "c@d.example"]], "invalid_value emailAddresses.business"),
        ("phoneNumbers", ["mobile": ["1", "2"]], "invalid_value phoneNumbers.mobile"),
        ("note", .string(String(repeating: "x", count: 1001)), "invalid_size note"),
        ("xRechnung", ["buyerReference": "04011000"], "missing_entity xRechnung.vendorNumberAtCustomer"),
    ]

    @Test(arguments: refusals)
    func `what is wrong is refused under the name of the member`(member: String, value: SandboxJSON?, issue: String) {
        var desk = LexofficeDesk()
        var body = LexofficeDesk.company("Bau AG")
        body[member] = value
        let reply = desk.post("/v1/contacts", body)
        #expect(reply.status == 406)
        #expect(reply.issues == [issue])
        #expect(desk.standIn.contacts.isEmpty)
    }

    /// lexoffice-2026.md §2; the stricter reading can be switched on.
    @Test(arguments: [true, false]) func `umlauts in an e-mail address`(accepts: Bool) {
        var desk = LexofficeDesk { $0.acceptsUmlautEmails = accepts }
        var body = LexofficeDesk.company("Bau AG")
        body["emailAddresses"] = ["business": ["büro@müller.example"]]
        #expect(desk.post("/v1/contacts", body).status == (accepts ? 200 : 406))
    }

    /// lexoffice's own numbering of contacts that are made at once (lexoffice-2026.md §3).
    @Test func `a number given twice`() {
        var desk = LexofficeDesk { $0.numberingMilliseconds = 3000 }
        #expect(desk.post("/v1/contacts", LexofficeDesk.company("Bau AG")).status == 200)
        desk.pass(milliseconds: 2999)
        let refused = desk.post("/v1/contacts", LexofficeDesk.company("Holz KG"))
        #expect(refused.status == 406 && refused.issues == ["account_number_already_exists roles.customer.number"])
        desk.pass(milliseconds: 1)
        #expect(desk.post("/v1/contacts", LexofficeDesk.company("Holz KG")).status == 200)
        #expect(desk.standIn.contacts.count == 2)
    }

    @Test func `what the office does to a contact`() throws {
        var desk = LexofficeDesk()
        let ids = ["Bau AG", "Holz KG"].map { desk.company($0) }
        try desk.standIn.takeCustomerRole(ids[0], now: desk.now)
        #expect(desk.get("/v1/contacts/\(ids[0])").json["roles"]?["customer"] == nil)
        #expect(desk.post("/v1/vouchers", LexofficeDesk.invoice(ids[0])).status == 406)
        try desk.standIn.editContact(ids[1], now: desk.now) { $0.isSpoilt = true }
        #expect(desk.get("/v1/contacts/\(ids[1])").json["roles"] == .array([]))
        try desk.standIn.deleteContact(ids[1], now: desk.now)
        #expect(desk.get("/v1/contacts/\(ids[1])").status == 404)
        #expect(desk.post("/v1/vouchers", LexofficeDesk.invoice(ids[1])).issues == ["invalid_value contactId"])
    }

    @Test func `members nobody knows and null are ignored`() {
        var desk = LexofficeDesk()
        var body = LexofficeDesk.company("Bau AG")
        body["archived"] = true
        body["lieblingsfarbe"] = "blau"
        body["note"] = .null
        let id = desk.post("/v1/contacts", body).json["id"]?.stringValue ?? ""
        #expect(desk.standIn.contact(id)?.isArchived == false)
    }

    @Test func `a person is shown as one and found by both names`() {
        var desk = LexofficeDesk()
        var body = LexofficeDesk.company("")
        body["company"] = nil
        body["person"] = ["salutation": "Herr", "firstName": "Max", "lastName": "Test"]
        let id = desk.post("/v1/contacts", body).json["id"]?.stringValue ?? ""
        #expect(desk.get("/v1/contacts/\(id)").json["person"] == ["salutation": "Herr", "firstName": "Max", "lastName": "Test"])
        desk.pass(milliseconds: 2000)
        #expect(desk.get("/v1/contacts?name=max%20t").rows.count == 1)
    }

    @Test func `an update needs the version at hand and replaces everything`() {
        var desk = LexofficeDesk()
        var body = LexofficeDesk.company("Bau AG")
        body["note"] = "bleibt nicht"
        let id = desk.post("/v1/contacts", body).json["id"]?.stringValue ?? ""
        body["note"] = nil
        #expect(desk.put("/v1/contacts/\(id)", body).issues == ["invalid_value version"])
        body["version"] = 1
        let reply = desk.put("/v1/contacts/\(id)", body)
        #expect(reply.status == 200)
        #expect(reply.json["version"] == 2)
        #expect(desk.standIn.contact(id)?.content.note == nil)
        #expect(desk.put("/v1/contacts/\(id)", body).issues == ["invalid_value version"])
        #expect(desk.put("/v1/contacts/unbekannt", body).status == 404)
    }

    @Test func `a contact with two entries in a list cannot be updated`() {
        var desk = LexofficeDesk()
        var content = LexofficeContactContent(identity: .company(.init(name: "Bau AG")))
        content.emails = [.init(list: "business", value: "a@bau.example"), .init(list: "business", value: "b@bau.example")]
        let id = desk.standIn.enterContact(content, now: desk.now)
        var body = LexofficeDesk.company("Bau AG")
        body["version"] = 1
        #expect(desk.put("/v1/contacts/\(id)", body).issues == ["invalid_value emailAddresses.business"])
        #expect(desk.get("/v1/contacts/\(id)").json["emailAddresses"]?["business"]?.arrayValue?.count == 2)
    }

    @Test func `an unknown contact is 404 in the legacy shape`() {
        var desk = LexofficeDesk()
        let reply = desk.get("/v1/contacts/3b0f7c0e-6f0e-4a2e-9d54-0f4f0f5d2a10")
        #expect(reply.status == 404)
        #expect(reply.issues == ["- contact not found"])
    }
}

@Suite struct LexofficeContactSearchTests {
    private func desk(_ names: [String]) -> LexofficeDesk {
        var desk = LexofficeDesk()
        for name in names { _ = desk.company(name) }
        desk.pass(milliseconds: 2000)
        return desk
    }

    private func names(_ reply: Reply) -> [String] { reply.rows.compactMap { $0["company"]?["name"]?.stringValue } }

    @Test func `a new contact is found after the lag alone, and read at once`() {
        var desk = LexofficeDesk()
        let id = desk.company()
        #expect(desk.get("/v1/contacts/\(id)").status == 200)
        desk.pass(milliseconds: 1999)
        #expect(desk.get("/v1/contacts?name=dachbau").rows.isEmpty)
        desk.pass(milliseconds: 1)
        #expect(desk.get("/v1/contacts?name=dachbau").rows.map { $0["id"] } == [.string(id)])
    }

    @Test func `the name matches anywhere without regard to case, with wildcards`() {
        var desk = desk(["Dachbau Beispiel GmbH", "Nordbau KG", "100% Holz"])
        #expect(names(desk.get("/v1/contacts?name=BAU%20b")) == ["Dachbau Beispiel GmbH"])
        #expect(names(desk.get("/v1/contacts?name=bau")) == ["Dachbau Beispiel GmbH", "Nordbau KG"])
        #expect(names(desk.get("/v1/contacts?name=n_rdb")) == ["Nordbau KG"])
        #expect(names(desk.get("/v1/contacts?name=d%25bei%25gmbh")) == ["Dachbau Beispiel GmbH"])
        #expect(names(desk.get("/v1/contacts?name=0%5C%25%20h")) == ["100% Holz"])
        #expect(names(desk.get("/v1/contacts?name=r%5C_d")) == [])
    }

    @Test func `two characters are too few`() {
        var desk = desk(["Bau AG"])
        let reply = desk.get("/v1/contacts?name=ba")
        #expect(reply.status == 400)
        #expect(reply.issues == ["- name: size must be between 3 and 128"])
        #expect(desk.get("/v1/contacts?email=x@").status == 400)
        #expect(desk.get("/v1/contacts?name=\(String(repeating: "x", count: 129))").status == 400)
    }

    @Test func `ampersand and angle brackets must be HTML-escaped, else nothing is found`() {
        var desk = desk(["Johnson & Partner", "A<B>C Bau"])
        #expect(names(desk.get("/v1/contacts?name=johnson%20%26amp%3B%20partner")) == ["Johnson & Partner"])
        #expect(names(desk.get("/v1/contacts?name=johnson%20%26%20partner")) == [])
        #expect(names(desk.get("/v1/contacts?name=johnson%20%26")) == [])
        #expect(names(desk.get("/v1/contacts?name=a%26lt%3Bb%26gt%3Bc")) == ["A<B>C Bau"])
        #expect(names(desk.get("/v1/contacts?name=a%3Cb%3Ec")) == [])
    }

    @Test func `e-mail search covers contact persons`() {
        var desk = LexofficeDesk()
        var body = LexofficeDesk.company("Bau AG")
        body["company"] = ["name": "Bau AG", "contactPersons": [["lastName": "Probe", "emailAddress": "jana@bau.example"]]]
        _ = desk.post("/v1/contacts", body)
        desk.pass(milliseconds: 2000)
        #expect(names(desk.get("/v1/contacts?email=JANA@bau")) == ["Bau AG"])
        #expect(names(desk.get("/v1/contacts?email=peter@bau")) == [])
    }

    @Test func `number and roles filter, joined by and`() {
        var desk = desk(["Bau AG", "Holz KG"])
        #expect(names(desk.get("/v1/contacts?number=10002")) == ["Holz KG"])
        #expect(names(desk.get("/v1/contacts?number=10002&name=bau")) == [])
        #expect(desk.get("/v1/contacts?customer=true").rows.count == 2)
        #expect(desk.get("/v1/contacts?vendor=true").rows.isEmpty)
        #expect(desk.get("/v1/contacts?number=zehn").status == 400)
        #expect(desk.get("/v1/contacts?customer=ja").status == 400)
        #expect(desk.get("/v1/contacts?name=bau&name=holz").status == 400)
    }

    @Test func `archived contacts are found like all others`() throws {
        var desk = desk(["Bau AG"])
        let id = try #require(desk.standIn.contacts.first?.id)
        try desk.standIn.archiveContact(id, now: desk.now)
        #expect(desk.get("/v1/contacts?name=bau").rows.first?["archived"] == false)
        desk.pass(milliseconds: 2000)
        #expect(desk.get("/v1/contacts?name=bau").rows.first?["archived"] == true)
    }

    @Test func `pages are sorted by name and describe themselves`() {
        var desk = desk(["Zander", "Anker", "Meise"])
        let reply = desk.get("/v1/contacts?size=2&page=1")
        #expect(names(reply) == ["Zander"])
        #expect(reply.json["first"] == false)
        #expect(reply.json["last"] == true)
        #expect(reply.json["totalPages"] == 2)
        #expect(reply.json["totalElements"] == 3)
        #expect(reply.json["numberOfElements"] == 1)
        #expect(reply.json["sort"]?[0]?["property"] == "name")
        #expect(desk.get("/v1/contacts").json["size"] == 25)
        #expect(desk.get("/v1/contacts?size=251").status == 400)
        #expect(desk.get("/v1/contacts?page=40&size=250").status == 400)
        #expect(desk.get("/v1/contacts?page=39&size=250").status == 200)
    }
}
