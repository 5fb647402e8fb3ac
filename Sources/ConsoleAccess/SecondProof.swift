package import Bookkeeping

/// What is asked before something that cannot be undone: the role, the name typed in, and a link that was used a short while ago, so
/// that a browser left open is not enough.
package enum SecondProof: String, Sendable, Hashable, CaseIterable {
    case given = "GIVEN"
    case roleTooSmall = "ROLE_TOO_SMALL"
    case otherName = "OTHER_NAME"
    /// A new link by `reconcile console` is needed.
    case linkTooOld = "LINK_TOO_OLD"

    package static let maximumMilliseconds: Int64 = 30 * 60_000

    /// - Parameters:
    ///   - typed: what the visitor typed.
    ///   - wanted: what is to be deleted, as it is called on the page; an empty name is never typed right.
    package init(_ visitor: Visitor, for act: ConsoleAct, typed: String, wanted: String, now: Instant) {
        guard visitor.role.may(act) else {
            self = .roleTooSmall
            return
        }
        guard act.isIrreversible else {
            self = .given
            return
        }
        // A clock that was set back must not make an old link a fresh one.
        let age = visitor.proven.map { now.milliseconds(since: $0) } ?? .max
        guard (0...SecondProof.maximumMilliseconds).contains(age) else {
            self = .linkTooOld
            return
        }
        self = !wanted.isEmpty && String(typed[...].trimmingBlanks()) == wanted ? .given : .otherName
    }
}
