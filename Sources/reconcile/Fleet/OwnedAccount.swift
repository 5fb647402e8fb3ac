import Cluster
import Transport

/// An account of a fleet that several hosts take turns with, for as long as this one owns it.
struct OwnedAccount: Sendable {
    let seat: ClusterSeat
    /// Has the state while a pass has it open.
    let mark: ClusterMark
    let announcing: Announcing
    /// Nil where a key is used.
    let login: ClusterLogin?
    let board: ClusterBoard
    /// Looks how far the replica is; ends when it is cancelled.
    let carried: Task<Void, Never>
}
