package import Bookkeeping

/// What of a voucher's row tells whether it moved since the last movement that was explained (domain.md R1, R4).
struct VoucherStamp: Sendable, Hashable, Codable {
    var updated: String
    var open: Cents?
    var status: String

    init(_ sighting: VoucherSnapshot) {
        updated = sighting.updated
        open = sighting.open
        // The list turns an open voucher overdue by itself at midnight (lexoffice-api.md §3.5).
        status = sighting.status == "overdue" ? "open" : sighting.status
    }

    /// Whether somebody must have changed something the row does not show: it was touched, and neither a payment nor a write of
    /// ours accounts for it. Without a stamp the movement is our own.
    func isUnexplained(since before: VoucherStamp?) -> Bool {
        guard let before else { return false }
        return updated != before.updated && open == before.open && status == before.status
    }
}

/// Differences as they go into a machine's detail and the journal: codes, numbers, days and cents, no text anybody wrote.
package struct DriftText {
    private static let mostShown = 20

    /// `field=ours->theirs`, parted by spaces; a remark may name a person, so only that it differs is told.
    package static func detail(_ differences: [FieldDifference], _ rules: MappingRules) -> String {
        differences.prefix(mostShown).map { difference in
            if difference.field == "remark" { return "remark=changed" }
            return "\(field(difference, rules))=\(Token.of(difference.ours))->\(Token.of(difference.theirs))"
        }.joined(separator: " ")
    }

    static func fields(_ differences: [FieldDifference], _ rules: MappingRules) -> String {
        differences.prefix(mostShown).map { field($0, rules) }.joined(separator: ",")
    }

    /// A category we know is named by our key: `item_19_REVENUE`.
    static func field(_ difference: FieldDifference, _ rules: MappingRules) -> String {
        guard difference.field.hasPrefix("item ") else { return Token.of(difference.field) }
        let words = difference.field.split(separator: " ")
        guard words.count == 4 else { return Token.of(difference.field) }
        let known = rules.categories.filter { $0.value.id == words[3] }.map(\.key.rawValue).min()
        return Token.of("item_\(words[1])_\(known ?? String(words[3]))")
    }
}
