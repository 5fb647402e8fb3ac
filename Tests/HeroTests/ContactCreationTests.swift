import Bookkeeping
import Testing
import Transport

@testable import Hero

/// hero-api.md §5.5.
struct ContactCreationTests {
    private func draft(_ contact: LexofficeContact, person: ContactCard.Person? = nil, mobile: String? = nil) throws -> CustomerDraft {
        try CustomerDraft(ContactCard(contact: contact, person: person, mobile: mobile))
    }

    private func company() throws -> CustomerDraft {
        try draft(
            LexofficeContact(
                id: "c", name: "Neukunde \"AG\"", isCompany: true, isCustomer: true, emails: ["nina@neukunde.example"],
                addresses: [
                    PostalAddress(street: "Neue Str. 5", supplement: "2. OG", zip: "30159", city: "Hannover", countryCode: "DE")
                ]),
            person: ContactCard.Person(salutation: "Frau", firstName: "Nina", lastName: "Neumann"), mobile: "+49 511 1234567")
    }

    private func create(_ answer: ScriptedTransport.Answer, countries: [String: Int] = ["DE": 1]) async throws -> (
        outcome: WriteOutcome<CreatedCustomer, HeroError>, requests: [SentRequest]
    ) {
        let transport = ScriptedTransport(answer)
        let outcome = await HeroWriter(try connection(transport)).createContact(try company(), countryIDs: countries)
        return (outcome, transport.requests)
    }

    private let complete = #"""
        {"data":{"create_contact":{"id":3399,"type":"commercial","title":"Frau","company_name":"Neukunde AG","first_name":"Nina",
        "last_name":"Neumann","email":"nina@neukunde.example","phone_home":null,"phone_mobile":"+49 (511) 1234567","category":"customer",
        "address":{"street":"Neue Str. 5","line_1":"2. OG","zipcode":"30159","city":"Hannover","country":{"code":"DE"}}}}}
        """#

    @Test func everyFieldIsSentOnceAndNoneIsEmpty() async throws {
        let (outcome, requests) = try await create(.json(complete))
        #expect(outcome == .accepted(CreatedCustomer(id: 3399, dropped: [])))
        let request = try #require(requests.first)
        #expect(requests.count == 1 && request.outgoing.isWrite)
        #expect(request.query == HeroDocuments.createContact.text)
        #expect(request.query?.contains("findExisting: false") == true)
        let expected =
            #""variables":{"c":{"category":"customer","type":"commercial","company_name":"Neukunde \"AG\"","title":"Frau","#
            + #""first_name":"Nina","last_name":"Neumann","email":"nina@neukunde.example","phone_mobile":"+49 511 1234567","#
            + #""address":{"street":"Neue Str. 5","line_1":"2. OG","zipcode":"30159","city":"Hannover","country_id":1}}}}"#
        #expect(request.bodyText.hasSuffix(expected), "\(request.bodyText.suffix(420))")
        #expect(Array(request.bodyText.utf8) == HeroWriter.contactBody(try company(), countryIDs: ["DE": 1]))
    }

    @Test func aCountryHeroDoesNotHaveIsLeftOut() async throws {
        let (_, requests) = try await create(.json(complete), countries: ["AT": 2])
        #expect(requests.first?.bodyText.contains("country_id") == false)
    }

    @Test func aPersonIsPrivate() async throws {
        let transport = ScriptedTransport(
            .json(#"{"data":{"create_contact":{"id":1,"type":"private","last_name":"Groß","category":"customer"}}}"#))
        let contact = LexofficeContact(id: "c", name: "Groß", isCompany: false, isCustomer: true)
        let draft = try draft(contact, person: ContactCard.Person(lastName: "Groß"))
        let outcome = await HeroWriter(try connection(transport)).createContact(draft, countryIDs: [:])
        #expect(outcome == .accepted(CreatedCustomer(id: 1, dropped: [])))
        #expect(
            transport.requests.first?.bodyText.hasSuffix(#""variables":{"c":{"category":"customer","type":"private","last_name":"Groß"}}}"#)
                == true)
    }

    @Test func whatHeroDroppedInSilenceIsNamed() async throws {
        let json = #"""
            {"data":{"create_contact":{"id":5,"type":"commercial","title":" ","company_name":"x","first_name":"y","last_name":"z",
            "category":"customer","phone_mobile":"1","address":{"street":"s","line_1":null,"zipcode":"1","city":"c","country":null}}}}
            """#
        let (outcome, _) = try await create(.json(json))
        #expect(outcome == .accepted(CreatedCustomer(id: 5, dropped: ["title", "email", "address.line_1", "address.country_id"])))
        let bare = try await create(.json(#"{"data":{"create_contact":{"id":5}}}"#)).outcome
        guard case .accepted(let customer) = bare else {
            Issue.record("\(bare)")
            return
        }
        #expect(customer.dropped.contains("company_name") && customer.dropped.contains("address.zipcode"))
    }

    @Test(arguments: [
        ScriptedTransport.Answer.broken(.mayHaveBeenSent, .timeout), .broken(.answered(status: 200), .closed), .body([], status: 502),
        .json(#"{"data":{"create_contact":null}}"#), .json(#"{"data":{"create_contact":{"nr":"1"}}}"#),
        .json(#"{"errors":[{"message":"Internal server error"}],"data":{"create_contact":null}}"#),
    ])
    func whatMayHaveHappenedIsUnknownAndNotRepeated(answer: ScriptedTransport.Answer) async throws {
        let (outcome, requests) = try await create(answer)
        guard case .unknown = outcome else {
            Issue.record("expected unknown, got \(outcome)")
            return
        }
        #expect(requests.count == 1)
    }

    @Test func countriesByCode() async throws {
        let json = #"{"data":{"countries":[{"id":4,"code":"de"},{"id":1,"code":"DE"},{"id":2,"code":"AT"},{"id":null,"code":"CH"},null]}}"#
        #expect(try await reader(ScriptedTransport(.json(json))).countryIDs() == ["DE": 1, "AT": 2])
    }

    @Test func everyContactIsReadByIDAndARowWithoutOneIsNoProof() async throws {
        let rows = #"[{"id":1,"type":null,"company_name":"A","company_legal_form":"GmbH","email":7,"address":{"zipcode":"30159"}}]"#
        let transport = ScriptedTransport(
            .json(#"{"data":{"contacts":\#(rows)}}"#), .json(#"{"data":{"contacts":[]}}"#))
        let contacts = try await reader(transport).allContacts()
        // Neither a missing kind nor an unreadable address for e-mail makes a customer invisible.
        #expect(
            contacts.map(\.known)
                == [KnownCustomer(id: 1, names: ["A", "A GmbH"], addresses: [PostalAddress(zip: "30159")])])
        #expect(try transport.requests.first?.variables.text("order") == "id")
        let nameless = ScriptedTransport(.json(#"{"data":{"contacts":[{"nr":"1"}]}}"#), .json(#"{"data":{"contacts":[]}}"#))
        let strict = try reader(nameless)
        let error = await heroError { () async throws(HeroError) in try await strict.allContacts() }
        #expect(error?.code == .badAnswer)
    }
}
