package import Bookkeeping

/// A contact as the stand-in keeps it.
package struct LexofficeContactRecord: Sendable, Hashable {
    package var id: String
    package var content: LexofficeContactContent
    package var customerNumber: Int?
    package var vendorNumber: Int?
    package var version: Int
    package var isArchived: Bool
    /// Shown in lists and by itself in a form nobody knows.
    package var isSpoilt = false
    package var createdAt: Instant
    package var updatedAt: Instant
}

/// The part of a contact that a client writes (lexoffice-api.md §3.1).
package struct LexofficeContactContent: Sendable, Hashable {
    package enum Identity: Sendable, Hashable {
        case company(Company)
        case person(Person)
    }

    package struct Company: Sendable, Hashable {
        package var name: String
        package var taxNumber: String?
        package var vatID: String?
        package var allowsTaxFreeInvoices = false
        package var contactPersons: [Person] = []
    }

    package struct Person: Sendable, Hashable {
        package var salutation: String?
        package var firstName: String?
        package var lastName: String
        /// The last three exist for contact persons of a company alone.
        package var isPrimary = false
        package var email: String?
        package var phone: String?
    }

    /// An e-mail address or phone number with the list it is in: `business`, `office`, …
    package struct Entry: Sendable, Hashable {
        package var list: String
        package var value: String
    }

    package var isCustomer = true
    package var isVendor = false
    package var identity: Identity
    package var billing: [PostalAddress] = []
    package var shipping: [PostalAddress] = []
    package var emails: [Entry] = []
    package var phones: [Entry] = []
    package var note: String?
    package var buyerReference: String?
    package var vendorNumberAtCustomer: String?

    package init(identity: Identity) { self.identity = identity }

    /// Company name, or "first last" of a person.
    package var name: String {
        switch identity {
        case .company(let company): company.name
        case .person(let person): [person.firstName, person.lastName].compactMap { $0 }.joined(separator: " ")
        }
    }

    package var isCompany: Bool {
        if case .company = identity { true } else { false }
    }

    static let emailLists = ["business", "office", "private", "other"]
    static let phoneLists = ["business", "office", "mobile", "private", "fax", "other"]

    /// E-mail search covers the lists and the contact persons (§3.1).
    var searchableEmails: [String] {
        guard case .company(let company) = identity else { return emails.map(\.value) }
        return emails.map(\.value) + company.contactPersons.compactMap(\.email)
    }

    /// Lists with more than one entry, possible in the application alone; such a contact cannot be updated through the API.
    var crowdedLists: [String] {
        var crowded: [String] = []
        if case .company(let company) = identity, company.contactPersons.count > 1 { crowded.append("company.contactPersons") }
        if billing.count > 1 { crowded.append("addresses.billing") }
        if shipping.count > 1 { crowded.append("addresses.shipping") }
        for (name, entries) in [("emailAddresses", emails), ("phoneNumbers", phones)] {
            for list in Set(entries.map(\.list)).sorted() where entries.count(where: { $0.list == list }) > 1 {
                crowded.append("\(name).\(list)")
            }
        }
        return crowded
    }
}
