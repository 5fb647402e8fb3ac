/// What the categories of a voucher ask of its contact (domain.md §2, V5, V8-V10).
package struct ContactRequirement: Sendable, Hashable {
    /// The collective contact is not enough.
    package let contactRequired: Bool
    /// The contact must be a company; lexoffice refuses a person (V5).
    package let companyRequired: Bool
    /// The contact needs a VAT id of another member state and an address there (V8).
    package let vatIDRequired: Bool

    private static let companyCategories: Set<PostingCategory> = [
        .construction13b, .intraEUGoods, .euService13b, .exportGoods, .exportService,
    ]

    /// Member states other than Germany, as ISO codes; Greece is `GR` in addresses and `EL` in VAT ids.
    private static let otherMemberStates: Set<String> = [
        "AT", "BE", "BG", "CY", "CZ", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL",
        "PT", "RO", "SE", "SI", "SK",
    ]

    package init(items: [VoucherItem], rules: MappingRules) {
        let categories = Set(items.map(\.category))
        companyRequired = !categories.isDisjoint(with: Self.companyCategories)
        vatIDRequired = categories.contains(.intraEUGoods)
        contactRequired = companyRequired || categories.contains { rules.categories[$0]?.contactRequired ?? false }
    }

    /// Why this contact will not do; nil when it will. A nil contact stands for the collective contact.
    package func refusal(of contact: LexofficeContact?) -> ReasonCode? {
        guard let contact else { return contactRequired ? .contactRequired : nil }
        return refusal(isCompany: contact.isCompany, vatID: contact.vatID, countries: contact.addresses.map(\.countryCode))
    }

    /// The same question before the contact exists.
    package func refusal(of draft: ContactDraft) -> ReasonCode? {
        refusal(isCompany: draft.isCompany, vatID: draft.vatID, countries: [draft.address?.countryCode])
    }

    private func refusal(isCompany: Bool, vatID: String?, countries: [String?]) -> ReasonCode? {
        if companyRequired, !isCompany { return .companyContactRequired }
        guard vatIDRequired else { return nil }
        let hasAddress = countries.contains { Self.otherMemberStates.contains(($0 ?? "").uppercased()) }
        return hasAddress && Self.isForeignVATID(vatID) ? nil : .vatIDRequired
    }

    /// Two letters of another member state, then 2 to 12 letters or digits.
    private static func isForeignVATID(_ text: String?) -> Bool {
        let code = (MatchKey.code(text) ?? "").uppercased()
        let state = String(code.prefix(2))
        return (4...14).contains(code.utf8.count) && otherMemberStates.contains(state == "EL" ? "GR" : state)
    }
}
