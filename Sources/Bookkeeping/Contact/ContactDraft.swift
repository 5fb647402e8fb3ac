/// A HERO customer has no name a contact could bear.
package struct ContactIncomplete: Error, Sendable, Hashable {
    package let reason = ReasonCode.contactIncomplete
    /// Machine-readable, without personal data: which field is missing.
    package let detail: String
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

    package var isCompany: Bool { if case .company = party { true } else { false } }
    package var vatID: String? { if case .company(_, let vatID, _) = party { vatID } else { nil } }

    package init(customer: Customer) throws(ContactIncomplete) {
        let person = Person(customer)
        if customer.isCompany {
            guard let name = customer.companyName.trimmed else { throw ContactIncomplete(detail: "missing=company_name") }
            party = .company(name: name, vatID: Self.vatID(customer.vatID), contactPerson: person)
        } else {
            guard let person else { throw ContactIncomplete(detail: "missing=last_name") }
            party = .person(person)
        }
        address = customer.address.flatMap(Self.address)
        email = Self.email(customer.email)
        phone = Self.phone(customer.phone)
        note = "HERO-Kunde \(customer.number.trimmed.map { String($0.prefix(100)) } ?? String(customer.id))"
    }

    private static func vatID(_ text: String?) -> String? {
        (text ?? "").uppercased().filter { !$0.isWhitespace }.trimmed
    }

    /// Blank fields are omitted; an unknown country is taken as Germany, where the firm's customers are.
    private static func address(_ address: PostalAddress) -> PostalAddress? {
        let draft = PostalAddress(
            street: address.street.trimmed, supplement: address.supplement.trimmed, zip: address.zip.trimmed,
            city: address.city.trimmed, countryCode: countryCode(address.countryCode))
        let isBlank = draft.street == nil && draft.supplement == nil && draft.zip == nil && draft.city == nil
        return isBlank ? nil : draft
    }

    private static func countryCode(_ text: String?) -> String {
        let code = (text ?? "").uppercased().filter { !$0.isWhitespace }
        let isPlain = code.utf8.count == 2 && code.utf8.allSatisfy { (65...90).contains($0) }
        return isPlain || ["ES_CN", "GR_69"].contains(code) ? code : "DE"
    }

    /// Kept only in the plain form x@y.z; lexoffice refuses the whole contact for a bad address.
    private static func email(_ text: String?) -> String? {
        guard let email = text.trimmed, email.utf8.allSatisfy({ (33...126).contains($0) && !Array("<>(),;:\\\"[]".utf8).contains($0) })
        else { return nil }
        let halves = email.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty else { return nil }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty } ? email : nil
    }

    /// Kept only when it is digits and the usual signs, at most 30 of them.
    private static func phone(_ text: String?) -> String? {
        guard let phone = text.trimmed, phone.utf8.count <= 30, phone.utf8.contains(where: { (48...57).contains($0) }),
            phone.utf8.allSatisfy({ (48...57).contains($0) || Array("+ -/().".utf8).contains($0) })
        else { return nil }
        return phone
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
