/// What becomes of the directory of a host that has just become the owner. It decides nothing about crash or relink: that follows from
/// the head, which is laid beside the state and compared with it when it is opened.
package enum TakeoverPlan: Sendable, Hashable {
    /// Nobody has owned the account yet, and this host has a state of it.
    case bring
    /// Nobody else has owned it since this host did: as after a crash.
    case goOn
    /// The replicas of these epochs, the first there is.
    case restore(epochs: [Int64])
    /// Nobody has owned it, and there is nothing to begin with.
    case nothing

    /// - Parameters:
    ///   - epochs: all that were noted before this one, newest first.
    ///   - isOfCluster: the local state was once owned in a cluster, in the epoch given.
    package init(epochs: [Int64], local: LocalState) {
        switch (epochs.first, local.hasState, local.epoch) {
        case (nil, false, _): self = .nothing
        // etcd has lost what it knew: the state may be an old one, and counts as put back.
        case (nil, true, _): self = .bring
        case (let newest?, true, let own?) where newest == own: self = .goOn
        case (.some, _, _): self = .restore(epochs: epochs)
        }
    }
}

/// What stands in the state directory of a host.
package struct LocalState: Sendable, Hashable {
    package var hasState: Bool
    /// In which this directory was last owned; nil where it never was.
    package var epoch: Int64?

    package init(hasState: Bool, epoch: Int64?) {
        self.hasState = hasState
        self.epoch = epoch
    }
}
