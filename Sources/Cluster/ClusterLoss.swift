/// Why this host may not write for an account any more. What it has is put aside, and it takes over again like any other.
package enum ClusterLoss: String, Error, Sendable, Hashable {
    /// The key of the owner is gone or another's.
    case ownership
    /// The head is not the one this host wrote last: the machine was put back together with what it remembers.
    case rolledBack

    package var cause: String {
        switch self {
        case .ownership: "this host does not own the account any more"
        case .rolledBack: "somebody else has announced a write for this account, or this machine was put back to an earlier moment"
        }
    }
}

extension ClusterLoss: CustomStringConvertible {
    package var description: String { cause }
}
