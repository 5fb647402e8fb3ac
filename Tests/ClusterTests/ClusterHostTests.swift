import Testing
import Transport

@testable import Cluster

/// This process among the hosts, before a real etcd.
@Suite(.enabled(if: EtcdServer.path != nil, Comment(rawValue: EtcdServer.absence)))
struct ClusterHostTests {
    /// A host with many accounts asks for its lease with each of them at once. A second one would not be kept alive, and what was taken
    /// on it would be lost when it ends.
    @Test func whoeverAsksAtOnceGetsTheSameLease() async throws {
        let etcd = try await EtcdServer()
        let settings = ClusterSettings(
            endpoints: [], host: try #require(HostKeys("h1")), leaseSeconds: 60, replica: try #require(Replica("file:///nowhere")),
            litestream: "litestream", credentials: nil, authorities: nil, certificate: nil)
        let litestream = try #require(Litestream(program: "/bin/true", environment: [:]))
        let carrier = Carrier(litestream, transport: etcd.transport)
        let host = ClusterHost(settings, gateway: etcd.gateway, carrier: carrier, time: SystemTime())
        let leases = try await withThrowingTaskGroup(of: Int64.self) { group in
            for _ in 0..<16 { group.addTask { try await host.lease().id } }
            return try await group.reduce(into: Set<Int64>()) { $0.insert($1) }
        }
        #expect(leases.count == 1)
        #expect(try await host.lease().id == leases.first)
        #expect(try await Placement.read(etcd.gateway).alive == ["h1"])
        await host.leave()
        #expect(try await Placement.read(etcd.gateway).alive.isEmpty)
        // Another turn is another lease.
        #expect(try await host.lease().id != leases.first)
        await host.leave()
    }
}
