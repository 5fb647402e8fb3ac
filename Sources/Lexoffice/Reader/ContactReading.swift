import Bookkeeping
import FoundationEssentials

package struct ContactPage: Sendable, Hashable {
    package var contacts: [LexofficeContact]
    package var isLast: Bool
    /// Never above 10,000 (lexoffice-api.md §2.3).
    package var totalElements: Int

    package init(contacts: [LexofficeContact], isLast: Bool, totalElements: Int) {
        self.contacts = contacts
        self.isLast = isLast
        self.totalElements = totalElements
    }
}

extension LexofficeReader {
    /// One page of all contacts, archived ones and vendors included, by name ascending; lexoffice offers no other order.
    /// - Parameter page: from 0.
    package func contacts(page: Int) async throws(LexofficeError) -> ContactPage {
        let request = LexofficeRequest.get(
            "/v1/contacts",
            query: [
                QueryItem(name: "page", value: String(max(0, page))), QueryItem(name: "size", value: String(PageLimit.size)),
            ])
        let wire = try await get(WirePage<WireContact>.self, request)
        for contact in wire.content { try connection.checkOrganization(contact.organizationID, subject: request.subject) }
        return ContactPage(
            contacts: wire.content.map(\.contact), isLast: wire.isLast(size: PageLimit.size), totalElements: wire.totalElements)
    }

    /// All contacts, each once, in the order of their ids. A walk during which the list changed is repeated; if it never stands
    /// still this throws `unavailable`, and from 10,000 contacts on `windowExceeded`: there is nothing to cut the list by.
    package func allContacts() async throws(LexofficeError) -> [LexofficeContact] {
        for _ in 0..<ListWalk<LexofficeContact>.attempts {
            var walk = ListWalk<LexofficeContact>(id: \.id)
            while !walk.isOver {
                let page = try await contacts(page: walk.page)
                walk.add(page.contacts, isLast: page.isLast, total: page.totalElements)
                if walk.isTooLong {
                    throw LexofficeError(.windowExceeded, subject: "GET /v1/contacts", cause: "10,000 contacts or more")
                }
            }
            if walk.isComplete { return walk.elements.sorted { $0.id < $1.id } }
        }
        throw .neverStoodStill(subject: "GET /v1/contacts")
    }

    /// Nil when there is no such contact (404).
    package func contact(_ id: String) async throws(LexofficeError) -> LexofficeContact? {
        let path = try PathID(id, subject: "GET /v1/contacts/{id}")
        let request = LexofficeRequest.get("/v1/contacts/\(path.text)")
        do {
            let wire = try await get(WireContact.self, request)
            try connection.checkOrganization(wire.organizationID, subject: request.subject)
            return wire.contact
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
    private struct Person: Decodable { var firstName, lastName: String?, emailAddress: String? }
    private struct Company: Decodable {
        var name: String?
        var vatRegistrationId: String?
        var contactPersons: [Person]?
    }
    private struct Address: Decodable { var supplement, street, zip, city, countryCode: String? }
    private struct Addresses: Decodable { var billing, shipping: [Address]? }
    private struct Emails: Decodable { var business, office, `private`, other: [String]? }

    private enum Key: String, CodingKey {
        case organizationID = "organizationId"
        case id, roles, company, person, addresses, emailAddresses, archived
    }

    var organizationID: String?
    var contact: LexofficeContact

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
        where !emails.contains(email) {
            emails.append(email)
        }
        let personName = [person?.firstName, person?.lastName].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
        contact = LexofficeContact(
            id: try container.decode(String.self, forKey: .id), name: company.map { $0.name ?? "" } ?? personName,
            isCompany: (try? container.decodeNil(forKey: .company)) == false, isCustomer: roles.customer != nil,
            isArchived: container.lenient(.archived) ?? false, vatID: company?.vatRegistrationId, emails: emails,
            addresses: ((addresses?.billing ?? []) + (addresses?.shipping ?? [])).map {
                PostalAddress(street: $0.street, supplement: $0.supplement, zip: $0.zip, city: $0.city, countryCode: $0.countryCode)
            })
    }
}
