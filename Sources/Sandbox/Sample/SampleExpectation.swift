/// What must become of one sample document, worked out here from its printed figures and nowhere else (domain.md §2).
package enum SampleExpectation: Sendable, Hashable {
    /// Amounts in cents, all positive; items by rate descending, then by key.
    case voucher(type: String, grossCents: Int64, taxCents: Int64, items: [SampleItem])
    /// Held for a person; the text of a `ReasonCode`.
    case blocked(reason: String)
    /// Nothing to book, but shown; the text of a `ReasonCode`.
    case skipped(reason: String)
    /// Created before the start date: never transferred.
    case beforeStart
    /// No booking-relevant document, or not published.
    case notBooked
}

package struct SampleItem: Sendable, Hashable {
    package var rate: Int
    /// The text of a `PostingCategory`.
    package var categoryKey: String
    package var amountCents: Int64
    package var taxCents: Int64
}

extension SampleExpectation {
    /// The expectation for a published document of a known kind, whose type and number are in order.
    static func booked(_ document: HeroDocumentRecord, original: HeroDocumentRecord?) -> SampleExpectation {
        let groups = document.totals.groups.filter { $0.gross != 0 }
        var items: [SampleItem] = []
        for group in groups {
            guard let key = categoryKey(group) else { return .blocked(reason: "ZERO_RATE_WITHOUT_REASON") }
            let amount = abs(group.gross)
            let tax = HeroTotals.divide(Int128(amount) * Int128(group.rate), by: Int128(100 + group.rate))
            items.append(SampleItem(rate: group.rate, categoryKey: key, amountCents: amount, taxCents: tax))
        }
        let signs = Set(groups.map { $0.gross.signum() })
        guard let sign = signs.first else { return .skipped(reason: "ZERO_TOTAL") }
        guard signs.count == 1 else { return .blocked(reason: "MIXED_SIGN") }
        // A reversal lessens revenue whatever its sign, unless it cancels a credit note.
        let isReversal = document.type == "reversal_invoice"
        let cancelsCreditNote = isReversal && original?.type == "reversal_invoice"
        let isCredit = isReversal ? !cancelsCreditNote && (sign < 0 || original?.statusCode != HeroStatus.cancelled) : sign < 0
        items.sort { ($1.rate, $0.categoryKey) < ($0.rate, $1.categoryKey) }
        return .voucher(
            type: isCredit ? "salescreditnote" : "salesinvoice", grossCents: items.reduce(0) { $0 + $1.amountCents },
            taxCents: items.reduce(0) { $0 + $1.taxCents }, items: items)
    }

    private static func categoryKey(_ group: HeroTotals.Group) -> String? {
        guard group.rate == 0 else { return "REVENUE" }
        return switch group.zeroReason {
        case "construction_13b": "CONSTRUCTION_13B"
        case "photovoltaic_0": "PHOTOVOLTAIC_0"
        default: nil
        }
    }
}
