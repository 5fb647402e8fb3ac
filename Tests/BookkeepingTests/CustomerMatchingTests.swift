import Bookkeeping
import Testing

/// domain.md S38 read from lexoffice's side, and S40.
struct CustomerMatchingTests {
    private let address = PostalAddress(street: "Königsstraße 12a", zip: "30159", city: "Hannover", countryCode: "DE")

    private func contact(
        _ name: String = "Müller & Söhne GmbH", vatID: String? = nil, emails: [String] = [], addresses: [PostalAddress] = []
    ) -> LexofficeContact {
        LexofficeContact(
            id: "c", name: name, isCompany: true, isCustomer: true, vatID: vatID, emails: emails, addresses: addresses)
    }

    private func match(_ contact: LexofficeContact, _ customers: KnownCustomer...) -> CustomerMatch {
        CustomerIndex(customers).match(contact)
    }

    @Test func strongestKeyDecides() {
        let full = contact(vatID: "DE123456789", emails: ["Post@Mueller.example"], addresses: [address])
        let byVAT = KnownCustomer(id: 3, names: ["Other"], vatID: "de 123 456 789")
        let byEmail = KnownCustomer(id: 2, names: ["Mueller & Soehne GmbH"], emails: ["post@mueller.example"])
        let byPlace = KnownCustomer(id: 1, names: ["MÜLLER  Söhne GmbH"], addresses: [address])
        #expect(match(full) == .none)
        #expect(match(full, byPlace, byEmail, byVAT) == .one(3))
        #expect(match(full, byPlace, byEmail) == .one(2))
        #expect(match(full, byPlace) == .one(1))
        #expect(CustomerIndex([byPlace, byEmail, byVAT]).resembling(full) == [1, 2, 3])
    }

    @Test func oneFieldAloneIsNoMatch() {
        let full = contact(emails: ["post@mueller.example"], addresses: [address])
        #expect(match(full, KnownCustomer(id: 1, names: ["Other"], emails: ["post@mueller.example"])) == .none)
        #expect(match(full, KnownCustomer(id: 1, names: ["Müller & Söhne GmbH"])) == .none)
        #expect(match(full, KnownCustomer(id: 1, names: ["Other"], addresses: [address])) == .none)
        #expect(match(full, KnownCustomer(id: 1, names: [])) == .none)
        #expect(match(contact(" "), KnownCustomer(id: 1, names: [" "])) == .none)
    }

    @Test func streetsMayBeMissingButNotContradict() {
        let full = contact(addresses: [address])
        func customer(_ street: String?, _ zip: String = "30159") -> KnownCustomer {
            KnownCustomer(id: 1, names: ["Müller Söhne GmbH"], addresses: [PostalAddress(street: street, zip: zip)])
        }
        #expect(match(full, customer("Königstr. 12 a")) == .none)
        #expect(match(full, customer("KÖNIGSSTRASSE 12A")) == .one(1))
        #expect(match(full, customer(nil)) == .one(1))
        #expect(match(full, customer("Königsstraße 12a", "30160")) == .none)
        #expect(match(contact(addresses: [PostalAddress(zip: "30159")]), customer("Irgendwo 1")) == .one(1))
    }

    /// Who has nothing but a name could be anybody of that name: nobody is made twice by guess.
    @Test func aBareNameMeetsEveryNamesake() {
        let first = KnownCustomer(id: 7, names: ["Müller & Söhne GmbH"], emails: ["a@b.example"], addresses: [address])
        let second = KnownCustomer(id: 5, names: ["Müller Söhne", "Müller Söhne GmbH"])
        #expect(match(contact(), first) == .one(7))
        #expect(match(contact(), first, second) == .many([5, 7]))
        #expect(match(contact(emails: ["x@y.example"]), first, second) == .none)
    }

    @Test func severalHitsAndOneHitTwice() {
        let twin = KnownCustomer(id: 2, names: ["Müller & Söhne GmbH"], emails: ["a@b.example", "A@B.example"])
        let other = KnownCustomer(id: 9, names: ["Mueller Soehne GmbH"], emails: ["a@b.example"])
        #expect(match(contact(emails: ["a@b.example"]), twin) == .one(2))
        #expect(match(contact(emails: ["a@b.example"]), other, twin) == .many([2, 9]))
    }

    @Test func decomposedUmlautsAreTheSameLetters() {
        let known = KnownCustomer(id: 1, names: ["Mu\u{308}ller"], emails: ["a@b.example"])
        #expect(match(contact("Müller", emails: ["a@b.example"]), known) == .one(1))
    }

    @Test func whoWasAddedIsFoundByNameAsWell() {
        var index = CustomerIndex()
        index.add(KnownCustomer(id: 4, contact(emails: ["a@b.example"])))
        #expect(index.match(contact(emails: ["a@b.example"])) == .one(4))
        #expect(index.named("MUELLER SOEHNE GMBH") == [4])
        #expect(index.named("Söhne") == [])
    }
}

struct CustomerDraftTests {
    private func card(
        isCompany: Bool, name: String = "", person: ContactCard.Person? = nil, emails: [String] = [], addresses: [PostalAddress] = [],
        phone: String? = nil
    ) -> ContactCard {
        ContactCard(
            contact: LexofficeContact(
                id: "c", name: name, isCompany: isCompany, isCustomer: true, emails: emails, addresses: addresses), person: person,
            phone: phone)
    }

    @Test func aPersonKeepsTheNamesApart() throws {
        let person = ContactCard.Person(salutation: " Frau ", firstName: "Käthe", lastName: "Groß ")
        let draft = try CustomerDraft(
            card(isCompany: false, name: "Käthe Groß", person: person, emails: [" ", "k@gross.example"], phone: " "))
        #expect(!draft.isCompany && draft.companyName == nil && draft.salutation == "Frau")
        #expect(draft.firstName == "Käthe" && draft.lastName == "Groß" && draft.email == "k@gross.example" && draft.phone == nil)
    }

    @Test func aCompanyBringsItsContactPerson() throws {
        let draft = try CustomerDraft(
            card(isCompany: true, name: "Dach GmbH", person: ContactCard.Person(firstName: "Uwe", lastName: "First")))
        #expect(draft.isCompany && draft.companyName == "Dach GmbH" && draft.lastName == "First")
        #expect(try CustomerDraft(card(isCompany: true, name: "Dach GmbH")).lastName == nil)
    }

    @Test func withoutAUsableNameThereIsNoCustomer() {
        #expect(throws: ContactIncomplete.self) { try CustomerDraft(card(isCompany: true, name: " \n")) }
        #expect(throws: ContactIncomplete.self) {
            try CustomerDraft(card(isCompany: false, name: "Nur Vorname", person: ContactCard.Person(firstName: "Nur", lastName: " ")))
        }
        #expect(throws: ContactIncomplete.self) { try CustomerDraft(card(isCompany: false, name: "Wer")) }
    }

    @Test func theFirstAddressThatSaysSomethingCounts() throws {
        let blank = PostalAddress(street: " ", countryCode: "DE")
        let real = PostalAddress(street: " Ring 1 ", zip: "1010", city: "Wien", countryCode: "at")
        let draft = try CustomerDraft(card(isCompany: true, name: "A", addresses: [blank, real]))
        #expect(draft.address == PostalAddress(street: "Ring 1", zip: "1010", city: "Wien", countryCode: "AT"))
        #expect(try CustomerDraft(card(isCompany: true, name: "A", addresses: [blank])).address == nil)
    }
}
