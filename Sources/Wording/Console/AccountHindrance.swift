/// Why an account of a fleet is not in step: by code, in words, and who can do something about it.
package enum AccountHindrance: String, Sendable, Hashable, CaseIterable {
    case configuration
    case notSetUp = "not_set_up"
    case stateHeld = "state_held"
    case stateDamaged = "state_damaged"
    case stateNewer = "state_newer"
    case stateUnwritable = "state_unwritable"
    case heroSilent = "hero_unavailable"
    case lexofficeSilent = "lexoffice_unavailable"
    case throttled
    case keyRefused = "credential_refused"
    case otherBooks = "wrong_organisation"
    case sameBooks = "same_books"
    case hung
    case etcdSilent = "etcd_unavailable"
    case replicaUnreadable = "replica_unreadable"
    case defect

    /// Whether it ends without anybody.
    package var endsByItself: Bool {
        switch self {
        case .heroSilent, .lexofficeSilent, .throttled, .hung, .etcdSilent, .replicaUnreadable: true
        case .configuration, .notSetUp, .stateHeld, .stateDamaged, .stateNewer, .stateUnwritable, .keyRefused, .otherBooks, .sameBooks,
            .defect:
            false
        }
    }

    package var words: Wording {
        switch self {
        case .configuration: Wording("Einstellung unbrauchbar", "a setting cannot be used")
        case .notSetUp: AccountWords.notSetUp
        case .stateHeld: Wording("Zustand von einem anderen Prozess belegt", "state held by another process")
        case .stateDamaged: Wording("Zustand beschädigt", "state damaged")
        case .stateNewer: Wording("Zustand von einer neueren Version", "state of a newer version")
        case .stateUnwritable: Wording("Zustand nicht beschreibbar", "state cannot be written")
        case .heroSilent: Wording("HERO antwortet nicht", "HERO does not answer")
        case .lexofficeSilent: Wording("lexoffice antwortet nicht", "lexoffice does not answer")
        case .throttled: Wording("zu viele Anfragen, wartet", "too many requests, waiting")
        case .keyRefused: Wording("Schlüssel abgelehnt", "key refused")
        case .otherBooks: Wording("Schlüssel gehört zu anderen Büchern", "the key is of other books")
        case .sameBooks: Wording("dieselben Bücher wie ein anderes Konto", "the same books as another account")
        case .hung: Wording("Durchlauf hängt, wird neu begonnen", "pass hangs, is begun again")
        case .etcdSilent: Wording("etcd antwortet nicht, es wird nichts geschrieben", "etcd does not answer, nothing is written")
        case .replicaUnreadable: Wording("Kopie des Zustands nicht lesbar", "the replica cannot be read")
        case .defect: Wording("Fehler im Programm", "defect of the program")
        }
    }
}
