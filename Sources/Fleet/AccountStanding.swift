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
    }

    package var name: String
    package var condition = Condition.ahead
    /// The setting for which its new configuration was refused; the old one is in force.
    package var refusedSetting: String?
    package var lastCompleteAt: Instant?
    /// What needs a person.
    package var held = 0

    package init(name: String) { self.name = name }

    package var trouble: AccountTrouble? {
        guard case .heldBack(let trouble) = condition else { return nil }
        return trouble
    }
}
