import Synchronization
package import Transport

/// This process in the cluster: one lease and one Litestream for all it owns, and the word that it is there.
package final class ClusterHost: Sendable {
    private struct Held {
        var lease: HostLease
        var renewal: Task<Void, Never>
    }

    package let settings: ClusterSettings
    package let gateway: EtcdGateway
    package let carrier: Carrier
    package let time: any TimeSource
    private let held = Mutex<Held?>(nil)
    private let placed = Mutex<(placement: Placement, at: Int64)?>(nil)
    /// How old it may be, in milliseconds.
    private static let placementMaximum: Int64 = 500
    /// Nil while nobody asks for a lease.
    private let asking = Mutex<Task<Result<HostLease, EtcdError>, Never>?>(nil)

    package init(_ settings: ClusterSettings, gateway: EtcdGateway, carrier: Carrier, time: any TimeSource) {
        self.settings = settings
        self.gateway = gateway
        self.carrier = carrier
        self.time = time
    }

    package var name: String { settings.host.host }

    /// The lease that lives, or a new one. What was owned by one that has gone is owned no more.
    package func lease() async throws(EtcdError) -> HostLease {
        if let lease = living { return lease }
        // Whoever asks meanwhile gets the same: of two leases one would not be kept alive, and what stands on it would be lost.
        let question = asking.withLock { asking in
            if let asking { return asking }
            let question = Task { () -> Result<HostLease, EtcdError> in
                do throws(EtcdError) { return .success(try await self.take()) } catch { return .failure(error) }
            }
            asking = question
            return question
        }
        let answer = await question.value
        asking.withLock { if $0 == question { $0 = nil } }
        return try answer.get()
    }

    private var living: HostLease? {
        held.withLock { $0?.lease }.flatMap { $0.standing == .gone ? nil : $0 }
    }

    private func take() async throws(EtcdError) -> HostLease {
        if let lease = living { return lease }
        let lease = try await HostLease.take(gateway, seconds: settings.leaseSeconds, time: time)
        try await Placement.announce(settings.host, lease: lease, gateway)
        let renewal = Task.detached { await lease.run() }
        held.withLock { held in
            held?.renewal.cancel()
            held = Held(lease: lease, renewal: renewal)
        }
        return lease
    }

    /// Which hosts there are, and which are emptied, as of a moment ago.
    func placement() async throws(EtcdError) -> Placement {
        let now = time.monotonicMilliseconds()
        if let placed = placed.withLock({ $0 }), now - placed.at < Self.placementMaximum { return placed.placement }
        let placement = try await Placement.read(gateway)
        placed.withLock { $0 = (placement, now) }
        return placement
    }

    /// All it owned is left. Whoever waits for it need not wait for the end of the lease.
    package func leave() async {
        let carrier = carrier
        await Blocking.run { () throws(Never) in carrier.end() }
        let held = held.withLock { held in
            defer { held = nil }
            return held
        }
        held?.renewal.cancel()
        // Without an answer the lease ends by itself.
        try? await held?.lease.handBack()
    }
}
