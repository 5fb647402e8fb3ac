/// A lexoffice contact with what HERO needs to take it over (domain.md S39-S41): read for an import and kept nowhere (D3).
package struct ContactCard: Sendable, Hashable {
    package struct Person: Sendable, Hashable {
        package var salutation: String?
        package var firstName: String?
        package var lastName: String?

        package init(salutation: String? = nil, firstName: String? = nil, lastName: String? = nil) {
            self.salutation = salutation
            self.firstName = firstName
            self.lastName = lastName
        }
    }

    package var contact: LexofficeContact
    /// The person a private contact is, or the first person to turn to in a company.
    package var person: Person?
    package var phone: String?
    package var mobile: String?
    /// False when lexoffice shows neither company nor person in a known form.
    package var isReadable: Bool

    package init(
        contact: LexofficeContact, person: Person? = nil, phone: String? = nil, mobile: String? = nil, isReadable: Bool = true
    ) {
        self.contact = contact
        self.person = person
        self.phone = phone
        self.mobile = mobile
        self.isReadable = isReadable
    }
}
