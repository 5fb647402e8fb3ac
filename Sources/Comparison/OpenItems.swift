package import Bookkeeping
package import Reconciliation

/// What one document on the books leaves open at a key date, by either side. Of reversals what is open is negative: it is owed.
package struct OpenItem: Sendable, Hashable {
    package var key: String
    package var voucherID: String?
    package var number: String?
    package var date: BusinessDay?
    /// HERO's, else lexoffice's; its own date where it has none.
    package var due: BusinessDay?
    /// Gross of the voucher, negative for reversals.
    package var total: Cents
    /// Nil where the side does not say.
    package var heroOpen: Cents?
    package var lexofficeOpen: Cents?
    package var bucket: AgeBucket
    /// Past the due date at the key date; 0 or less while it is not.
    package var daysOverdue: Int64
    package var isCancelled: Bool
    /// Nil of what is not overdue, and of a key date that is not today.
    package var verdict: DunningVerdict?
    /// When lexoffice was last asked for its payments; nil where its list was enough.
    package var paymentsReadAt: Instant?

    /// What lexoffice has open more than HERO; nil unless both say.
    package var difference: Cents? {
        guard let heroOpen, let lexofficeOpen else { return nil }
        return lexofficeOpen - heroOpen
    }

    var isSettled: Bool { heroOpen == .zero && lexofficeOpen == .zero }
}

/// Open items of both sides at a key date, from the state alone.
package struct OpenItems: Sendable, Hashable {
    package struct Total: Sendable, Hashable {
        package var count = 0
        package var hero = Cents.zero
        package var lexoffice = Cents.zero
        /// Of the documents of which both sides say what is open.
        package var difference = Cents.zero
        /// Documents of which a side does not say what is open; they are in no sum of that side.
        package var notTold = 0
        /// What the other side says of those: with it, `hero + difference + untold == lexoffice`.
        package var untold = Cents.zero
    }

    package var date: BusinessDay
    package var now: Instant
    package var freshness: Freshness
    /// With something open, or not told, on one side at least; oldest due first.
    package var items: [OpenItem]
    /// Documents of the books of which neither side has anything open.
    package var settled: Int
    /// Documents whose date nobody knows, so that whether they belong here cannot be said.
    package var undated: Int

    package func total(_ bucket: AgeBucket? = nil) -> Total {
        var total = Total()
        for item in items where bucket == nil || item.bucket == bucket {
            total.count += 1
            total.hero += item.heroOpen ?? .zero
            total.lexoffice += item.lexofficeOpen ?? .zero
            if let difference = item.difference {
                total.difference += difference
            } else {
                total.notTold += 1
                total.untold += (item.lexofficeOpen ?? .zero) - (item.heroOpen ?? .zero)
            }
        }
        return total
    }

    package func count(_ code: String) -> Int { items.count { $0.verdict?.code == code } }
}
