import Bookkeeping
import Console
import Fleet
import Wording

extension AccountLine {
    /// Nil for what is no account's name, which nothing on the board is.
    /// - Parameter isServed: whether somebody can visit its console.
    init?(_ standing: AccountStanding, isServed: Bool) {
        guard let account = AccountName(standing.name) else { return nil }
        self.init(account)
        condition = Condition(standing.condition)
        (since, lastCompleteAt, refusedSetting) = (standing.since, standing.lastCompleteAt, standing.refusedSetting)
        (people, doubts) = (standing.held - standing.doubts, standing.doubts)
        (owners.office, owners.adviser, owners.admin) = (standing.waiting.office, standing.waiting.adviser, standing.waiting.admin)
        oldest = standing.waiting.oldest
        self.isServed = isServed
    }
}

extension AccountLine.Condition {
    init(_ condition: AccountStanding.Condition) {
        self =
            switch condition {
            case .ahead: .ahead
            case .inStep: .inStep
            case .paused: .paused
            case .elsewhere(let host): .elsewhere(host: host)
            case .relinking(let until): .relinking(until: until)
            case .heldBack(let trouble): .heldBack(AccountHindrance(trouble), detail: trouble.detail)
            }
    }
}

extension AccountHindrance {
    fileprivate init(_ trouble: AccountTrouble) {
        self =
            switch trouble {
            case .configuration: .configuration
            case .notSetUp: .notSetUp
            case .stateHeld: .stateHeld
            case .stateDamaged: .stateDamaged
            case .stateNewer: .stateNewer
            case .stateUnwritable: .stateUnwritable
            case .heroSilent: .heroSilent
            case .lexofficeSilent: .lexofficeSilent
            case .throttled: .throttled
            case .keyRefused: .keyRefused
            case .otherBooks: .otherBooks
            case .sameBooks: .sameBooks
            case .hung: .hung
            case .etcdSilent: .etcdSilent
            case .replicaUnreadable: .replicaUnreadable
            case .defect: .defect
            }
    }
}

extension AccountTrouble {
    /// The setting at fault, or whose books they are.
    fileprivate var detail: String? {
        switch self {
        case .configuration(let setting): setting
        case .sameBooks(let other): other
        case .notSetUp, .stateHeld, .stateDamaged, .stateNewer, .stateUnwritable, .heroSilent, .lexofficeSilent, .throttled, .keyRefused,
            .otherBooks, .hung, .etcdSilent, .replicaUnreadable, .defect:
            nil
        }
    }
}
