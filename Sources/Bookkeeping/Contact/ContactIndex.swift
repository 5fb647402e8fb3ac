/// What lexoffice already knows about a customer (domain.md S38). Ids are in ascending order.
package enum ContactMatch: Sendable, Hashable {
    case none
    case one(String)
    /// More than one hit blocks: lexoffice cannot merge contacts, so a wrong link stays.
    case many([String])
    /// Every hit lacks the customer role, which a sales voucher needs.
    case notCustomer([String])
}

/// lexoffice's contacts by the three keys of S38, built once for many look-ups. Archived contacts are left out.
package struct ContactIndex: Sendable {
    private struct Entry {
        let id: String
        let isCustomer: Bool
    }

    private var entries: [Entry] = []
    /// Key → positions in `entries`, ascending, each once.
    private var byVATID: [String: [Int]] = [:]
    private var byEmailAndName: [[String]: [Int]] = [:]
    private var byNameAndAddress: [[String]: [Int]] = [:]

    package init(_ contacts: some Sequence<LexofficeContact>) {
        for contact in contacts where !contact.isArchived { add(contact) }
    }

    /// Makes a contact findable that was created meanwhile.
    package mutating func add(_ contact: LexofficeContact) {
        let position = entries.count
        entries.append(Entry(id: contact.id, isCustomer: contact.isCustomer))
        if let vatID = MatchKey.code(contact.vatID) { byVATID[vatID, default: []].append(position) }
        guard let name = MatchKey.name(contact.name) else { return }
        for email in Set(contact.emails.compactMap(MatchKey.email)) { byEmailAndName[[email, name], default: []].append(position) }
        for key in Set(contact.addresses.compactMap { Self.addressKey(name: name, $0) }) {
            byNameAndAddress[key, default: []].append(position)
        }
    }

    private static func addressKey(name: String, _ address: PostalAddress) -> [String]? {
        guard let zip = MatchKey.code(address.zip), let street = MatchKey.street(address.street) else { return nil }
        return [name, zip, street]
    }

    /// VAT id, then e-mail **and** name, then name, postcode and street: the first key with a hit decides.
    /// - Parameter disowned: those a person said are not this customer.
    package func match(_ customer: Customer, except disowned: Set<String> = []) -> ContactMatch {
        var keys = [MatchKey.code(customer.vatID).flatMap { byVATID[$0] }]
        if let name = MatchKey.name(customer.legalName) {
            keys.append(MatchKey.email(customer.email).flatMap { byEmailAndName[[$0, name]] })
            keys.append(customer.address.flatMap { Self.addressKey(name: name, $0) }.flatMap { byNameAndAddress[$0] })
        }
        let hits = keys.lazy.compactMap(\.self).map { $0.filter { !disowned.contains(entries[$0].id) } }
        return hits.first { !$0.isEmpty }.map(verdict) ?? .none
    }

    private func verdict(_ hits: [Int]) -> ContactMatch {
        let customers = hits.filter { entries[$0].isCustomer }
        let ids = (customers.isEmpty ? hits : customers).map { entries[$0].id }.sorted()
        if customers.isEmpty { return .notCustomer(ids) }
        return ids.count == 1 ? .one(ids[0]) : .many(ids)
    }
}
