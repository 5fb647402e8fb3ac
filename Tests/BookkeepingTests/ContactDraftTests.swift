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

    @Test(
        arguments: [
            (nil, "DE"), ("", "DE"), ("  ", "DE"), ("Österreich", "AT"), ("Oesterreich", "AT"), ("ÖSTERREICH", "AT"), ("ch", "CH"),
            ("CHE", "CH"),
            ("Schweiz", "CH"), ("switzerland", "CH"), ("ES_CN", "ES_CN"), ("D", "DE"), ("DEU", "DE"), ("deutschland", "DE"),
            ("Germany", "DE"),
            ("NLD", "NL"), ("Holland", "NL"), ("UK", "GB"), ("EL", "GR"), ("Türkei", "TR"), ("Frankreich", "FR"), ("U.S.A.", "US"),
        ] as [(String?, String)])
    func country(_ code: String?, _ expected: String) throws {
        #expect(try ContactDraft(customer: company.with { $0.address?.countryCode = code }).address?.countryCode == expected)
    }

    /// Never taken for Germany: the address would be wrong for good.
    @Test(arguments: ["XX", "QQQ", "Mittelerde", "Ostfriesland", "?", "12"]) func anUnknownCountryIsAsked(_ country: String) {
        let error = #expect(throws: ContactIncomplete.self) {
            try ContactDraft(customer: company.with { $0.address?.countryCode = country })
        }
        #expect(error?.reason == .countryUnknown && error?.detail == "field=country")
    }

    /// An umlaut is a letter, of several addresses the first one counts, and what stands around it is not the address.
    @Test(arguments: [
        ("x@dächer.de", "x@dächer.de"), ("jörg.groß@web.de", "jörg.groß@web.de"), ("rené@café.example", "rené@café.example"),
        ("x@y.z, a@b.c", "x@y.z"), ("x@y.z; a@b.c", "x@y.z"), ("x@y.z a@b.c", "x@y.z"), ("x@y.z\na@b.c", "x@y.z"), ("<x@y.z>", "x@y.z"),
        ("Jana Probe <x@y.z>", "x@y.z"), ("\"Probe, Jana\" <x@y.z>", "x@y.z"), ("E-Mail: x@y.z", "x@y.z"), ("mailto:x@y.z", "x@y.z"),
        (" x@y.z ", "x@y.z"), ("a+b@y.z", "a+b@y.z"),
    ]) func emailAsItIsTyped(_ text: String, _ expected: String) throws {
        let draft = try ContactDraft(customer: company.with { $0.email = text })
        #expect(draft.email == expected && draft.leftOut.isEmpty)
    }

    @Test(arguments: ["x", "x@y", "@y.z", "x@", "x@y.", "x@.z", "max muster@y.z", "x@@y.z", "x@y..z", "keine", "x@y z.de"])
    func noEmailAtAll(_ email: String) throws {
        let draft = try ContactDraft(customer: company.with { $0.email = email })
        #expect(draft.email == nil && draft.leftOut == [.email])
    }

    @Test(arguments: [
        ("+49 511 000000", "+49 511 000000"), ("0511/123456 (abends)", "0511/123456"), ("Tel.: 0511-123456", "0511-123456"),
        ("(0511) 12 34 56", "(0511) 12 34 56"), ("0511 123456 / 0170 654321", "0511 123456"),
        ("0170 654321, privat 0511 123456", "0170 654321"),
        ("bitte erst ab 18 Uhr: 0511 123456", "0511 123456"), ("+49 (0) 511 / 12 34 56 - 0", "+49 (0) 511 / 12 34 56 - 0"),
        ("+ 49 5 1 1 - 1 2 3 4 5 6 7 8 9 0 1", "+4951112345678901"), ("0511 123456 Büro Fr. Probe, sonst Zentrale", "0511 123456"),
    ]) func theNumberOfATelephoneText(_ text: String, _ expected: String) throws {
        let draft = try ContactDraft(customer: company.with { $0.phone = text })
        #expect(draft.phone == expected && draft.leftOut.isEmpty)
    }

    @Test(arguments: ["call me", "-", "1 2 3", "siehe Frau Probe", String(repeating: "1", count: 31)])
    func noNumberAtAll(_ phone: String) throws {
        let draft = try ContactDraft(customer: company.with { $0.phone = phone })
        #expect(draft.phone == nil && draft.leftOut == [.phone])
    }

    @Test(arguments: ContactField.allCases) func whatLexofficeRefusesIsLeftOutOnce(_ field: ContactField) throws {
        let draft = try ContactDraft(customer: company)
        let without = try #require(draft.without(field))
        #expect(without.leftOut == [field] && without.without(field) == nil && without.party.name == "Dachbau Beispiel GmbH")
        #expect((without.email == nil) == (field == .email) && (without.phone == nil) == (field == .phone))
    }

    /// In HERO's field of its own, and written into the name as well by some (hero-2026.md §4).
    @Test(
        arguments: [
            ("Muster Bau", "GmbH", "Muster Bau GmbH"), ("Muster Bau GmbH", "GmbH", "Muster Bau GmbH"), ("Muster Bau", " ", "Muster Bau"),
            ("Muster Bau G.m.b.H.", "GmbH", "Muster Bau G.m.b.H."), ("Muster Bau", "e.K.", "Muster Bau e.K."),
            ("Muster Bau", nil, "Muster Bau"),
            ("Muster", "GmbH & Co. KG", "Muster GmbH & Co. KG"),
        ] as [(String, String?, String)]) func theLegalFormBelongsToTheName(_ name: String, _ form: String?, _ expected: String) throws
    {
        let draft = try ContactDraft(
            customer: company.with {
                $0.companyName = name; $0.legalForm = form
            })
        #expect(draft.party.name == expected)
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

extension ContactDraft.Party {
    fileprivate var name: String {
        switch self {
        case .company(let name, _, _): name
        case .person(let person): person.lastName
        }
    }
}
