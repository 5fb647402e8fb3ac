/// One field in which lexoffice's voucher is not what we sent. Both values are shown to people who may see the voucher; a
/// `remark` may name a person, so values never go into a log.
package struct FieldDifference: Sendable, Hashable, Codable {
    package var field: String
    package var ours: String
    package var theirs: String

    package init(field: String, ours: String, theirs: String) {
        self.field = field
        self.ours = ours
        self.theirs = theirs
    }
}

/// Compares what we sent with what lexoffice holds, to the cent and without repair (domain.md R1, R4).
package struct VoucherComparison: Sendable {
    private let expected: Voucher
    private let contactID: String?
    private let rules: MappingRules

    /// - Parameters:
    ///   - contactID: the contact we sent; nil for the collective contact.
    ///   - rules: the mapping the voucher was sent with: it names the category ids.
    package init(expected: Voucher, contactID: String?, rules: MappingRules) {
        self.expected = expected
        self.contactID = contactID
        self.rules = rules
    }

    /// Differences in the order of the voucher's fields; empty when lexoffice holds what we sent. Status and files belong to
    /// other questions and are not compared.
    package func differences(found: ObservedVoucher) -> [FieldDifference] {
        var result: [FieldDifference] = []
        func compare(_ field: String, _ ours: String?, _ theirs: String?) {
            guard ours != theirs else { return }
            result.append(FieldDifference(field: field, ours: ours ?? "none", theirs: theirs ?? "none"))
        }
        compare("type", expected.type.rawValue, found.type)
        if !isNumber(found.number) { compare("number", expected.number, found.number) }
        compare("voucher_date", expected.voucherDate.description, found.voucherDate?.description)
        compare("shipping_date", expected.shippingDate?.description, found.shippingDate?.description)
        // Without a due date of ours lexoffice sets one of its own (S25).
        if let dueDate = expected.dueDate { compare("due_date", dueDate.description, found.dueDate?.description) }
        compare("gross", expected.gross.description, found.gross.description)
        compare("tax", expected.tax.description, found.tax.description)
        compare("contact_id", contactID, found.contactID)
        if !expected.remark.sameWords(as: found.remark ?? "") { compare("remark", expected.remark, found.remark ?? "") }
        return result + itemDifferences(found.items)
    }

    /// Whether a row of lexoffice's voucher list is this voucher (R6): what is looked up before a create and after a timeout.
    package func agrees(type: String, number: String?, date: BusinessDay?, gross: Cents, contactID: String?) -> Bool {
        type == expected.type.rawValue && isNumber(number) && date == expected.voucherDate && gross == expected.gross
            && contactID == self.contactID
    }

    /// A remote may have trimmed or composed it (``NumberSpelling``).
    private func isNumber(_ number: String?) -> Bool { number.map { NumberSpelling.mayBeOne($0, expected.number) } == true }

    private func itemDifferences(_ found: [ObservedVoucherItem]) -> [FieldDifference] {
        var ours = ItemSums()
        for item in expected.items {
            let category = rules.categories[item.category]?.id ?? item.category.rawValue
            ours.add(rate: ExactDecimal(item.rate), category: category, amount: item.amount, tax: item.taxAmount)
        }
        var theirs = ItemSums()
        for item in found { theirs.add(rate: item.rate, category: item.categoryID, amount: item.amount, tax: item.tax) }
        let fields = Set(ours.sums.keys).union(theirs.sums.keys).sorted()
        return fields.compactMap { field in
            let (left, right) = (ours.sums[field], theirs.sums[field])
            return left == right ? nil : FieldDifference(field: field, ours: ItemSums.text(left), theirs: ItemSums.text(right))
        }
    }
}

/// Amount and tax per rate and category, however many items they were booked in.
private struct ItemSums {
    private(set) var sums: [String: [Cents]] = [:]

    mutating func add(rate: ExactDecimal, category: String, amount: Cents, tax: Cents) {
        let before = sums["item \(rate) % \(category)"] ?? [.zero, .zero]
        sums["item \(rate) % \(category)"] = [before[0] + amount, before[1] + tax]
    }

    static func text(_ sums: [Cents]?) -> String { sums.map { "\($0[0]) tax \($0[1])" } ?? "none" }
}

extension String {
    /// Equal apart from white space: a remote may fold line breaks and runs of spaces.
    fileprivate func sameWords(as other: String) -> Bool {
        split(whereSeparator: \.isWhitespace) == other.split(whereSeparator: \.isWhitespace)
    }
}
