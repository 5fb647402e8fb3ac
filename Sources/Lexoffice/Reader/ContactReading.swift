import Bookkeeping
import FoundationEssentials

package struct ContactPage: Sendable, Hashable {
    package var cards: [ContactCard]
    package var unreadable: [UnreadableEntry] = []
    package var contacts: [LexofficeContact] { cards.map(\.contact) }
    package var isLast: Bool
    /// Never above 10,000 (lexoffice-api.md §2.3).
    package var totalElements: Int
}

extension LexofficeReader {
    /// One page of all contacts, archived ones and vendors included, by name ascending; lexoffice offers no other order.
    /// - Parameter page: from 0.
    package func contacts(page: Int, filter: ContactFilter? = nil) async throws(LexofficeError) -> ContactPage {
        let request = LexofficeRequest.get(
            .contacts, "/v1/contacts",
            query: [filter?.item].compactMap(\.self) + [
                QueryItem(name: "page", value: String(max(0, page))), QueryItem(name: "size", value: String(PageLimit.size)),
            ])
        let wire = try await get(WirePage<WireContact>.self, request)
        for contact in wire.rows { try connection.checkOrganization(contact.organizationID, subject: request.subject) }
        return ContactPage(
            cards: wire.rows.map(\.card), unreadable: wire.unreadable, isLast: wire.isLast,
            totalElements: wire.totalElements)
    }

    /// All contacts, each once, in the order of their ids. A walk during which the list changed is repeated; if it never stands
    /// still this throws `unavailable`, and from 10,000 contacts on `windowExceeded`: there is nothing to cut the list by.
    package func allContacts() async throws(LexofficeError) -> Listing<LexofficeContact> {
        let cards = try await contactCards()
        return Listing(rows: cards.rows.map(\.contact), unreadable: cards.unreadable)
    }

    /// The same walk with what an import into HERO needs besides.
    package func contactCards() async throws(LexofficeError) -> Listing<ContactCard> {
        for _ in 0..<ListWalk<ContactCard>.attempts {
            var walk = ListWalk<ContactCard>(id: \.contact.id)
            while !walk.isOver {
                let page = try await contacts(page: walk.page)
                walk.add(page.cards, page.unreadable, isLast: page.isLast, total: page.totalElements)
                if walk.isTooLong { throw LexofficeError(.windowExceeded, subject: "GET /v1/contacts", cause: "10,000 contacts or more") }
            }
            guard walk.isComplete else { continue }
            return Listing(rows: walk.elements.sorted { $0.contact.id < $1.contact.id }, unreadable: walk.unreadable)
        }
        throw .neverStoodStill(subject: "GET /v1/contacts")
    }

    /// Nil when there is no such contact (404).
    package func contact(_ id: String) async throws(LexofficeError) -> LexofficeContact? {
        let path = try PathID(id, subject: "GET /v1/contacts/{id}")
        let request = LexofficeRequest.get(.contact, "/v1/contacts/\(path.text)")
        do {
            let wire = try await get(WireContact.self, request)
            try connection.checkOrganization(wire.organizationID, subject: request.subject)
            return wire.card.contact
        } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }
}

/// Only the id and the role must be readable; anything else that is not only makes the contact match less.
private struct WireContact: Decodable {
    private struct Role: Decodable {}
    private struct Roles: Decodable { var customer: Role? }
    private struct Person: Decodable {
        private enum Key: String, CodingKey { case salutation, firstName, lastName, emailAddress, phoneNumber, primary }

        var salutation, firstName, lastName, emailAddress, phoneNumber: String?
        var primary: Bool?

        /// Field by field: a strange one must not cost the company its name.
        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Key.self)
            salutation = container.lenient(.salutation)
            firstName = container.lenient(.firstName)
            lastName = container.lenient(.lastName)
            emailAddress = container.lenient(.emailAddress)
            phoneNumber = container.lenient(.phoneNumber)
            primary = container.lenient(.primary)
        }
    }
    private struct Company: Decodable {
        var name: String?
        var vatRegistrationId: String?
        var contactPersons: [Person]?
    }
    private struct Address: Decodable { var supplement, street, zip, city, countryCode: String? }
    private struct Addresses: Decodable { var billing, shipping: [Address]? }
    private struct Emails: Decodable { var business, office, `private`, other: [String]? }
    private struct Phones: Decodable { var business, office, mobile, `private`, other: [String]? }

    private enum Key: String, CodingKey {
        case organizationID = "organizationId"
        case id, roles, company, person, addresses, emailAddresses, phoneNumbers, note, archived
    }

    var organizationID: String?
    var card: ContactCard

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        organizationID = container.lenient(.organizationID)
        let roles = try container.decode(Roles.self, forKey: .roles)
        let company: Company? = container.lenient(.company)
        let person: Person? = container.lenient(.person)
        let addresses: Addresses? = container.lenient(.addresses)
        let lists: Emails? = container.lenient(.emailAddresses)
        var emails: [String] = []
        let persons = (company?.contactPersons ?? []).compactMap(\.emailAddress)
        for email in [lists?.business, lists?.office, lists?.private, lists?.other, persons].flatMap({ $0 ?? [] })
        where !emails.contains(email) { emails.append(email) }
        let personName = [person?.firstName, person?.lastName].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        let contact = LexofficeContact(
            id: try container.decode(String.self, forKey: .id), name: company.map { $0.name ?? "" } ?? personName,
            // Fails only where the key is missing, which is a person.
            isCompany: (try? container.decodeNil(forKey: .company)) == false, isCustomer: roles.customer != nil,
            isArchived: container.lenient(.archived) ?? false, vatID: company?.vatRegistrationId, emails: emails,
            addresses: ((addresses?.billing ?? []) + (addresses?.shipping ?? [])).map {
                PostalAddress(street: $0.street, supplement: $0.supplement, zip: $0.zip, city: $0.city, countryCode: $0.countryCode)
            }, customerReference: ContactNote.reference(in: container.lenient(.note)))
        let face =
            company.map { company in company.contactPersons?.first { $0.primary == true } ?? company.contactPersons?.first } ?? person
        let phones: Phones? = container.lenient(.phoneNumbers)
        let lines = [phones?.business, phones?.office, phones?.private, phones?.other, face?.phoneNumber.map { [$0] }]
        card = ContactCard(
            contact: contact,
            person: face.map { ContactCard.Person(salutation: $0.salutation, firstName: $0.firstName, lastName: $0.lastName) },
            phone: lines.lazy.compactMap { $0?.first }.first, mobile: phones?.mobile?.first, isReadable: company != nil || person != nil)
    }
}
