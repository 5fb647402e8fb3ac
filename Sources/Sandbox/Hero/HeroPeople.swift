package import Bookkeeping

/// The firm whose account the stand-in plays.
package struct HeroCompanyRecord: Sendable, Hashable {
    package struct Feature: Sendable, Hashable {
        package var name: String
        package var isActive: Bool

        package init(name: String, isActive: Bool) {
            self.name = name
            self.isActive = isActive
        }
    }

    package var id: Int
    package var name: String
    package var legalForm: String
    package var street: String
    package var zipcode: String
    package var city: String
    package var vatID: String?
    package var isTest: Bool
    /// Names are the stand-in's own: HERO's are not known (hero-api.md §2.10).
    package var features: [Feature]

    package init(
        id: Int = 501, name: String = "Muster Haustechnik GmbH", legalForm: String = "GmbH", street: String = "Werkstattweg 7",
        zipcode: String = "30449", city: String = "Hannover", vatID: String? = "DE123456789", isTest: Bool = true,
        features: [Feature] = [Feature(name: "reversal_invoices", isActive: true), Feature(name: "lexoffice", isActive: false)]
    ) {
        self.id = id
        self.name = name
        self.legalForm = legalForm
        self.street = street
        self.zipcode = zipcode
        self.city = city
        self.vatID = vatID
        self.isTest = isTest
        self.features = features
    }
}

/// An employee of the firm. `userID` is the login, `id` the partner.
package struct HeroPartnerRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var userID: Int
    package var firstName: String
    package var lastName: String
    package var email: String
    /// A value of `PartnerRoleEnum`.
    package var role: String

    package init(id: Int, userID: Int, firstName: String, lastName: String, email: String, role: String) {
        self.id = id
        self.userID = userID
        self.firstName = firstName
        self.lastName = lastName
        self.email = email
        self.role = role
    }

    package var fullName: String { "\(firstName) \(lastName)" }
}

package struct HeroCountryRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    /// ISO 3166 alpha-2.
    package var code: String
    package var name: String
    /// Standard and reduced rate in percent.
    package var vat: Int
    package var reducedVAT: Int

    package static let known = [
        HeroCountryRecord(id: 1, code: "DE", name: "Deutschland", vat: 19, reducedVAT: 7),
        HeroCountryRecord(id: 2, code: "AT", name: "Österreich", vat: 20, reducedVAT: 10),
        HeroCountryRecord(id: 3, code: "CH", name: "Schweiz", vat: 8, reducedVAT: 3),
        HeroCountryRecord(id: 4, code: "NL", name: "Niederlande", vat: 21, reducedVAT: 9),
    ]
}

package struct HeroAddressRecord: Sendable, Hashable {
    package var id: Int
    package var street: String?
    package var line1: String?
    package var line2: String?
    package var zipcode: String?
    package var city: String?
    package var countryID: Int?

    package init(
        id: Int = 0, street: String? = nil, line1: String? = nil, line2: String? = nil, zipcode: String? = nil, city: String? = nil,
        countryID: Int? = 1
    ) {
        self.id = id
        self.street = street
        self.line1 = line1
        self.line2 = line2
        self.zipcode = zipcode
        self.city = city
        self.countryID = countryID
    }
}

/// A contact: customer, contact person, supplier.
package struct HeroCustomerRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var number: String?
    /// `private` or `commercial`.
    package var type: String
    /// A value of `CustomerCategoryEnum`.
    package var category: String
    package var title: String?
    package var firstName: String?
    package var lastName: String?
    package var companyName: String?
    package var companyLegalForm: String?
    package var email: String?
    package var phoneHome: String?
    package var phoneMobile: String?
    package var isDeleted: Bool
    package var isInvoiceRecipient: Bool
    package var parentID: Int?
    package var partnerNotes: String?
    package var address: HeroAddressRecord?
    package var created: Instant
    package var modified: Instant

    /// `id`, `created` and `modified` are set when the record is added.
    package init(
        number: String? = nil, type: String, category: String = "customer", title: String? = nil, firstName: String? = nil,
        lastName: String? = nil, companyName: String? = nil, companyLegalForm: String? = nil, email: String? = nil,
        phoneHome: String? = nil, phoneMobile: String? = nil, isInvoiceRecipient: Bool = true, parentID: Int? = nil,
        address: HeroAddressRecord? = nil
    ) {
        id = 0
        self.number = number
        self.type = type
        self.category = category
        self.title = title
        self.firstName = firstName
        self.lastName = lastName
        self.companyName = companyName
        self.companyLegalForm = companyLegalForm
        self.email = email
        self.phoneHome = phoneHome
        self.phoneMobile = phoneMobile
        isDeleted = false
        self.isInvoiceRecipient = isInvoiceRecipient
        self.parentID = parentID
        self.address = address
        created = Instant(milliseconds: 0)
        modified = Instant(milliseconds: 0)
    }

    package var fullName: String {
        let person = [firstName, lastName].compactMap(\.self).joined(separator: " ")
        return type == "commercial" ? companyName ?? person : person
    }
}

package struct HeroProjectRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var number: String
    /// Nil on the hidden project of a contact (`KONT-…`).
    package var name: String?
    package var customerID: Int
    package var contactID: Int?
    package var partnerID: Int?
    package var isDeleted: Bool
    package var created: Instant
    package var modified: Instant

    package var isContactProject: Bool { number.hasPrefix("KONT-") }
}

/// A line of the project log.
package struct HeroHistoryRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var target: String
    package var targetID: Int
    package var text: String
    package var userID: Int
    package var isSystem: Bool
    package var created: Instant
}

package struct HeroTaskRecord: Sendable, Hashable, Identifiable {
    package var id: Int
    package var title: String?
    package var comment: String?
    package var authorUserID: Int
    package var targetUserID: Int?
    package var projectID: Int?
    package var dueDate: String?
    package var doneDate: String?
    package var isDeleted: Bool
    package var created: Instant
    package var modified: Instant
}
