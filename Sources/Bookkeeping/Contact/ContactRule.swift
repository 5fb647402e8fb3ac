/// Whether a customer and a contact are one: the rule behind S36-S38, asked of two cards at a time. A wrong yes books on somebody else's
/// account and a wrong no makes a second contact for good (lexoffice cannot merge two), so there is a third answer: a person is asked.
enum ContactRule {
    enum Verdict: Sendable, Hashable {
        /// The name agrees, and this.
        case same(Evidence)
        case similar
        case other
    }

    /// The strongest first.
    enum Evidence: Int, Sendable, Hashable, Comparable {
        case vatID, ownNote, email, address

        static func < (one: Evidence, other: Evidence) -> Bool { one.rawValue < other.rawValue }
    }

    static func verdict(_ customer: MatchCard, _ contact: MatchCard) -> Verdict {
        let agreed = evidence(customer, contact)
        guard let name = customer.name, let other = contact.name else {
            return agreed.contains { $0 != .address } ? .similar : .other
        }
        if name.isSpelling(of: other) {
            if let strongest = agreed.min() { return .same(strongest) }
            return isLikely(customer, contact) ? .similar : .other
        }
        let isNear = name.isNear(other)
        if agreed.contains(.vatID) || agreed.contains(.ownNote) { return .similar }
        // A contact that was made for another of our customers is that one's, whoever shares the address with him.
        if agreed.contains(.email) { return isNear || contact.note == nil ? .similar : .other }
        return isNear && agreed.contains(.address) ? .similar : .other
    }

    private static func evidence(_ customer: MatchCard, _ contact: MatchCard) -> [Evidence] {
        var agreed: [Evidence] = []
        if let vatID = customer.vatID, vatID == contact.vatID { agreed.append(.vatID) }
        if let note = customer.note, note == contact.note { agreed.append(.ownNote) }
        if !customer.emails.isDisjoint(with: contact.emails) { agreed.append(.email) }
        if !customer.sites.isDisjoint(with: contact.sites) { agreed.append(.address) }
        return agreed
    }

    /// The same name, and nothing to tell by: likely where one of both says too little, or lives in the same town; not where they
    /// live apart, or have neither street nor e-mail in common.
    private static func isLikely(_ customer: MatchCard, _ contact: MatchCard) -> Bool {
        let emailDiffers = !customer.emails.isEmpty && !contact.emails.isEmpty
        guard let together = customer.livesIn(townOf: contact) else { return !emailDiffers }
        let streetDiffers = customer.hasStreet && contact.hasStreet
        return together && !(streetDiffers && emailDiffers)
    }
}

/// What of a customer or contact is held against the other, in comparable form.
struct MatchCard: Sendable {
    let name: ContactName?
    let vatID: String?
    /// What our own note says, without its first words.
    let note: String?
    let emails: Set<String>
    /// Postcode with street.
    let sites: Set<String>
    let zips: Set<String>
    let towns: Set<String>
    let hasStreet: Bool

    init(_ customer: Customer) {
        self.init(
            name: ContactName(customer.legalName, isCompany: customer.isCompany), vatID: customer.vatID,
            note: ContactNote.reference(of: customer), emails: [customer.email].compactMap(\.self),
            addresses: [customer.address].compactMap(\.self))
    }

    init(_ contact: LexofficeContact) {
        self.init(
            name: ContactName(contact.name, isCompany: contact.isCompany), vatID: contact.vatID, note: contact.customerReference,
            emails: contact.emails, addresses: contact.addresses)
    }

    private init(name: ContactName?, vatID: String?, note: String?, emails: [String], addresses: [PostalAddress]) {
        self.name = name
        self.vatID = MatchKey.code(vatID)
        self.note = note
        self.emails = Set(emails.flatMap(MatchKey.emails))
        let streets = addresses.map { MatchKey.streets($0.street) }
        hasStreet = streets.contains { !$0.isEmpty }
        zips = Set(addresses.compactMap { MatchKey.zip($0.zip) })
        towns = addresses.reduce(into: []) { $0.formUnion(MatchKey.towns($1.city)) }
        sites = zip(addresses, streets).reduce(into: []) { sites, place in
            guard let zip = MatchKey.zip(place.0.zip) else { return }
            sites.formUnion(place.1.map { "\(zip) \($0)" })
        }
    }

    /// Nil where one of them does not say.
    func livesIn(townOf other: MatchCard) -> Bool? {
        if !zips.isEmpty, !other.zips.isEmpty { return !zips.isDisjoint(with: other.zips) }
        if !towns.isEmpty, !other.towns.isEmpty { return !towns.isDisjoint(with: other.towns) }
        return nil
    }
}

/// The note by which a contact of ours is known again, also after an answer that got lost: `HERO-Kunde {number or id}`.
package enum ContactNote {
    private static let words = "HERO-Kunde "

    package static func text(_ customer: Customer) -> String { words + reference(of: customer) }

    static func reference(of customer: Customer) -> String { customer.number.trimmed.map { String($0.prefix(100)) } ?? String(customer.id) }

    /// Which customer a note names: the whole of its line, wherever somebody wrote more around it.
    package static func reference(in note: String?) -> String? {
        let lines = (note ?? "").prefix(2000).split(whereSeparator: \.isNewline).lazy.compactMap { String($0).trimmed }
        return lines.first { $0.hasPrefix(words) }.flatMap { String($0.dropFirst(words.count)).trimmed }
    }
}
