import Cluster
import Persistence
import Reconciliation
import Transport

/// The announcement of a host that owns its account.
struct Announcing: Sendable {
    let mark: any Mark
    let writers: WriterPool
    /// How a write passes by the mark: over the connection that is up. A trial that has to fail puts another order in its place.
    var transport: @Sendable (any HTTPTransport, WriterPool, any Mark) -> any HTTPTransport = {
        AnnouncedTransport(reads: $0, writers: $1, mark: $2)
    }

    /// After which a write is given up, in milliseconds; nil where the writers know.
    var limit: Int?

    func over(_ reads: any HTTPTransport) -> any HTTPTransport {
        let announced = transport(reads, writers, mark)
        return limit.map { SharedTransport(announced, limitMilliseconds: $0) } ?? announced
    }
}

/// How a write is announced: in a file beside the state, in etcd, or not at all, and then nothing is written.
struct Writing: Sendable {
    private var mark: any Mark = NoMark()
    private var announcing: Announcing?

    /// Nothing is written.
    init() {}

    /// - Parameter store: on which is written; nil for none. In a cluster its file is no mark: another host does not see it.
    init(_ wiring: Wiring, on store: Store?) {
        guard let store else { return }
        announcing = wiring.announcing
        if !wiring.configuration.isOfCluster { mark = StateMark(store, time: wiring.time) }
    }

    func over(_ transport: any HTTPTransport) -> any HTTPTransport {
        announcing?.over(transport) ?? MarkedTransport(transport, mark: mark)
    }
}

/// Of an account with several hosts only the owner's service writes: a command has no lease, and cannot know whose turn it is.
enum ClusterRule {
    /// While it waits for its turn; no decision is noted for it.
    static let waiting = "reconcile waiting in the cluster"

    static func refuse(_ purpose: String, _ configuration: Configuration, directory: String) throws(StoreError) {
        guard configuration.isOfCluster, ![InstanceLock.service, waiting].contains(purpose) else { return }
        throw StoreError(
            code: .heldByAnother, subject: directory, cause: "this account belongs to a cluster, and only the service of its owner writes",
            hint: "Run this on the host that owns the account, while its service runs. A first setup comes before `cluster:` is configured."
        )
    }
}
