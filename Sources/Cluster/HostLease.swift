import Synchronization
package import Transport

/// The host's lease in etcd: what is on it goes when the host is silent for too long. Its end is reckoned on the clock of this boot, from
/// the moment before etcd was asked: it never comes earlier. When etcd lets the lease go nobody tells the host, so that this is for
/// telling people; whether a write may begin is asked of etcd each time (``ClusterMark``).
package final class HostLease: Sendable {
    package enum Standing: Sendable, Hashable {
        case held
        /// It may have ended; etcd did not answer in time.
        case unsure
        case gone
    }

    private struct State {
        var lastsUntil: Int64
        var isGone = false
        var trouble: EtcdError?
    }

    package let id: Int64
    /// As etcd granted them, which may be more than was asked for.
    package let seconds: Int64
    private let gateway: EtcdGateway
    private let time: any TimeSource
    private let state: Mutex<State>

    package static func take(_ gateway: EtcdGateway, seconds: Int64, time: any TimeSource) async throws(EtcdError) -> HostLease {
        let asked = time.monotonicMilliseconds()
        let granted = try await gateway.grant(seconds: seconds)
        return HostLease(gateway, id: granted.id, seconds: granted.seconds, lastsUntil: asked + granted.seconds * 1000, time: time)
    }

    private init(_ gateway: EtcdGateway, id: Int64, seconds: Int64, lastsUntil: Int64, time: any TimeSource) {
        self.gateway = gateway
        self.id = id
        self.seconds = seconds
        self.time = time
        state = Mutex(State(lastsUntil: lastsUntil))
    }

    package var standing: Standing {
        let now = time.monotonicMilliseconds()
        return state.withLock { $0.isGone ? .gone : now < $0.lastsUntil ? .held : .unsure }
    }

    /// How long it lasts at least, in milliseconds.
    package var millisecondsLeft: Int64 {
        let now = time.monotonicMilliseconds()
        return state.withLock { $0.isGone ? 0 : max(0, $0.lastsUntil - now) }
    }

    /// What etcd said last, where that was a failure.
    package var trouble: EtcdError? { state.withLock { $0.trouble } }

    /// Once; throws nothing, because what it finds is kept.
    package func keepAlive() async {
        let asked = time.monotonicMilliseconds()
        do throws(EtcdError) {
            let seconds = try await gateway.keepAlive(id)
            state.withLock { state in
                state.lastsUntil = max(state.lastsUntil, asked + seconds * 1000)
                state.trouble = nil
            }
        } catch {
            state.withLock { state in
                state.trouble = error
                if error.code == .leaseGone { state.isGone = true }
            }
        }
    }

    /// Until the task is cancelled or the lease has gone: three times within its length, more often while etcd is away.
    package func run() async {
        while standing != .gone {
            do {
                try await time.sleep(milliseconds: trouble == nil ? seconds * 1000 / 3 : min(1_000, seconds * 1000 / 3))
            } catch {
                return
            }
            await keepAlive()
        }
    }

    /// At the end of the host's work: whoever waits need not wait for the lease.
    package func handBack() async throws(EtcdError) {
        try await gateway.revoke(id)
        state.withLock { $0.isGone = true }
    }
}
