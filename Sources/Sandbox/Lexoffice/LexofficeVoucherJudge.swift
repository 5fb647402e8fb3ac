internal import Bookkeeping

/// Whether the members of a voucher agree with one another, with the categories and with the contact.
struct LexofficeVoucherJudge {
    let rules: LexofficeRules
    let content: LexofficeVoucherContent
    let contact: LexofficeContactRecord?
    let now: Instant
    private(set) var issues: [LexofficeIssue] = []

    mutating func judge() throws(LexofficeRefusal) {
        judgeArithmetic()
        judgeCategories()
        guard issues.isEmpty else { throw .legacy(406, issues) }
        try judgeContact()
    }

    /// The totals are exactly the sums (C12), each tax amount fits its rate within the tolerance (§4.4).
    private mutating func judgeArithmetic() {
        guard !content.items.isEmpty else { return }
        let tax = content.items.map(\.taxAmount).sum()
        let amounts = content.items.map(\.amount).sum()
        if content.gross != (content.isNet ? amounts + tax : amounts) { issues.append(.invalid("totalGrossAmount")) }
        if content.tax != tax { issues.append(.invalid("totalTaxAmount")) }
        for (index, item) in content.items.enumerated() {
            let numerator = Int128(item.amount.amount) * Int128(item.rate)
            let expected = ExactDecimal.divideRounding(numerator, by: content.isNet ? 100 : Int128(100 + item.rate))
            let difference = Int128(item.taxAmount.amount) - expected
            if difference.magnitude > rules.taxTolerance.amount.magnitude || rules.isSmallBusiness && item.taxAmount != .zero {
                issues.append(.invalid("voucherItems[\(index)].taxAmount"))
            }
        }
    }

    private mutating func judgeCategories() {
        let rates = Set(content.items.map(\.rate))
        var distance = 0
        for (index, item) in content.items.enumerated() {
            let source = "voucherItems[\(index)]"
            guard let category = LexofficeCategory.with(id: item.categoryID), category.isIncome == content.kind.isSales else {
                issues.append(.invalid("\(source).categoryId"))
                continue
            }
            if rates.count > 1, !category.splitAllowed { issues.append(.invalid("\(source).categoryId")) }
            if category.isZeroRateOnly, item.rate != 0 { issues.append(.invalid("\(source).taxRatePercent")) }
            if category.isDistanceSale { distance += 1 }
        }
        if distance > 0, distance < content.items.count { issues.append(.invalid("voucherItems")) }
    }

    private var needsContact: Bool {
        content.items.contains { LexofficeCategory.with(id: $0.categoryID)?.contactRequired == true }
    }

    private func judgeContact() throws(LexofficeRefusal) {
        if content.contactName != nil, content.contactID != nil || !content.usesCollectiveContact {
            throw .legacy(406, [LexofficeIssue("custom_contact_name_for_referenced_contact_not_allowed", "contactName")])
        }
        guard !content.usesCollectiveContact else {
            if needsContact { throw .legacy(406, [.missing("contactId")]) }
            return
        }
        guard content.contactID != nil else { return }
        guard let contact, contact.createdAt.adding(milliseconds: rules.contactUsableAfterMilliseconds) <= now else {
            throw .legacy(rules.unknownContactStatus, [.invalid("contactId")])
        }
        guard contact.content.isCustomer, rules.acceptsArchivedContacts || !contact.isArchived else {
            throw .legacy(406, [.invalid("contactId")])
        }
        if needsContact, !contact.content.isCompany {
            throw .legacy(406, [LexofficeIssue("individual_person_not_applicable_service_third_party", "contactId")])
        }
    }
}
