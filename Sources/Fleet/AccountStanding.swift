package import Bookkeeping

/// How one account of many stands.
package struct AccountStanding: Sendable, Hashable {
    package enum Condition: Sendable, Hashable {
        /// No pass has ended yet.
        case ahead
        case inStep
        /// By a person.
        case paused
        /// Its state was restored: until then, or longer, nothing is created.
        case relinking(until: Instant?)
        case heldBack(AccountTrouble)
        /// Another host owns it, or is to; nil where nobody says which.
        case elsewhere(host: String?)
    }

    package var name: String
    package var condition = Condition.ahead
    /// The setting for which its new configuration was refused; the old one is in force.
    package var refusedSetting: String?
    package var lastCompleteAt: Instant?
    /// When it began to be so; nil where nobody keeps the time.
    package var since: Instant?
    /// What needs a person, or is in doubt.
    package var held = 0
    /// Those of them that are in doubt: looked up without anybody.
    package var doubts = 0
    /// The others: whose they are, and since when the oldest waits.
    package var waiting = Waiting()

    /// How many things wait for each of them; one that waits for two counts with both.
    package struct Waiting: Sendable, Hashable {
        package var office = 0
        package var adviser = 0
        package var admin = 0
        package var oldest: Instant?

        package init() {}
    }

    package init(name: String) { self.name = name }

    /// Of what was known of it here, what stays so; nothing else is this host's to tell any more.
    init(leaving standing: AccountStanding, _ condition: Condition) {
        name = standing.name
        since = standing.since
        refusedSetting = standing.refusedSetting
        self.condition = condition
    }

    /// Whether it is another host's turn.
    package var isElsewhere: Bool { if case .elsewhere = condition { true } else { false } }

    package var trouble: AccountTrouble? {
        guard case .heldBack(let trouble) = condition else { return nil }
        return trouble
    }
}
