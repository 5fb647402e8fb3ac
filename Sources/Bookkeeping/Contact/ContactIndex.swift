/// What lexoffice already knows about a customer (domain.md S38). Ids are in ascending order.
package enum ContactMatch: Sendable, Hashable {
    case none
    case one(String)
    /// More than one hit blocks: lexoffice cannot merge contacts, so a wrong link stays.
    case many([String])
    /// Every hit lacks the customer role, which a sales voucher needs.
    case notCustomer([String])
    /// Another name with the same e-mail address, VAT id or note of ours, or almost the same name at the same address: a person is asked
    /// before there is a second one.
    case similar([String])
}

/// lexoffice's contacts by what ``ContactRule`` goes by, built once for many look-ups. Archived contacts are left out.
package struct ContactIndex: Sendable {
    private struct Entry {
        let id: String
        let isCustomer: Bool
        let card: MatchCard
    }

    private enum Key: Hashable {
        case name(String), vatID(String), note(String), email(String), site(String)
    }

    private var entries: [Entry] = []
    /// Positions in `entries`, ascending, each once.
    private var places: [Key: [Int]] = [:]

    package init(_ contacts: some Sequence<LexofficeContact>) {
        for contact in contacts where !contact.isArchived { add(contact) }
    }

    /// Makes a contact findable that was created meanwhile.
    package mutating func add(_ contact: LexofficeContact) {
        let entry = Entry(id: contact.id, isCustomer: contact.isCustomer, card: MatchCard(contact))
        for key in Self.names(entry.card).union(Self.facts(entry.card)) { places[key, default: []].append(entries.count) }
        entries.append(entry)
    }

    private static func names(_ card: MatchCard) -> Set<Key> { Set((card.name?.keys ?? []).map(Key.name)) }

    private static func facts(_ card: MatchCard) -> Set<Key> {
        var keys = Set(card.emails.map(Key.email))
        keys.formUnion(card.sites.map(Key.site))
        if let vatID = card.vatID { keys.insert(.vatID(vatID)) }
        if let note = card.note { keys.insert(.note(note)) }
        return keys
    }

    /// Whoever is the same by the strongest evidence; else whoever resembles the customer.
    /// - Parameter disowned: those a person said are not this customer.
    package func match(_ customer: Customer, except disowned: Set<String> = []) -> ContactMatch {
        let card = MatchCard(customer)
        var same: [ContactRule.Evidence: [Int]] = [:]
        var similar: [Int] = []
        let namesakes = hits(Self.names(card))
        judge(namesakes, card, disowned, &same, &similar)
        // Whoever bears another name can only be similar, and need not be looked at once somebody is the same.
        if same.isEmpty { judge(hits(Self.facts(card)).subtracting(namesakes), card, disowned, &same, &similar) }
        if let strongest = same.keys.min(), let found = same[strongest] { return verdict(exact(found, card)) }
        return similar.isEmpty ? .none : .similar(similar.map { entries[$0].id }.sorted())
    }

    private func hits(_ keys: Set<Key>) -> Set<Int> { keys.reduce(into: []) { $0.formUnion(places[$1] ?? []) } }

    private func judge(
        _ hits: Set<Int>, _ card: MatchCard, _ disowned: Set<String>, _ same: inout [ContactRule.Evidence: [Int]], _ similar: inout [Int]
    ) {
        for hit in hits where !disowned.contains(entries[hit].id) {
            switch ContactRule.verdict(card, entries[hit].card) {
            case .same(let evidence): same[evidence, default: []].append(hit)
            case .similar: similar.append(hit)
            case .other: continue
            }
        }
    }

    /// Where two companies differ by their legal form alone, the one that says it as the customer does.
    private func exact(_ hits: [Int], _ card: MatchCard) -> [Int] {
        let exact = hits.filter { entries[$0].card.name?.form == card.name?.form }
        return exact.isEmpty ? hits : exact
    }

    private func verdict(_ hits: [Int]) -> ContactMatch {
        let customers = hits.filter { entries[$0].isCustomer }
        let ids = (customers.isEmpty ? hits : customers).map { entries[$0].id }.sorted()
        if customers.isEmpty { return .notCustomer(ids) }
        return ids.count == 1 ? .one(ids[0]) : .many(ids)
    }
}
