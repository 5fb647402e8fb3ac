/// What the process says to the shell (contract.md).
package enum Exit: Int32, Sendable {
    case success = 0
    case unexpected = 1
    case discrepancies = 2
    case peopleNeeded = 3
    case deferred = 4
    case usage = 64
    case unavailable = 69
    case cannotWriteState = 73
    /// The work is done as far as it goes, and what it has to say could not be written.
    case outputFailed = 74
    case temporary = 75
    case refused = 77
    case configuration = 78
}

extension PassFailure {
    package var exit: Exit {
        switch kind {
        case .unavailable: .unavailable
        case .throttled: .temporary
        case .credentialRefused, .wrongOrganisation: .refused
        case .state: .cannotWriteState
        case .configuration: .configuration
        case .defect: .unexpected
        }
    }
}
