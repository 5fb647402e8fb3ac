import Bookkeeping
import Testing

/// lexoffice-api.md §3.1: one field lexoffice dislikes costs the whole contact.
struct ContactDraftTests {
    let company = Customer(
        id: 17, number: "K-4711", isCompany: true, companyName: " Dachbau Beispiel GmbH ", salutation: "Frau", firstName: "Jana",
        lastName: "Probe", email: " rechnung@dachbau.example ", phone: "+49 511 000000", vatID: " de 123456789 ",
        address: PostalAddress(street: "Musterweg 4", supplement: "", zip: "30159", city: "Hannover", countryCode: "at"))

    @Test func companyWithEverything() throws {
        let draft = try ContactDraft(customer: company)
        guard case .company(let name, let vatID, let person) = draft.party else {
            Issue.record("not a company")
            return
        }
        #expect(name == "Dachbau Beispiel GmbH")
        #expect(vatID == "DE123456789")
        #expect(person?.lastName == "Probe")
        #expect(person?.salutation == "Frau")
        #expect(draft.email == "rechnung@dachbau.example")
        #expect(draft.phone == "+49 511 000000")
        #expect(draft.note == "HERO-Kunde K-4711")
        #expect(draft.address == PostalAddress(street: "Musterweg 4", zip: "30159", city: "Hannover", countryCode: "AT"))
    }

    @Test func emptyFieldsAreOmitted() throws {
        let bare = Customer(
            id: 17, number: " ", isCompany: true, companyName: "A", email: "", phone: "", vatID: "", address: PostalAddress(street: " "))
        let draft = try ContactDraft(customer: bare)
        #expect(draft.party == .company(name: "A", vatID: nil, contactPerson: nil))
        #expect(draft.email == nil)
        #expect(draft.phone == nil)
        #expect(draft.address == nil)
        #expect(draft.note == "HERO-Kunde 17")
    }

    @Test(arguments: [(nil, "DE"), ("", "DE"), ("Österreich", "DE"), ("ch", "CH"), ("ES_CN", "ES_CN"), ("D", "DE")] as [(String?, String)])
    func country(_ code: String?, _ expected: String) throws {
        #expect(try ContactDraft(customer: company.with { $0.address?.countryCode = code }).address?.countryCode == expected)
    }

    @Test(arguments: ["x", "x@y", "@y.z", "x@", "x@y.", "x@.z", "a b@y.z", "x@@y.z", "x@y..z", "x@dächer.de", "x@y.z, a@b.c", "<x@y.z>"])
    func badEmail(_ email: String) throws {
        #expect(try ContactDraft(customer: company.with { $0.email = email }).email == nil)
    }

    @Test(arguments: ["call me", "0511/0 (abends)", "-", String(repeating: "1", count: 31)])
    func badPhone(_ phone: String) throws {
        #expect(try ContactDraft(customer: company.with { $0.phone = phone }).phone == nil)
    }

    @Test func person() throws {
        let draft = try ContactDraft(
            customer: company.with {
                $0.isCompany = false; $0.salutation = String(repeating: "x", count: 26)
            })
        guard case .person(let person) = draft.party else {
            Issue.record("not a person")
            return
        }
        #expect(person.firstName == "Jana")
        #expect(person.lastName == "Probe")
        #expect(person.salutation == nil)
        #expect(draft.vatID == nil)
    }

    @Test(arguments: [(true, "missing=company_name"), (false, "missing=last_name")])
    func withoutName(_ isCompany: Bool, _ detail: String) {
        let nameless = company.with {
            $0.isCompany = isCompany; $0.companyName = " "; $0.lastName = nil
        }
        let error = #expect(throws: ContactIncomplete.self) { try ContactDraft(customer: nameless) }
        #expect(error?.reason == .contactIncomplete)
        #expect(error?.detail == detail)
    }
}
