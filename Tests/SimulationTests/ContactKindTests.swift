import Administration
import Bookkeeping
import Foundation
import HTTPTypes
import Persistence
import Reconciliation
import Reporting
import StateCharts
import TestSupport
import Testing
import Transport
import Wording

@testable import Sandbox

/// What offices do to names and contacts, one test per kind: no second contact where there is one, no document that waits without a word.
@Suite struct ContactKindTests {
    private static let address = HeroAddressRecord(street: "Hauptstraße 12a", zipcode: "30159", city: "Hannover")

    /// A customer in HERO, and a contact somebody typed into lexoffice.
    struct Scene: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var customer: HeroCustomerRecord
        var contact: LexofficeContactContent

        static func company(
            _ name: String, form: String? = nil, email: String? = nil, street: String? = "Hauptstraße 12a", is contact: String,
            contactEmail: String? = nil, contactStreet: String? = "Hauptstr. 12 A"
        ) -> Scene {
            var content = LexofficeContactContent(identity: .company(.init(name: contact)))
            if let contactStreet {
                content.billing = [PostalAddress(street: contactStreet, zip: "30159", city: "Hannover", countryCode: "DE")]
            }
            if let contactEmail { content.emails = [.init(list: "business", value: contactEmail)] }
            let record = HeroCustomerRecord(
                type: "commercial", companyName: name, companyLegalForm: form, email: email,
                address: HeroAddressRecord(street: street, zipcode: "30159", city: "Hannover"))
            return Scene(testDescription: "\(name) \(form ?? "") | \(contact)", customer: record, contact: content)
        }
    }

    private struct Shop {
        let company: Company
        let customer: Int
        let contact: String
        let id: Int
    }

    private func open(_ scene: Scene) async throws -> Shop {
        let company = try Company()
        let customer = company.openShop(scene.customer)
        try await company.setup()
        let now = company.now
        let contact = company.world.withLexoffice { $0.enterContact(scene.contact, now: now) }
        company.settleIndex()
        return Shop(company: company, customer: customer, contact: contact, id: company.invoice(customer: customer))
    }

    // MARK: spelling, and more than spelling

    @Test(arguments: [
        Scene.company("Muster GmbH & Co.KG", email: "a@b.example", is: "Muster GmbH & Co. KG", contactEmail: "a@b.example"),
        .company("MUSTER GMBH + CO. KG", is: "Muster GmbH & Co. KG"), .company("Muster Bau", form: "GmbH", is: "Muster Bau G.m.b.H."),
        .company("Muster Bau", form: "GmbH", is: "Muster Bau"), .company("Cafe Rene", form: "e.K.", is: "Café René e. K."),
        .company("Weiss Dach", form: "UG (haftungsbeschränkt)", is: "Weiß Dach UG"),
        .company(
            "Muster und Söhne GmbH", email: "x@y.example; a@b.example", street: nil, is: "Muster & Soehne GmbH",
            contactEmail: "A@b.example", contactStreet: nil),
    ]) func aSpellingIsNoSecondContact(scene: Scene) async throws {
        let shop = try await open(scene)
        #expect(try await shop.company.pass().exit == .success)
        #expect(try shop.company.voucher(of: shop.id).content.contactID == shop.contact)
        #expect(shop.company.world.lexoffice.contacts.count == 1)
    }

    @Test(arguments: [
        Scene.company("Mustermann Bau GmbH", is: "Musterman Bau GmbH"), .company("Muster Bau GmbH", is: "Muster Bau und Dach GmbH"),
        .company("Muster GmbH", is: "Muster GmbH & Co. KG"),
        .company("Elektro Nord", email: "a@b.example", is: "Hausverwaltung Süd", contactEmail: "a@b.example", contactStreet: nil),
        .company("Muster GmbH", email: nil, street: nil, is: "Muster GmbH", contactStreet: nil),
    ]) func moreThanSpellingIsAQuestion(scene: Scene) async throws {
        let shop = try await open(scene)
        let company = shop.company
        for _ in 0..<2 { #expect(try await company.pass().exit == .peopleNeeded) }
        let standing = try #require(try company.standing(id: shop.id))
        #expect(standing.transfer == .blocked && standing.machine.reason == .contactSimilar)
        #expect(standing.machine.detail == "candidates=\(shop.contact)" && company.world.lexoffice.contacts.count == 1)
        // Both cards, side by side.
        let cards = try #require(try ContactCards.read(standing, company.store))
        #expect(cards.customer.name == scene.customer.companyName && cards.contacts.map(\.id) == [shop.contact])
        #expect(cards.contacts.first?.name == scene.contact.name && cards.contacts.first?.emails == scene.contact.emails.map(\.value))
        _ = try await company.answer(.contact(.chosen(shop.contact)), String(shop.id))
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: shop.id).content.contactID == shop.contact && company.world.lexoffice.contacts.count == 1)
        #expect(try ContactCards.read(try #require(try company.standing(id: shop.id)), company.store) == nil)
    }

    @Test func itIsSomebodyElse() async throws {
        let shop = try await open(.company("Mustermann Bau GmbH", is: "Musterman Bau GmbH"))
        let company = shop.company
        try await company.pass()
        _ = try await company.answer(.contact(.new), String(shop.id))
        #expect(try await company.pass().exit == .success)
        let contact = try company.voucher(of: shop.id).content.contactID
        #expect(contact != shop.contact && company.world.lexoffice.contacts.count == 2)
        // Answered once and for all.
        let later = company.invoice(customer: shop.customer)
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: later).content.contactID == contact)
    }

    /// Somebody else in the same house, relatives, a namesake in another town: no question.
    @Test(arguments: [
        Scene.company("Elektro Nord GmbH", is: "Dach Süd GmbH"), .company("Müller Bau GmbH", is: "Müller Immobilien GmbH"),
        .company(
            "Muster GmbH", email: "a@b.example", street: "Ring 1", is: "Muster GmbH", contactEmail: "c@d.example",
            contactStreet: "Allee 9"),
    ]) func somebodyElseIsNoQuestion(scene: Scene) async throws {
        let shop = try await open(scene)
        #expect(try await shop.company.pass().exit == .success)
        #expect(try shop.company.voucher(of: shop.id).content.contactID != shop.contact && shop.company.world.lexoffice.contacts.count == 2)
    }

    @Test func theLegalFormGoesIntoTheNewContact() async throws {
        let company = try Company()
        let customer = company.openShop(
            HeroCustomerRecord(type: "commercial", companyName: "Muster Bau", companyLegalForm: "GmbH", address: Self.address))
        try await company.setup()
        for _ in 0..<2 { company.invoice(customer: customer) }
        try await company.pass()
        #expect(company.world.lexoffice.contacts.map(\.content.name) == ["Muster Bau GmbH"])
    }

    // MARK: an answer that got lost

    /// A name and a town, nothing else: our own contact is known by the note we wrote.
    @Test(arguments: [Fault.Kind.dropAfter, .dropBefore]) func ourOwnNoteIsKnownAgain(kind: Fault.Kind) async throws {
        let company = try Company()
        let customer = company.openShop(
            HeroCustomerRecord(
                number: "K-17", type: "private", firstName: "Max", lastName: "Muster", address: HeroAddressRecord(city: "Hannover")))
        try await company.setup()
        let id = company.invoice(customer: customer)
        let create = FaultPlan.Selector(.lexoffice, method: "POST", path: "/v1/contacts")
        company.world.install(FaultPlan(appointments: [.init(create, nth: 1, Fault(kind))]))
        try await company.passUntilQuiet()
        #expect(company.world.lexoffice.contacts.map(\.content.note) == ["HERO-Kunde K-17"])
        #expect(company.vouchers(of: id).count == 1 && company.world.lexoffice.executions(.createContact) == 1)
    }

    // MARK: what lexoffice does not take

    @Test(
        arguments: [
            ("buchhaltung@müller.example", true, "buchhaltung@müller.example"), ("büro@müller.example", false, nil),
            ("Max <max@muster.example>", true, "max@muster.example"), ("a@b.example; c@d.example", true, "a@b.example"),
            ("keine", true, nil),
        ] as [(String, Bool, String?)]) func anEmailAddressIsSentOrSaidToBeLeftOut(text: String, acceptsUmlauts: Bool, sent: String?)
        async throws
    {
        var rules = Company.rules()
        rules.acceptsUmlautEmails = acceptsUmlauts
        let company = try Company(rules: rules)
        let customer = company.openShop(
            HeroCustomerRecord(type: "commercial", companyName: "Muster GmbH", email: text, address: Self.address))
        try await company.setup()
        let id = company.invoice(customer: customer)
        let report = try await company.pass()
        #expect(report.exit == .success && company.world.lexoffice.contacts.count == 1)
        #expect(company.world.lexoffice.contacts.first?.content.emails.map(\.value) == [sent].compactMap(\.self))
        let leftOut: [ContactField] = sent == nil ? [.email] : []
        #expect(Company.line(report, id)?.leftOut == leftOut)
        #expect(try ContactCards.read(try #require(try company.standing(id: id)), company.store)?.leftOut == (sent == nil ? leftOut : nil))
        #expect(try company.store.openIntents().isEmpty && company.store.verifyJournal().broken == nil)
    }

    @Test func aCountryNobodyKnowsIsAsked() async throws {
        let company = try Company()
        let customer = company.openShop(HeroCustomerRecord(type: "commercial", companyName: "Muster GmbH", address: Self.address))
        try await company.setup()
        let id = company.invoice(customer: customer)
        func country(_ text: String) -> Meddler {
            .hero(#""country":{"code":"DE","name":"Deutschland"}"#, #""country":{"code":"\#(text)","name":null}"#)
        }
        try await company.pass(country("Mittelerde"))
        let standing = try #require(try company.standing(id: id))
        #expect(standing.machine.reason == .countryUnknown && company.world.lexoffice.contacts.isEmpty)
        _ = try await Answers(context: try company.clients(country("AUT")).context).give(.retry, to: String(id))
        try await company.pass(country("AUT"))
        #expect(company.world.lexoffice.contacts.first?.content.billing.first?.countryCode == "AT")
        #expect(try company.voucher(of: id).content.contactID == company.world.lexoffice.contacts.first?.id)
    }

    /// lexoffice's own numbering, when two contacts are made at once.
    @Test func aNumberGivenTwiceIsWaitedOut() async throws {
        var rules = Company.rules()
        rules.numberingMilliseconds = 3_000
        let company = try Company(rules: rules)
        let customers = [company.openShop(), company.openShop(Company.customer("Weiß GmbH", email: "post@weiss.example"))]
        try await company.setup()
        let ids = customers.map { company.invoice(customer: $0) }
        #expect(try await company.pass().exit == .success)
        for id in ids { #expect(try company.standing(id: id)?.transfer == .fileComplete) }
        #expect(company.world.lexoffice.contacts.count == 2 && company.world.lexoffice.executions(.createContact) == 2)
    }

    // MARK: a row that cannot be read

    @Test func aContactThatCannotBeReadCostsNobodyButItself() async throws {
        let shop = try await open(.company("Muster GmbH & Co.KG", is: "Muster GmbH & Co. KG"))
        let company = shop.company
        let other = company.enterContact("Kaputt AG")
        let now = company.now
        try company.world.withLexoffice { try $0.editContact(other, now: now) { $0.isSpoilt = true } }
        company.settleIndex()
        let report = try await company.pass()
        #expect(report.unreadableRows == 1 && report.lines.contains { $0.subject == .row && $0.key.contains(other) })
        #expect(try company.voucher(of: shop.id).content.contactID == shop.contact)
    }

    // MARK: a company that was a person

    @Test(arguments: ["Max Müller", "Müller Bau"]) func aPersonBecomesACompany(name: String) async throws {
        let company = try Company()
        let customer = company.openShop(
            HeroCustomerRecord(type: "private", firstName: "Max", lastName: "Müller", email: "max@mueller.example", address: Self.address))
        try await company.setup()
        let first = company.invoice(customer: customer)
        try await company.pass()
        let person = try company.voucher(of: first).content.contactID
        let id = company.invoice(customer: customer, rate: 0, type: SampleTypes.construction)
        try await company.pass()
        #expect(try company.standing(id: id)?.machine.reason == .companyContactRequired)
        let now = company.now
        company.world.withHero { hero in
            hero.editCustomer(customer, now: now) {
                $0.type = "commercial"
                $0.companyName = name
            }
        }
        _ = try await company.answer(.retry, String(id))
        #expect(try await company.pass().exit == .success)
        let contact = try #require(company.world.lexoffice.contacts.first { $0.id != person })
        #expect(try company.voucher(of: id).content.contactID == contact.id && contact.content.isCompany)
        #expect(company.world.lexoffice.contacts.count == 2)
        // It stays the company's.
        company.advance(hours: 25)
        let later = company.invoice(customer: customer)
        #expect(try await company.pass().exit == .success)
        #expect(try company.voucher(of: later).content.contactID == contact.id && company.world.lexoffice.contacts.count == 2)
    }
}
