/// The HERO customer we would create for a lexoffice contact: the fields of hero-api.md §5.5, no more (domain.md D3). Absent
/// means: leave the field out of the request. HERO assigns its own customer number; the two number ranges have nothing in common.
package struct CustomerDraft: Sendable, Hashable {
    package var isCompany: Bool
    package var companyName: String?
    /// lexoffice's salutation, HERO's `title`.
    package var salutation: String?
    package var firstName: String?
    package var lastName: String?
    package var email: String?
    package var phone: String?
    package var mobile: String?
    /// The first billing address, else the first shipping address; nil when it is blank but for the country.
    package var address: PostalAddress?

    /// Fails where HERO would have nothing to call the customer by: a company needs its name, a person the last name.
    package init(_ card: ContactCard) throws(ContactIncomplete) {
        isCompany = card.contact.isCompany
        salutation = card.person?.salutation.trimmed
        firstName = card.person?.firstName.trimmed
        lastName = card.person?.lastName.trimmed
        if isCompany {
            guard let name = card.contact.name.trimmed else {
                throw ContactIncomplete(reason: .contactIncomplete, detail: "missing=company_name")
            }
            companyName = name
        } else if lastName == nil {
            throw ContactIncomplete(reason: .contactIncomplete, detail: "missing=last_name")
        }
        email = card.contact.emails.lazy.compactMap(\.trimmed).first
        phone = card.phone.trimmed
        mobile = card.mobile.trimmed
        address = card.contact.addresses.lazy.compactMap(Self.address).first
    }

    private static func address(_ address: PostalAddress) -> PostalAddress? {
        let draft = PostalAddress(
            street: address.street.trimmed, supplement: address.supplement.trimmed, zip: address.zip.trimmed,
            city: address.city.trimmed, countryCode: address.countryCode.trimmed?.uppercased())
        let isBlank = draft.street == nil && draft.supplement == nil && draft.zip == nil && draft.city == nil
        return isBlank ? nil : draft
    }
}
