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
    private struct Known: Sendable {
        let id: Int
        let name: ContactName
        let emails: Set<String>
        let places: [Place]
    }

    private struct Place: Sendable {
        let zip: String
        /// Empty where none is given.
        let streets: Set<String>

        init?(_ address: PostalAddress) {
            guard let zip = MatchKey.zip(address.zip) else { return nil }
            self.zip = zip
            streets = MatchKey.streets(address.street)
        }

        func contradicts(_ other: Place) -> Bool {
            zip != other.zip || (!streets.isEmpty && !other.streets.isEmpty && streets.isDisjoint(with: other.streets))
        }
    }

    private var byVATID: [String: [Int]] = [:]
    private var byName: [String: [Known]] = [:]

    package init(_ customers: some Sequence<KnownCustomer> = []) {
        for customer in customers { add(customer) }
    }

    package mutating func add(_ customer: KnownCustomer) {
        if let vatID = MatchKey.code(customer.vatID) { byVATID[vatID, default: []].append(customer.id) }
        let emails = Set(customer.emails.flatMap(MatchKey.emails))
        let places = customer.addresses.compactMap(Place.init)
        for name in Set(customer.names.compactMap { ContactName($0, isCompany: true) }) {
            let known = Known(id: customer.id, name: name, emails: emails, places: places)
            for key in name.keys { byName[key, default: []].append(known) }
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
    package func named(_ name: String) -> Set<Int> {
        Set(ContactName(name, isCompany: true).map { namesakes($0).map(\.id) } ?? [])
    }

    /// HERO does not say of every customer whether it is a company; names are compared as of companies.
    private func namesakes(_ name: ContactName) -> [Known] {
        name.keys.flatMap { byName[$0] ?? [] }.filter { name.isSpelling(of: $0.name) }
    }

    private func hits(_ contact: LexofficeContact) -> [[Int]] {
        let vatID = MatchKey.code(contact.vatID).flatMap { byVATID[$0] } ?? []
        guard let name = ContactName(contact.name, isCompany: true) else { return [vatID] }
        let emails = Set(contact.emails.flatMap(MatchKey.emails))
        let places = contact.addresses.compactMap(Place.init)
        let namesakes = namesakes(name)
        let byEmail = namesakes.filter { !$0.emails.isDisjoint(with: emails) }
        let byPlace = namesakes.filter { known in known.places.contains { place in places.contains { !$0.contradicts(place) } } }
        let nameAlone = emails.isEmpty && places.isEmpty ? namesakes : []
        return [vatID, byEmail.map(\.id), byPlace.map(\.id), nameAlone.map(\.id)]
    }
}
