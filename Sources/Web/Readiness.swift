/// Whether the service does its work: no reason against it, or each of them.
package struct Readiness: Sendable, Hashable {
    /// Codes and nothing else, because `readyz` asks for no credential. A closed set, one a line; systemd/README.md explains each
    /// (Prometheus).
    package enum Reason: String, Sendable, CaseIterable {
        case stopping
        /// Another machine owns the account, or may.
        case waiting
        case journalBroken = "journal_broken"
        /// There is no integration yet, or none any more: the console waits for somebody who sets one up.
        case notSetUp = "not_set_up"
        case paused
        case relinking
        /// Entries of a remote's list cannot be read: behind each may stand an invoice that is missed.
        case unreadableRows = "unreadable_rows"
        case heroUnavailable = "hero_unavailable"
        case lexofficeUnavailable = "lexoffice_unavailable"
        case heroThrottled = "hero_throttled"
        case lexofficeThrottled = "lexoffice_throttled"
        case heroCredentialRefused = "credential_refused_hero"
        case lexofficeCredentialRefused = "credential_refused_lexoffice"
        case wrongOrganisation = "wrong_organisation"
        case stateUnwritable = "state_unwritable"
        case configuration
        case defect
        case noCompletePass = "no_complete_pass"
        case lastCompletePassOld = "last_complete_pass_old"
    }

    package var reasons: [Reason]

    package init(reasons: [Reason]) { self.reasons = reasons }

    package var isReady: Bool { reasons.isEmpty }
}
