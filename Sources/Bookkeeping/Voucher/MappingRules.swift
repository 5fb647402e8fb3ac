/// What an administrator has decided about the books, as far as mapping needs it (domain.md §4).
package struct MappingRules: Sendable, Hashable, Codable {
    /// *Kleinunternehmer* (§ 19 UStG) according to lexoffice's profile; documents must agree with it (domain.md V6).
    package var isSmallBusiness: Bool
    /// Configured and confirmed categories. A key that is missing here is unmapped and blocks; there is no default.
    package var categories: [PostingCategory: CategoryRule]

    package init(isSmallBusiness: Bool = false, categories: [PostingCategory: CategoryRule]) {
        self.isSmallBusiness = isSmallBusiness
        self.categories = categories
    }
}

/// One posting category of lexoffice's list, with the two limits it states for itself.
package struct CategoryRule: Sendable, Hashable, Codable {
    /// lexoffice's id.
    package var id: String
    package var name: String
    /// The collective contact is not enough.
    package var contactRequired: Bool
    /// False: the category must be the only item of its voucher.
    package var splitAllowed: Bool

    package init(id: String, name: String, contactRequired: Bool = false, splitAllowed: Bool = true) {
        self.id = id
        self.name = name
        self.contactRequired = contactRequired
        self.splitAllowed = splitAllowed
    }
}

/// What becomes of a document. `detail` is short machine-readable English (`rate=19 diff=-3 tolerance=1`, amounts in cents)
/// without personal data; the sentence a person reads is in the catalogue under the reason code.
package enum MappingOutcome: Sendable, Hashable {
    case voucher(Voucher, flags: [Flag])
    case blocked(ReasonCode, detail: String)
    case skipped(ReasonCode)
}

/// Why mapping stopped; becomes ``MappingOutcome/blocked(_:detail:)``.
struct MappingBlock: Error {
    let reason: ReasonCode
    let detail: String

    init(_ reason: ReasonCode, _ detail: String) {
        self.reason = reason
        self.detail = detail
    }
}
