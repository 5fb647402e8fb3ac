/// A HERO customer by what tells customers apart. Several names where HERO keeps the legal form apart from the name.
package struct KnownCustomer: Sendable, Hashable, Codable {
    package var id: Int
    package var names: [String]
    package var emails: [String]
    /// HERO shows none with its contacts (hero-api.md §2.8).
    package var vatID: String?
    package var addresses: [PostalAddress]

    package init(id: Int, names: [String], emails: [String] = [], vatID: String? = nil, addresses: [PostalAddress] = []) {
        self.id = id
        self.names = names
        self.emails = emails
        self.vatID = vatID
        self.addresses = addresses
    }

    /// The customer as it will be found once it was created for this contact.
    package init(id: Int, _ contact: LexofficeContact) {
        self.init(id: id, names: [contact.name], emails: contact.emails, vatID: contact.vatID, addresses: contact.addresses)
    }
}

/// What HERO already knows about a lexoffice contact. Ids are in ascending order.
package enum CustomerMatch: Sendable, Hashable {
    case none
    case one(Int)
    case many([Int])
}

/// HERO's customers by the keys of S38, read the other way round: an import must not create whom HERO has.
package struct CustomerIndex: Sendable {
    private struct Place: Sendable {
        let id: Int
        let zip: String
        let street: String?
    }

    private var byVATID: [String: [Int]] = [:]
    private var byEmailAndName: [[String]: [Int]] = [:]
    private var placesByName: [String: [Place]] = [:]
    private var byName: [String: [Int]] = [:]

    package init(_ customers: some Sequence<KnownCustomer> = []) {
        for customer in customers { add(customer) }
    }

    package mutating func add(_ customer: KnownCustomer) {
        if let vatID = MatchKey.code(customer.vatID) { byVATID[vatID, default: []].append(customer.id) }
        for name in Set(customer.names.compactMap(MatchKey.name)) {
            byName[name, default: []].append(customer.id)
            for email in Set(customer.emails.compactMap(MatchKey.email)) { byEmailAndName[[email, name], default: []].append(customer.id) }
            for address in customer.addresses {
                guard let zip = MatchKey.code(address.zip) else { continue }
                placesByName[name, default: []].append(Place(id: customer.id, zip: zip, street: MatchKey.street(address.street)))
            }
        }
    }

    /// VAT id, then e-mail **and** name, then name and postcode where no street contradicts; the name alone for a contact that
    /// has neither e-mail nor postcode. The first key with a hit decides.
    package func match(_ contact: LexofficeContact) -> CustomerMatch {
        let ids = Set(hits(contact).first { !$0.isEmpty } ?? []).sorted()
        return ids.isEmpty ? .none : ids.count == 1 ? .one(ids[0]) : .many(ids)
    }

    /// Everybody any of the keys leads to: whoever is in here may be the same.
    package func resembling(_ contact: LexofficeContact) -> Set<Int> { Set(hits(contact).joined()) }

    /// Customers of this name, whatever else is said about them.
    package func named(_ name: String) -> Set<Int> { Set(MatchKey.name(name).flatMap { byName[$0] } ?? []) }

    private func hits(_ contact: LexofficeContact) -> [[Int]] {
        let vatID = MatchKey.code(contact.vatID).flatMap { byVATID[$0] } ?? []
        guard let name = MatchKey.name(contact.name) else { return [vatID] }
        let emails = Set(contact.emails.compactMap(MatchKey.email))
        let places = contact.addresses.compactMap { address in
            MatchKey.code(address.zip).map { (zip: $0, street: MatchKey.street(address.street)) }
        }
        let byEmail = emails.flatMap { byEmailAndName[[$0, name]] ?? [] }
        let byPlace = (placesByName[name] ?? []).filter { known in
            places.contains { $0.zip == known.zip && ($0.street == nil || known.street == nil || $0.street == known.street) }
        }
        let nameAlone = emails.isEmpty && places.isEmpty ? byName[name] ?? [] : []
        return [vatID, byEmail, byPlace.map(\.id), nameAlone]
    }
}
