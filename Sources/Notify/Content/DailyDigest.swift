package import Bookkeeping

/// What one audience is told on one day: a value made from the situation, kept in the state until it was told, and written as a mail or
/// as JSON.
package struct DailyDigest: Sendable, Hashable, Codable {
    /// One held matter that is told today.
    package struct Item: Sendable, Hashable, Codable {
        /// HERO's id of the document, or what else is named.
        package var key: String
        package var number: String?
        package var customer: String?
        /// Key of the payment it is about.
        package var payment: String?
        package var reason: ReasonCode
        package var detail: String?
        package var gross: Cents?
        package var since: BusinessDay
        package var isReminder: Bool
    }

    /// What waits for one who acts.
    package struct Group: Sendable, Hashable, Codable {
        package var owner: Audience
        /// Told today, oldest first; no more than ``DailyDigest/listed``.
        package var items: [Item]
        /// How many are due today, listed or not.
        package var due: Int
        /// How many wait in all, and their sum; nil where none of them has an amount.
        package var count: Int
        package var gross: Cents?
    }

    package struct Notice: Sendable, Hashable, Codable {
        package var kind: Situation.Hindrance.Kind
        package var count: Int
        package var since: BusinessDay
    }

    package static let listed = 50

    package var day: BusinessDay
    package var audience: Audience
    /// The audience's own first; of the others the count alone.
    package var groups: [Group]
    package var notices: [Notice]
    package var flow: Flow

    /// Nothing that has to be told today.
    package var isQuiet: Bool { !isHindered && own.allSatisfy { $0.due == 0 } }
    var isHindered = false

    package var own: [Group] { groups.filter { audience.owners.contains($0.owner) } }
    package var others: [Group] { groups.filter { !audience.owners.contains($0.owner) } }
}

/// What is known from the last time.
package struct EarlierTelling: Sendable {
    /// The day and the moment of the last one that was told; nil when there was none.
    package var told: (day: BusinessDay, at: Instant)?
    /// Since when what has no date of its own is there.
    package var seen: [String: BusinessDay]

    package init(told: (day: BusinessDay, at: Instant)? = nil, seen: [String: BusinessDay] = [:]) {
        self.told = told
        self.seen = seen
    }
}
