package import Bookkeeping
package import Wording

/// How one account of a fleet stands, as the page of all of them needs it: counts and states, and nothing of anybody's books.
package struct AccountLine: Sendable, Hashable {
    package enum Condition: Sendable, Hashable {
        /// No pass has ended yet.
        case ahead
        case inStep
        case paused
        case relinking(until: Instant?)
        /// - Parameter detail: the setting at fault, or whose books they are.
        case heldBack(AccountHindrance, detail: String?)
        /// Another host works for it; nil where nobody says which.
        case elsewhere(host: String?)
    }

    package let account: AccountName
    package var condition = Condition.ahead
    /// When it began to be so, as far as this process knows.
    package var since: Instant?
    /// The setting for which a new configuration was refused.
    package var refusedSetting: String?
    package var lastCompleteAt: Instant?
    /// What needs a person, whose it is, and since when the oldest of it does.
    package var people = 0
    package var owners = Owners()
    package var oldest: Instant?
    /// Writes without an answer.
    package var doubts = 0
    /// Whether it has a console: one whose files were never read has none.
    package var isServed = true

    /// How many things wait for each; one that waits for two counts with both.
    package struct Owners: Sendable, Hashable {
        package var office = 0
        package var adviser = 0
        package var admin = 0

        package init() {}
    }

    package init(_ account: AccountName) { self.account = account }
}

extension AccountLine {
    /// In what kind of trouble it is; the gravest first. Held back for a reason that ends by itself is no one's to mend, and comes after.
    enum Trouble: Int, Sendable, CaseIterable, Comparable {
        case broken, refused, asking, waiting, paused, doubtful, relinking, ahead, none, elsewhere

        static func < (left: Trouble, right: Trouble) -> Bool { left.rawValue < right.rawValue }
    }

    var trouble: Trouble {
        if case .heldBack(let hindrance, _) = condition, !hindrance.endsByItself { return .broken }
        if refusedSetting != nil { return .refused }
        if people > 0 { return .asking }
        switch condition {
        case .heldBack: return .waiting
        case .paused: return .paused
        case .relinking where doubts == 0: return .relinking
        case .ahead where doubts == 0: return .ahead
        case .inStep, .relinking, .ahead: return doubts > 0 ? .doubtful : .none
        case .elsewhere: return .elsewhere
        }
    }

    /// Whether somebody has to do something.
    var needsSomebody: Bool { trouble <= .asking || trouble == .paused }

    /// By trouble; of what is as grave what waits longest, then most, comes first.
    static func ordered(_ lines: [AccountLine]) -> [AccountLine] {
        func key(_ line: AccountLine) -> (Trouble, Int64, Int, AccountName) {
            let since = line.trouble == .asking ? line.oldest : line.trouble >= .none ? nil : line.since
            return (line.trouble, since?.milliseconds ?? .max, -line.people - line.doubts, line.account)
        }
        return lines.map { (key($0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
}
