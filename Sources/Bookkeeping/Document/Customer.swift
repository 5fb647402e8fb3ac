/// The recipient of a document as HERO knows it (domain.md S24, S36-S38).
package struct Customer: Sendable, Hashable, Codable {
    package var id: Int
    package var number: String?
    package var isCompany: Bool
    package var companyName: String?
    /// `GmbH`, where HERO keeps it apart from the name.
    package var legalForm: String?
    package var salutation: String?
    package var firstName: String?
    package var lastName: String?
    package var email: String?
    package var phone: String?
    /// HERO's customer type has no VAT id (hero-api.md §2.8); present only where another source names it.
    package var vatID: String?
    package var address: PostalAddress?

    package init(
        id: Int, number: String? = nil, isCompany: Bool, companyName: String? = nil, legalForm: String? = nil,
        salutation: String? = nil, firstName: String? = nil, lastName: String? = nil, email: String? = nil, phone: String? = nil,
        vatID: String? = nil, address: PostalAddress? = nil
    ) {
        self.id = id
        self.number = number
        self.isCompany = isCompany
        self.companyName = companyName
        self.legalForm = legalForm
        self.salutation = salutation
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.phone = phone
        self.vatID = vatID
        self.address = address
    }
}

package struct PostalAddress: Sendable, Hashable, Codable {
    package var street: String?
    package var supplement: String?
    package var zip: String?
    package var city: String?
    /// ISO 3166 alpha-2.
    package var countryCode: String?

    package init(
        street: String? = nil, supplement: String? = nil, zip: String? = nil, city: String? = nil, countryCode: String? = nil
    ) {
        self.street = street
        self.supplement = supplement
        self.zip = zip
        self.city = city
        self.countryCode = countryCode
    }
}

/// A contact as lexoffice lists it: the fields matching needs, no more (domain.md D3).
package struct LexofficeContact: Sendable, Hashable, Codable {
    package var id: String
    /// Company name, or "first last" of a person.
    package var name: String
    package var isCompany: Bool
    /// lexoffice accepts only contacts in the customer role on a sales voucher.
    package var isCustomer: Bool
    package var isArchived: Bool
    package var vatID: String?
    package var emails: [String]
    package var addresses: [PostalAddress]
    /// Of the note we write, the customer it names; nothing else of a note is kept (D3).
    package var customerReference: String?

    package init(
        id: String, name: String, isCompany: Bool, isCustomer: Bool, isArchived: Bool = false, vatID: String? = nil,
        emails: [String] = [], addresses: [PostalAddress] = [], customerReference: String? = nil
    ) {
        self.id = id
        self.name = name
        self.isCompany = isCompany
        self.isCustomer = isCustomer
        self.isArchived = isArchived
        self.vatID = vatID
        self.emails = emails
        self.addresses = addresses
        self.customerReference = customerReference
    }

    /// Whether a sales voucher may name it (lexoffice-api.md §3.2).
    package var isUsable: Bool { isCustomer && !isArchived }
}
