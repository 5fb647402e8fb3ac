/// A HERO customer no contact can be made of before somebody says more.
package struct ContactIncomplete: Error, Sendable, Hashable {
    /// ``ReasonCode/contactIncomplete`` for a name, ``ReasonCode/countryUnknown`` for a country.
    package let reason: ReasonCode
    /// Machine-readable, without personal data: which field is missing or not understood.
    package let detail: String
}

/// A field of a customer that a contact can do without.
package enum ContactField: String, Sendable, Hashable, Codable, CaseIterable {
    case email, phone, salutation
}

/// The contact we would create: only what lexoffice accepts, so that an optional field never costs the whole contact
/// (lexoffice-api.md §3.1). Absent means: leave the field out of the request.
package struct ContactDraft: Sendable, Hashable, Codable {
    package enum Party: Sendable, Hashable, Codable {
        case company(name: String, vatID: String?, contactPerson: Person?)
        case person(Person)
    }

    package struct Person: Sendable, Hashable, Codable {
        /// At most 25 characters.
        package var salutation: String?
        package var firstName: String?
        package var lastName: String
    }

    package var party: Party
    /// Always with a country code when present.
    package var address: PostalAddress?
    package var email: String?
    package var phone: String?
    /// `HERO-Kunde {number or id}`: lexoffice assigns its own customer number.
    package var note: String
    /// What the customer has and the contact does not get, because lexoffice would not take it.
    package var leftOut: [ContactField] = []

    package var isCompany: Bool { if case .company = party { true } else { false } }
    package var vatID: String? { if case .company(_, let vatID, _) = party { vatID } else { nil } }

    package init(customer: Customer) throws(ContactIncomplete) {
        let person = Person(customer)
        if customer.isCompany {
            guard let name = customer.legalName else { throw ContactIncomplete(reason: .contactIncomplete, detail: "missing=company_name") }
            party = .company(name: name, vatID: Self.vatID(customer.vatID), contactPerson: person)
        } else {
            guard let person else { throw ContactIncomplete(reason: .contactIncomplete, detail: "missing=last_name") }
            party = .person(person)
        }
        address = try customer.address.flatMap { address throws(ContactIncomplete) in try Self.address(address) }
        email = EmailAddress.first(in: customer.email ?? "")?.text
        phone = PhoneNumber(in: customer.phone ?? "")?.text
        note = ContactNote.text(customer)
        if email == nil, customer.email.trimmed != nil { leftOut.append(.email) }
        if phone == nil, customer.phone.trimmed != nil { leftOut.append(.phone) }
        if let person, person.salutation == nil, customer.salutation.trimmed != nil { leftOut.append(.salutation) }
    }

    /// The same without a field that lexoffice refuses; nil when it is without it already.
    package func without(_ field: ContactField) -> ContactDraft? {
        var draft = self
        switch field {
        case .email: draft.email = nil
        case .phone: draft.phone = nil
        case .salutation:
            switch party {
            case .company(let name, let vatID, var person):
                person?.salutation = nil
                draft.party = .company(name: name, vatID: vatID, contactPerson: person)
            case .person(var person):
                person.salutation = nil
                draft.party = .person(person)
            }
        }
        guard draft != self else { return nil }
        draft.leftOut.append(field)
        return draft
    }

    private static func vatID(_ text: String?) -> String? {
        (text ?? "").uppercased().filter { !$0.isWhitespace }.trimmed
    }

    /// Blank fields are omitted; no country at all is taken as Germany, where the firm's customers are.
    private static func address(_ address: PostalAddress) throws(ContactIncomplete) -> PostalAddress? {
        var draft = PostalAddress(
            street: address.street.trimmed, supplement: address.supplement.trimmed, zip: address.zip.trimmed,
            city: address.city.trimmed)
        let isBlank = draft.street == nil && draft.supplement == nil && draft.zip == nil && draft.city == nil
        if isBlank { return nil }
        draft.countryCode = "DE"
        guard let country = address.countryCode.trimmed else { return draft }
        guard let code = CountryCode.read(country) else { throw ContactIncomplete(reason: .countryUnknown, detail: "field=country") }
        draft.countryCode = code
        return draft
    }
}

extension ContactDraft.Person {
    fileprivate init?(_ customer: Customer) {
        guard let lastName = customer.lastName.trimmed else { return nil }
        salutation = customer.salutation.trimmed.flatMap { $0.count <= 25 ? $0 : nil }
        firstName = customer.firstName.trimmed
        self.lastName = lastName
    }
}

extension String? {
    /// Without white space at the ends; nil when nothing is left.
    var trimmed: String? { flatMap(\.trimmed) }
}

extension String {
    var trimmed: String? {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return nil }
        return String(start[...end])
    }
}
