package import Bookkeeping
package import Persistence
package import Reconciliation
internal import StateCharts

/// A document's customer as HERO has it, beside the contacts of lexoffice a person has to choose among, and what of the customer the
/// contact did not get.
package struct ContactCards: Sendable, Hashable {
    package struct Card: Sendable, Hashable {
        package var id: String
        package var name: String?
        package var address: PostalAddress?
        package var emails: [String]
        package var isUsable = true
    }

    package var customer: Card
    /// In the order in which they were found; ids without more where lexoffice's list has moved on.
    package var contacts: [Card]
    package var leftOut: [ContactField]

    /// Nil where nothing is open about the customer and nothing was left out.
    package static func read(_ standing: DocumentStatus, _ store: Store) throws -> ContactCards? {
        guard let id = Int(standing.key), case .document(let document, _)? = try store.document(DocumentRow.self, id)?.detail(),
            let customer = document.customer
        else { return nil }
        let key = String(customer.id)
        let isOpen = try store.machine(ContactChart.self, key)?.configuration.state == .ambiguous
        let candidates = isOpen ? try store.candidates(ContactChart.self, key) : []
        let leftOut = try store.fact(LeftOutFields.self, about: key)?.fields ?? []
        guard !candidates.isEmpty || !leftOut.isEmpty else { return nil }
        return ContactCards(
            customer: Card(
                id: customer.number ?? key, name: customer.legalName, address: customer.address,
                emails: customer.email.map { [$0] } ?? []),
            contacts: try candidates.map { id throws in try store.contact(id).map(Card.init) ?? Card(id: id, emails: []) },
            leftOut: leftOut)
    }
}

extension ContactCards.Card {
    fileprivate init(_ contact: LexofficeContact) {
        self.init(
            id: contact.id, name: contact.name, address: contact.addresses.first, emails: contact.emails, isUsable: contact.isUsable)
    }
}
