package import Bookkeeping

/// The firm whose account the stand-in plays.
package struct HeroCompanyRecord: Sendable, Hashable {
    package struct Feature: Sendable, Hashable {
        package var name: String
        package var isActive: Bool
    }

    package var id = 501
    package var name = "Muster Haustechnik GmbH"
    package var legalForm = "GmbH"
    package var street = "Werkstattweg 7"
    package var zipcode = "30449"
    package var city = "Hannover"
    package var vatID: String? = "DE123456789"
    package var isTest = true
    /// Names are the stand-in's own: HERO's are not known (hero-api.md §2.10).
    package var features: [Feature] = [Feature(name: "reversal_invoices", isActive: true), Feature(name: "lexoffice", isActive: false)]
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
    package var id = 0
    package var street: String?
    package var line1: String?
    package var line2: String?
    package var zipcode: String?
    package var city: String?
    package var countryID: Int? = 1
}

/// A contact: customer, contact person, supplier. `id`, `created` and `modified` are set when the record is added.
package struct HeroCustomerRecord: Sendable, Hashable, Identifiable {
    package var id = 0
    package var number: String?
    /// `private` or `commercial`.
    package var type: String
    /// A value of `CustomerCategoryEnum`.
    package var category = "customer"
    package var title: String?
    package var firstName: String?
    package var lastName: String?
    package var companyName: String?
    package var companyLegalForm: String?
    package var email: String?
    package var phoneHome: String?
    package var phoneMobile: String?
    package var isDeleted = false
    package var isInvoiceRecipient = true
    package var parentID: Int?
    package var partnerNotes: String?
    package var address: HeroAddressRecord?
    package var created = Instant(milliseconds: 0)
    package var modified = Instant(milliseconds: 0)

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
