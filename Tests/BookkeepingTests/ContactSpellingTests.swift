import Bookkeeping
import Testing

/// domain.md S38, kind by kind: what is spelling, what is a question, and what is somebody else.
@Suite struct ContactSpellingTests {
    private static let address = PostalAddress(street: "Hauptstraße 12a", zip: "30159", city: "Hannover", countryCode: "DE")

    /// Of a company and a contact with the same address.
    private func match(_ name: String, _ contact: String, isCompany: Bool = true, street: String = "Hauptstraße 12a") -> ContactMatch {
        let customer = Customer(
            id: 7, isCompany: isCompany, companyName: isCompany ? name : nil, lastName: isCompany ? nil : name, address: Self.address)
        let known = LexofficeContact(
            id: "it", name: contact, isCompany: isCompany, isCustomer: true, addresses: [PostalAddress(street: street, zip: "30159")])
        return ContactIndex([known]).match(customer)
    }

    @Test(arguments: [
        ("Muster GmbH & Co.KG", "Muster GmbH & Co. KG"), ("Muster GmbH&Co KG", "Muster GmbH & Co. KG"),
        ("MUSTER GMBH + CO. KG", "Muster GmbH & Co. KG"),
        ("Muster G.m.b.H. und Co. KG", "Muster GmbH & Co. KG"), ("Müller & Söhne GmbH", "Mueller und Soehne GmbH"),
        ("Müller + Söhne GmbH", "Müller & Söhne GmbH"),
        ("Muller & Sohne GmbH", "Müller & Söhne GmbH"), ("Café René e.K.", "Cafe Rene e. K."), ("Bau Meier e.Kfm.", "Bau Meier e. K."),
        ("Bau Meier eingetragener Kaufmann", "Bau Meier e.K."), ("Weiß Dach UG", "Weiss Dach UG (haftungsbeschränkt)"),
        ("Weiß Dach Gesellschaft mit beschränkter Haftung", "Weiß Dach GmbH"), ("Müller Baugesellschaft mbH", "Müller Bauges. m.b.H."),
        ("Müller Baugesellschaft mbH", "Müller Bau GmbH"), ("Schulz und Partner GbR", "Schulz & Partner Gesellschaft bürgerlichen Rechts"),
        ("Schulz oHG", "Schulz offene Handelsgesellschaft"), ("Schulz A.G.", "Schulz Aktiengesellschaft"),
        ("Beck PartG mbB", "Beck PartGmbB"),
        ("Muster-Bau GmbH", "Muster Bau GmbH"), ("MusterBau GmbH", "Muster Bau GmbH"), ("Firma Muster Bau GmbH", "Muster Bau GmbH"),
        ("Muster Bau", "Muster Bau GmbH"), ("Gebr. Hahn OHG", "Gebrüder Hahn OHG"), ("\u{201E}Muster\u{201C} Bau GmbH", "Muster Bau GmbH"),
        ("Müller\u{2019}s Dach GmbH", "Müllers Dach GmbH"), ("MusterGmbH", "Muster GmbH"), ("Mu\u{308}ller GmbH", "Müller GmbH"),
    ]) func companiesSpelledInTwoWays(_ name: String, _ contact: String) {
        #expect(match(name, contact) == .one("it"))
        #expect(match(contact, name) == .one("it"))
    }

    @Test(arguments: [
        ("Max Müller", "Mueller Max"), ("Müller, Max", "Max Müller"), ("Dr. Max Müller", "Max Müller"), ("Herr Max Müller", "Max Müller"),
        ("Prof. Dr. Anna-Lena Groß", "Anna Lena Gross"), ("Frau Käthe Weiß", "KAETHE WEISS"), ("Dipl.-Ing. Jörg Öztürk", "Jorg Ozturk"),
    ]) func personsSpelledInTwoWays(_ name: String, _ contact: String) {
        #expect(match(name, contact, isCompany: false) == .one("it"))
        #expect(match(contact, name, isCompany: false) == .one("it"))
    }

    @Test(arguments: [
        "Hauptstr. 12a", "Hauptstr.12a", "HAUPTSTRASSE 12 A", "Hauptstrasse 12a,", "Hauptstr 12 a", "  Hauptstraße  12a",
        "Hauptstraße Nr. 12a",
        "Haupt-Straße 12a",
    ]) func streetsSpelledInTwoWays(_ street: String) {
        #expect(match("Muster GmbH", "Muster GmbH", street: street) == .one("it"))
    }

    @Test(arguments: ["Hauptstraße 12", "Hauptstraße 1 2a", "Hauptstraße 12b", "Hauptweg 12a"]) func otherStreets(_ street: String) {
        #expect(match("Muster GmbH", "Muster GmbH", street: street) == .similar(["it"]))
        #expect(match("Muster GmbH", "Master GmbH", street: street) == .none)
    }

    /// More than spelling, at one address: never a silent second contact, never a silent link.
    @Test(arguments: [
        (true, "Mustermann Bau GmbH", "Musterman Bau GmbH"), (true, "Mustermann Bau GmbH", "Mustermann Bau und Dach GmbH"),
        (true, "Muster GmbH", "Muster AG"),
        (true, "Muster GmbH", "Muster GmbH & Co. KG"), (true, "M. Müller Bau", "Max Müller Bau"), (false, "Max Müller", "M. Müller"),
        (false, "Max Müller", "Müller"), (false, "Max Müller", "Maximilian Müller"), (false, "Max Müller", "Max und Ruth Müller"),
        (false, "Max Schneider", "Max Schnieder"), (true, "Zimmerei Hagedorn", "Zimerei Hagedorn"),
    ]) func moreThanSpellingIsAsked(_ isCompany: Bool, _ name: String, _ contact: String) {
        #expect(match(name, contact, isCompany: isCompany) == .similar(["it"]))
        #expect(match(contact, name, isCompany: isCompany) == .similar(["it"]))
    }

    /// Different people and companies in one house, relatives, the companies of one family.
    @Test(arguments: [
        (false, "Max Müller", "Ruth Müller"), (false, "Max Müller", "Max Schulz"), (false, "Daniel Müller", "Daniela Müller"),
        (false, "Jan Müller", "Jana Müller"), (false, "Hans Bauer", "Jens Bauer"), (true, "Müller Bau GmbH", "Müller Immobilien GmbH"),
        (true, "Müller Bau GmbH", "Müller Bau Verwaltungs GmbH"), (true, "Autohaus Müller GmbH", "Hausverwaltung Müller"),
        (true, "Firma 17 GmbH", "Firma 18 GmbH"), (true, "Schmidt Elektro", "Schulz Elektro"),
        (true, "Praxis Dr. Wolf", "Kanzlei Dr. Beck"),
    ]) func othersAtOneAddressAreNoQuestion(_ isCompany: Bool, _ name: String, _ contact: String) {
        #expect(match(name, contact, isCompany: isCompany) == .none)
        #expect(match(contact, name, isCompany: isCompany) == .none)
    }

    /// The form that says it as the customer does, where both companies exist.
    @Test func theSameLegalFormComesFirst() {
        let contacts = ["Muster GmbH", "Muster GmbH & Co. KG", "Muster"].map {
            LexofficeContact(id: $0, name: $0, isCompany: true, isCustomer: true, addresses: [Self.address])
        }
        for name in ["Muster G.m.b.H.", "Muster GmbH & Co KG", "muster"] {
            let customer = Customer(id: 7, isCompany: true, companyName: name, address: Self.address)
            guard case .one(let id) = ContactIndex(contacts).match(customer) else {
                Issue.record("\(name)")
                continue
            }
            #expect(id.lowercased().filter(\.isLetter) == name.lowercased().filter(\.isLetter))
        }
    }

    /// The note we wrote finds our own contact after an answer that got lost, with nothing but a name; another's note is another's contact.
    @Test func ourOwnNote() {
        let customer = Customer(
            id: 7, number: "K-9", isCompany: true, companyName: "Muster GmbH", email: "a@b.example", address: PostalAddress(city: "Ulm"))
        func contact(_ name: String, _ note: String?) -> LexofficeContact {
            LexofficeContact(
                id: "it", name: name, isCompany: true, isCustomer: true, emails: ["a@b.example"],
                addresses: [PostalAddress(street: "Ring 1", zip: "89073")], customerReference: ContactNote.reference(in: note))
        }
        func match(_ contact: LexofficeContact) -> ContactMatch { ContactIndex([contact]).match(customer) }
        #expect(ContactNote.text(customer) == "HERO-Kunde K-9")
        var own = contact("Muster GmbH", "HERO-Kunde K-9")
        own.emails = []
        #expect(match(own) == .one("it"))
        own.name = "Ganz anders AG"
        #expect(match(own) == .similar(["it"]))
        own.customerReference = ContactNote.reference(in: "zahlt spät\nHERO-Kunde K-9\n")
        #expect(own.customerReference == "K-9")
        own.customerReference = ContactNote.reference(in: "HERO-Kunde K-91")
        #expect(match(own) == .none)
        // One e-mail address, two customers of ours: the administration of a house, and its tenants.
        #expect(match(contact("Hausverwaltung Beck", "HERO-Kunde 12")) == .none)
        #expect(match(contact("Hausverwaltung Beck", nil)) == .similar(["it"]))
        #expect(match(contact("Mustre GmbH", "HERO-Kunde 12")) == .similar(["it"]))
    }
}
