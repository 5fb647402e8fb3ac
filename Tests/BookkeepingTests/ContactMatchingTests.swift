import Bookkeeping
import Testing

/// domain.md S38.
struct ContactMatchingTests {
    let address = PostalAddress(street: "Königsstraße 12a", zip: "30159", city: "Hannover", countryCode: "DE")
    let company: Customer

    init() {
        company = Customer(
            id: 1, isCompany: true, companyName: "Müller & Söhne GmbH", email: "Post@Mueller.example", vatID: "DE 123456789",
            address: address)
    }

    private func contact(
        _ id: String, name: String = "Other", isCustomer: Bool = true, isArchived: Bool = false, vatID: String? = nil,
        emails: [String] = [], addresses: [PostalAddress] = []
    ) -> LexofficeContact {
        LexofficeContact(
            id: id, name: name, isCompany: true, isCustomer: isCustomer, isArchived: isArchived, vatID: vatID, emails: emails,
            addresses: addresses)
    }

    private func match(_ contacts: LexofficeContact...) -> ContactMatch { ContactIndex(contacts).match(company) }

    @Test func strongestKeyDecides() {
        let byVAT = contact("vat", name: "Müller und Söhne G.m.b.H.", vatID: "de123456789")
        let byEmail = contact("mail", name: "Mueller & Soehne GmbH", emails: ["x@y.example", "post@mueller.example"])
        let byAddress = contact("address", name: "MÜLLER  Söhne GmbH", addresses: [address])
        #expect(match() == .none)
        #expect(match(byAddress, byEmail, byVAT) == .one("vat"))
        #expect(match(byAddress, byEmail) == .one("mail"))
        #expect(match(byAddress) == .one("address"))
    }

    @Test func oneFieldAloneIsNoMatch() {
        // The address alone is anybody's in the house; what is somebody's own is asked about.
        #expect(match(contact("a", addresses: [address])) == .none)
        #expect(match(contact("a", emails: ["post@mueller.example"])) == .similar(["a"]))
        #expect(match(contact("a", vatID: "DE123456789")) == .similar(["a"]))
        #expect(match(contact("a", name: "Müller & Söhne GmbH")) == .similar(["a"]))
        let nearby = PostalAddress(street: "Königsstraße 12", zip: "30159")
        #expect(match(contact("a", name: "Müller & Söhne GmbH", addresses: [nearby])) == .similar(["a"]))
        #expect(match(contact("a", name: "Müller & Söhne GmbH", emails: ["x@y.example"], addresses: [nearby])) == .none)
        let elsewhere = PostalAddress(street: "Königsstraße 12a", zip: "04109")
        #expect(match(contact("a", name: "Müller & Söhne GmbH", addresses: [elsewhere])) == .none)
    }

    @Test func severalHits() {
        let twins = ["b", "a"].map { contact($0, name: "Müller & Söhne GmbH", vatID: "DE123456789") }
        #expect(ContactIndex(twins).match(company) == .many(["a", "b"]))
        // A contact hit twice by one key is one contact.
        let twice = contact("a", name: "Müller & Söhne GmbH", emails: ["post@mueller.example", "POST@mueller.example"])
        #expect(match(twice) == .one("a"))
    }

    /// Those a person said are not the customer are as if they were not there; a weaker key may decide then.
    @Test func disownedOnesAreLeftOut() {
        let twins = ["a", "b"].map { contact($0, name: "Müller Söhne GmbH", vatID: "DE123456789") }
        let byAddress = contact("address", name: "Müller & Söhne GmbH", addresses: [address])
        #expect(ContactIndex(twins).match(company, except: ["a"]) == .one("b"))
        #expect(ContactIndex(twins).match(company, except: ["a", "b"]) == .none)
        #expect(ContactIndex(twins + [byAddress]).match(company, except: ["a", "b"]) == .one("address"))
    }

    @Test func rolesAndArchive() {
        let name = "Müller & Söhne GmbH"
        let vendor = contact("v", name: name, isCustomer: false, vatID: "DE123456789")
        #expect(match(vendor) == .notCustomer(["v"]))
        #expect(match(vendor, contact("c", name: name, vatID: "DE123456789")) == .one("c"))
        #expect(match(contact("old", name: name, isArchived: true, vatID: "DE123456789")) == .none)
        // A vendor found by the strong key is not passed over for a weaker hit.
        #expect(match(vendor, contact("c", name: name, addresses: [address])) == .notCustomer(["v"]))
    }

    @Test(arguments: [
        "Königsstr. 12a", "KOENIGSSTRASSE 12A", "königsstrasse  12a", " Königsstraße 12a ", "Ko\u{308}nigsstraße 12a", "Königsstr 12a,",
    ])
    func streets(_ street: String) {
        let found = contact("a", name: "mueller soehne gmbh", addresses: [PostalAddress(street: street, zip: "30 159")])
        #expect(match(found) == .one("a"))
    }

    @Test func hyphensSeparateWords() {
        let customer = company.with {
            $0.vatID = nil; $0.address?.street = "Karl-Marx-Straße 4"
        }
        for street in ["Karl Marx Str. 4", "Karl-Marx-Str. 4", "karl-marx-strasse 4"] {
            let found = contact("a", name: "Müller Söhne GmbH", addresses: [PostalAddress(street: street, zip: "30159")])
            #expect(ContactIndex([found]).match(customer) == .one("a"))
        }
    }

    @Test func persons() {
        let person = Customer(id: 2, isCompany: false, companyName: "ignored", firstName: "Jörg", lastName: "Groß", email: "j@g.example")
        let found = contact("p", name: "Joerg Gross", emails: ["j@g.example"])
        #expect(ContactIndex([found]).match(person) == .one("p"))
        #expect(ContactIndex([found]).match(person.with { $0.firstName = nil }) == .similar(["p"]))
        #expect(ContactIndex([found]).match(person.with { $0.email = nil }) == .similar(["p"]))
        // The man is not his company.
        let company = LexofficeContact(id: "p", name: "Jörg Groß GmbH", isCompany: true, isCustomer: true, emails: ["j@g.example"])
        #expect(ContactIndex([company]).match(person) == .similar(["p"]))
    }

    @Test func blanksNeverMatchBlanks() {
        let blank = Customer(id: 3, isCompany: true, companyName: " ", email: "", vatID: "-", address: PostalAddress(street: "", zip: ""))
        let other = contact("a", name: "", vatID: "", emails: [""], addresses: [PostalAddress(street: "", zip: "")])
        #expect(ContactIndex([other]).match(blank) == .none)
        #expect(ContactIndex([other]).match(Customer(id: 4, isCompany: false)) == .none)
    }

    @Test func tenThousandContactsEachFindThemselves() {
        let contacts = (0..<10_000).map { index in
            contact("\(index)", name: "Firma \(index)", emails: ["\(index)@firma.example"], addresses: [address])
        }
        let index = ContactIndex(contacts)
        let misses = (0..<10_000).filter { number in
            let byAddress = Customer(id: number, isCompany: true, companyName: "FIRMA \(number)", address: address)
            return index.match(byAddress) != .one("\(number)")
        }
        #expect(misses == [])
    }
}

extension Customer {
    func with(_ change: (inout Customer) -> Void) -> Customer {
        var copy = self
        change(&copy)
        return copy
    }
}
