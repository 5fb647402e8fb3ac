internal import Reconciliation
internal import Web

/// Why a pass did not get to its end: a code for whoever asks `readyz`, and a sentence for the status line. Neither has a word of a
/// remote's in it, which may name people; `doctor` and the pass itself show those to whoever runs them.
struct PassTrouble: Sendable, Hashable {
    let reason: Readiness.Reason
    let sentence: String

    init(_ interruption: PassFailure) {
        let isHero = interruption.system == "hero"
        let name = isHero ? "hero" : "lexoffice"
        (reason, sentence) =
            switch interruption.kind {
            case .unavailable: (isHero ? .heroUnavailable : .lexofficeUnavailable, "\(name) does not answer")
            case .throttled: (isHero ? .heroThrottled : .lexofficeThrottled, "\(name) refuses requests as too many")
            case .credentialRefused:
                (isHero ? .heroCredentialRefused : .lexofficeCredentialRefused, "suspended: \(name) refuses the credential")
            case .wrongOrganisation: (.wrongOrganisation, "suspended: the credential belongs to another organisation")
            case .state: (.stateUnwritable, "the state cannot be written")
            case .configuration: (.configuration, "\(interruption.system): something has to be set right; `doctor` says what")
            case .defect: (.defect, "a defect of the program stops every pass")
            }
    }
}
