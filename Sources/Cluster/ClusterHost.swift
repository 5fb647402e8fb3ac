import Synchronization
package import Transport

/// This process in the cluster: one lease for all it owns, and the word that it is there.
package final class ClusterHost: Sendable {
    private struct Held {
        var lease: HostLease
        var renewal: Task<Void, Never>
    }

    package let settings: ClusterSettings
    package let gateway: EtcdGateway
    package let time: any TimeSource
    private let held = Mutex<Held?>(nil)

    package init(_ settings: ClusterSettings, gateway: EtcdGateway, time: any TimeSource) {
        self.settings = settings
        self.gateway = gateway
        self.time = time
    }

    package var name: String { settings.host.host }

    /// The lease that lives, or a new one. What was owned by one that has gone is owned no more.
    package func lease() async throws(EtcdError) -> HostLease {
        if let lease = held.withLock({ $0?.lease }), lease.standing != .gone { return lease }
        let lease = try await HostLease.take(gateway, seconds: settings.leaseSeconds, time: time)
        try await Placement.announce(settings.host, lease: lease, gateway)
        let renewal = Task.detached { await lease.run() }
        held.withLock { held in
            held?.renewal.cancel()
            held = Held(lease: lease, renewal: renewal)
        }
        return lease
    }

    /// Whoever waits for what this host owned need not wait for the end of its lease.
    package func leave() async {
        let held = held.withLock { held in
            defer { held = nil }
            return held
        }
        held?.renewal.cancel()
        // Without an answer the lease ends by itself.
        try? await held?.lease.handBack()
    }
}
