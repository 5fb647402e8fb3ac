import Cluster
import Synchronization
import Telemetry

/// What this host knows of its place in the cluster, for whoever scrapes it.
final class ClusterBoard: Sendable {
    private struct State {
        var seat: ClusterSeat?
        var mark: ClusterMark?
        var etcdAnswers = false
        var waiting: Int64 = 0
        var isRelinking = false
    }

    private let account: String
    private let state = Mutex(State())

    init(_ account: AccountKeys) { self.account = account.account }

    /// The account was taken over.
    func owns(_ seat: ClusterSeat, _ mark: ClusterMark) { state.withLock { ($0.seat, $0.mark) = (seat, mark) } }
    func etcd(answers: Bool) { state.withLock { $0.etcdAnswers = answers } }
    /// - Parameter isRelinking: what was carried away was not all, and is linked again first.
    func state(isRelinking: Bool) { state.withLock { $0.isRelinking = isRelinking } }
    /// - Parameter milliseconds: for how long the oldest change waits to be carried away.
    func replica(waiting milliseconds: Int64) { state.withLock { $0.waiting = milliseconds } }

    /// Whether etcd did not answer when it was asked last.
    var isSilent: Bool { state.withLock { $0.mark != nil && !$0.etcdAnswers } }

    var reading: ClusterReading {
        let state = state.withLock { $0 }
        var reading = ClusterReading(account: account)
        reading[.etcdAnswers] = state.etcdAnswers ? 1 : 0
        guard let seat = state.seat, let mark = state.mark else { return reading }
        reading[.owner] = mark.loss == nil && seat.lease.standing == .held ? 1 : 0
        reading[.epoch] = Double(seat.ownership.epoch)
        reading[.leaseSeconds] = Double(seat.lease.millisecondsLeft) / 1000
        reading[.litestreamRuns] = seat.isCarried ? 1 : 0
        reading[.replicaLag] = Double(state.waiting) / 1000
        reading[.relinking] = state.isRelinking ? 1 : 0
        reading[.announcements] = Double(mark.announced)
        return reading
    }
}
