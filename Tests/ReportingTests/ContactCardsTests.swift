import Bookkeeping
import Reconciliation
import Testing
import Wording

@testable import Reporting

/// Whether two are one is seen field by field; what a contact had to do without is said.
struct ContactCardsTests {
    private let cards = ContactCards(
        customer: ContactCards.Card(
            id: "K-17", name: "Muster GmbH & Co.KG", address: PostalAddress(street: "Hauptstraße 1", zip: "30159", city: "Hannover"),
            emails: ["a@b.example"]),
        contacts: [
            ContactCards.Card(
                id: "c-1", name: "Muster AG", address: PostalAddress(street: "Hauptstr. 1", zip: "30159", city: "Hannover"), emails: []),
            ContactCards.Card(id: "c-2", name: "Mustre", emails: ["a@b.example", "x@y.example"], isUsable: false),
        ], leftOut: [])

    private func page(_ cards: ContactCards, _ language: Language = .de) -> ContactCardsPage {
        ContactCardsPage(cards: cards, language: language, lexofficeApp: "https://app.lexware.de")
    }

    @Test func sideBySide() {
        #expect(
            page(cards).text.map(Read.words) == [
                "Kunde und mögliche Kontakte:", "HERO K-17 lexoffice c-1 lexoffice c-2", "Name Muster GmbH & Co.KG Muster AG Mustre",
                "Straße Hauptstraße 1 Hauptstr. 1", "Ort 30159 Hannover 30159 Hannover", "E-Mail a@b.example a@b.example, x@y.example",
                "Rolle kein Kunde oder archiviert", "https://app.lexware.de/permalink/contacts/view/c-1",
                "https://app.lexware.de/permalink/contacts/view/c-2",
            ])
        #expect(page(cards, .en).text.first == "Customer and possible contacts:")
    }

    @Test func asRecords() throws {
        let customer = try #require(try Read.records(page(cards).json, "customer").first)
        #expect(customer["customer"] as? String == "K-17" && customer["name"] as? String == "Muster GmbH & Co.KG")
        let contacts = try Read.records(page(cards).json, "contact_candidate")
        #expect(contacts.map { $0["contact"] as? String } == ["c-1", "c-2"])
        #expect(contacts.map { $0["usable"] as? Bool } == [nil, false])
    }

    @Test(arguments: [
        ([ContactField.email], "ohne E-Mail-Adresse", "without e-mail address"),
        ([.email, .phone], "ohne E-Mail-Adresse, Telefonnummer", "without e-mail address, telephone number"),
    ]) func whatWasLeftOutIsSaid(fields: [ContactField], de: String, en: String) throws {
        var cards = cards
        (cards.contacts, cards.leftOut) = ([], fields)
        #expect(page(cards).text.count == 1 && page(cards).text[0].contains(de) && page(cards, .en).text[0].contains(en))
        let customer = try #require(try Read.records(page(cards).json, "customer").first)
        #expect(customer["left_out"] as? [String] == fields.map(\.rawValue))
        var line = ReportLine(symbol: .create, record: .plannedChange, key: "1", number: "RE-1", newContact: true)
        line.leftOut = fields
        #expect(Read.words(ReportText(language: .de).text(line, width: 0)[0].text).hasSuffix("angelegt, neuer Kontakt \(de)"))
        #expect(try Read.record(ReportJSON.line(line))["contact_without"] as? [String] == fields.map(\.rawValue))
    }
}
