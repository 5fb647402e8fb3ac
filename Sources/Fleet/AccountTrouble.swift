package import Persistence
package import Reconciliation

/// Why an account is not in step, or not in service at all. It concerns this account alone.
package enum AccountTrouble: Sendable, Hashable {
    /// Its file, or a key of it, cannot be used.
    case configuration(setting: String)
    case notSetUp
    case stateHeld, stateDamaged, stateNewer, stateUnwritable
    case heroSilent, lexofficeSilent
    case throttled
    case keyRefused
    case otherBooks
    /// Another account writes into the same books: two would transfer everything twice.
    case sameBooks(as: String)
    case hung
    /// Where several hosts take turns: whether this one may write cannot be asked.
    case etcdSilent
    /// What the last owner left cannot be fetched.
    case replicaUnreadable
    case defect

    package init(_ failure: PassFailure) {
        let isHero = failure.system == "hero"
        self =
            switch failure.kind {
            case .unavailable: isHero ? .heroSilent : .lexofficeSilent
            case .throttled: .throttled
            case .credentialRefused: .keyRefused
            case .wrongOrganisation: .otherBooks
            case .state: .stateUnwritable
            case .configuration: .configuration(setting: failure.system)
            case .defect: .defect
            }
    }

    package init(_ error: StoreError) {
        self =
            switch error.code {
            case .cannotOpen, .cannotWrite: .stateUnwritable
            case .heldByAnother: .stateHeld
            case .newerVersion: .stateNewer
            case .altered, .corrupt: .stateDamaged
            case .missing: .notSetUp
            case .illegalMove: .defect
            }
    }

    /// A closed set, for metrics and programs.
    package var code: String {
        switch self {
        case .configuration: "configuration"
        case .notSetUp: "not_set_up"
        case .stateHeld: "state_held"
        case .stateDamaged: "state_damaged"
        case .stateNewer: "state_newer"
        case .stateUnwritable: "state_unwritable"
        case .heroSilent: "hero_unavailable"
        case .lexofficeSilent: "lexoffice_unavailable"
        case .throttled: "throttled"
        case .keyRefused: "credential_refused"
        case .otherBooks: "wrong_organisation"
        case .sameBooks: "same_books"
        case .hung: "hung"
        case .etcdSilent: "etcd_unavailable"
        case .replicaUnreadable: "replica_unreadable"
        case .defect: "defect"
        }
    }

    /// For the line in `systemctl status`. Without a word of a remote's.
    package var words: String {
        switch self {
        case .configuration(let setting): "configuration: \(setting)"
        case .notSetUp: "not set up"
        case .stateHeld: "state held by another process"
        case .stateDamaged: "state damaged"
        case .stateNewer: "state of a newer version"
        case .stateUnwritable: "state cannot be written"
        case .heroSilent: "hero does not answer"
        case .lexofficeSilent: "lexoffice does not answer"
        case .throttled: "too many requests"
        case .keyRefused: "key refused"
        case .otherBooks: "key of other books"
        case .sameBooks(let other): "same books as \(other)"
        case .hung: "pass hangs"
        case .etcdSilent: "etcd does not answer"
        case .replicaUnreadable: "replica cannot be read"
        case .defect: "defect of the program"
        }
    }
}
