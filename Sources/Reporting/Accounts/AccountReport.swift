package import Bookkeeping
package import Persistence
internal import Wording

/// How one account of a fleet stands, by its files, its state and what the service says where it runs.
package struct AccountReport: Sendable {
    /// The worst that is so; the worst of all first.
    package enum Condition: String, Sendable, CaseIterable {
        case filesUnusable = "files_unusable"
        case stateUnusable = "state_unusable"
        case heldBack = "held_back"
        case blocked
        case passFailed = "pass_failed"
        case noPass = "no_pass"
        case needsPeople = "needs_people"
        case notSetUp = "not_set_up"
        case deleted
        case paused
        case relinking
        case elsewhere
        case inStep = "in_step"
    }

    package let account: AccountName
    package var condition = Condition.inStep
    /// What is wrong, and what to do about it; of what a command could not do.
    package var cause: (message: String, hint: String)?
    package var integration: String?
    package var lastPass: PassRecord?
    package var lastCompletePass: Instant?
    /// What waits for people, and since when the oldest of it does.
    package var waiting = 0
    package var oldestWaiting: Instant?
    /// Whoever has the state.
    package var holder: String?

    package init(_ account: AccountName) { self.account = account }

    /// Takes the graver of what is so already and this.
    package mutating func note(_ other: Condition) { condition = AccountReport.graver(condition, other) }

    private static func graver(_ left: Condition, _ right: Condition) -> Condition {
        Condition.allCases.first { $0 == left || $0 == right } ?? left
    }
}

extension AccountReport.Condition {
    var words: Wording {
        switch self {
        case .filesUnusable: AccountWords.filesUnusable
        case .stateUnusable: AccountWords.stateUnusable
        case .heldBack: AccountWords.heldBack
        case .blocked: AccountWords.blocked
        case .passFailed: AccountWords.passFailed
        case .noPass: AccountWords.noPass
        case .needsPeople: AccountWords.needsPeople
        case .notSetUp: AccountWords.notSetUp
        case .deleted: AccountWords.deleted
        case .paused: AccountWords.paused
        case .relinking: AccountWords.relinking
        case .elsewhere: AccountWords.elsewhere(nil)
        case .inStep: AccountWords.inStep
        }
    }

    /// Whether nobody has to do anything.
    package var isFine: Bool {
        switch self {
        case .relinking, .elsewhere, .inStep: true
        case .filesUnusable, .stateUnusable, .heldBack, .blocked, .passFailed, .noPass, .needsPeople, .notSetUp, .deleted, .paused: false
        }
    }
}
