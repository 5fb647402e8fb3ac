import Cluster
import Foundation
import TestSupport
import Testing
import Transport

/// Who writes, before a real etcd: one at a time, by an epoch that only grows.
@Suite(.timeLimit(.minutes(2)), .serialized, .enabled(if: EtcdServer.path != nil, "\(EtcdServer.absence)"))
struct OwnershipTests {
    private let time = SystemTime()

    private func lease(_ etcd: EtcdServer) async throws -> HostLease { try await HostLease.take(etcd.gateway, seconds: 60, time: time) }

    /// Of its owner; nil where nobody owns it.
    private func epoch(_ keys: AccountKeys, _ etcd: EtcdServer) async throws -> Int64? {
        try await AccountRecord.read(keys, etcd.gateway).owner?.epoch
    }

    @Test func oneOwnerAtATimeAndEachWithALaterEpoch() async throws {
        let etcd = try await EtcdServer()
        let keys = try #require(AccountKeys("alpha"))
        let (one, two) = (try await lease(etcd), try await lease(etcd))
        let first = try #require(try await Ownership.take(keys, host: "h1", lease: one, etcd.gateway))
        #expect(try await Ownership.take(keys, host: "h2", lease: two, etcd.gateway) == nil)
        #expect(try await epoch(keys, etcd) == first.epoch)
        // The host is gone, and its lease with it.
        try await one.handBack()
        #expect(try await epoch(keys, etcd) != first.epoch)
        let second = try #require(try await Ownership.take(keys, host: "h2", lease: two, etcd.gateway))
        #expect(second.epoch > first.epoch)
        let record = try await AccountRecord.read(keys, etcd.gateway)
        #expect(record.owner == AccountRecord.Owner(host: "h2", epoch: second.epoch, lease: two.id))
        #expect(record.epochs == [second.epoch, first.epoch] && record.head == nil)
        // Who lost it hands nothing back that is another's.
        #expect(try await !first.handBack(etcd.gateway))
        #expect(try await epoch(keys, etcd) == second.epoch)
        #expect(try await second.handBack(etcd.gateway))
        #expect(try await AccountRecord.read(keys, etcd.gateway).owner == nil)
    }

    @Test func oneAccountIsNotTheOther() async throws {
        let etcd = try await EtcdServer()
        let lease = try await lease(etcd)
        let (alpha, longer) = (try #require(AccountKeys("alpha")), try #require(AccountKeys("alpha.2")))
        let first = try #require(try await Ownership.take(alpha, host: "h1", lease: lease, etcd.gateway))
        let second = try #require(try await Ownership.take(longer, host: "h1", lease: lease, etcd.gateway))
        #expect(try await AccountRecord.read(alpha, etcd.gateway).epochs == [first.epoch])
        #expect(try await AccountRecord.read(longer, etcd.gateway).epochs == [second.epoch])
    }

    /// A host that could not begin leaves no epoch behind, and old ones are forgotten.
    @Test func epochsNobodyNeedsAreForgotten() async throws {
        let etcd = try await EtcdServer()
        let keys = try #require(AccountKeys("alpha"))
        let lease = try await lease(etcd)
        var epochs: [Int64] = []
        for _ in 1...4 {
            let owner = try #require(try await Ownership.take(keys, host: "h1", lease: lease, etcd.gateway))
            epochs.append(owner.epoch)
            #expect(try await owner.handBack(etcd.gateway))
        }
        let unused = try #require(try await Ownership.take(keys, host: "h1", lease: lease, etcd.gateway))
        #expect(try await unused.handBack(etcd.gateway, unused: true))
        #expect(try await AccountRecord.read(keys, etcd.gateway).epochs == epochs.reversed())
        let owner = try #require(try await Ownership.take(keys, host: "h1", lease: lease, etcd.gateway))
        try await owner.forget(epochs.prefix(3), etcd.gateway)
        #expect(try await AccountRecord.read(keys, etcd.gateway).epochs == [owner.epoch, epochs[3]])
        // Who lost the account forgets nothing.
        try await owner.handBack(etcd.gateway)
        try await owner.forget(epochs, etcd.gateway)
        #expect(try await AccountRecord.read(keys, etcd.gateway).epochs.count == 2)
    }

    /// A yes that was lost on its way is found, and is no other process's of the same host.
    @Test func anAnswerThatWasLost() async throws {
        let etcd = try await EtcdServer()
        let keys = try #require(AccountKeys("alpha"))
        let lease = try await lease(etcd)
        let lossy = LossyTransport(etcd.transport)
        let gateway = etcd.gateway(over: lossy)
        lossy.lose(1)
        await #expect(throws: EtcdError.self) { _ = try await Ownership.take(keys, host: "h1", lease: lease, gateway) }
        let owner = try await AccountRecord.read(keys, etcd.gateway).owner
        #expect(owner?.host == "h1")
        let found = try await Ownership.take(keys, host: "h1", lease: lease, gateway)
        #expect(found?.epoch == owner?.epoch)
        let other = try await self.lease(etcd)
        #expect(try await Ownership.take(keys, host: "h1", lease: other, etcd.gateway) == nil)
    }

    /// A real lease ends, and the account is free.
    @Test func aSilentHostLosesWhatItOwns() async throws {
        let etcd = try await EtcdServer()
        let keys = try #require(AccountKeys("alpha"))
        let short = try await HostLease.take(etcd.gateway, seconds: 1, time: time)
        let first = try #require(try await Ownership.take(keys, host: "h1", lease: short, etcd.gateway))
        for _ in 1...3 {
            await short.keepAlive()
            #expect(short.standing == .held)
        }
        let other = try await lease(etcd)
        var second: Ownership?
        for _ in 1...100_000 where second == nil { second = try await Ownership.take(keys, host: "h2", lease: other, etcd.gateway) }
        #expect(try #require(second).epoch > first.epoch)
        // On the clock of its own boot it knew before.
        #expect(short.standing == .unsure)
        await short.keepAlive()
        #expect(short.standing == .gone)
    }

    @Test func drainAndMove() async throws {
        let etcd = try await EtcdServer()
        let (h1, h2) = (try #require(HostKeys("h1")), try #require(HostKeys("h2")))
        try await Placement.announce(h1, lease: try await lease(etcd), etcd.gateway)
        #expect(try await Placement.read(etcd.gateway) == Placement(alive: ["h1"]))
        let second = try await lease(etcd)
        try await Placement.announce(h2, lease: second, etcd.gateway)
        try await Placement.drain(h1, true, etcd.gateway)
        #expect(try await Placement.read(etcd.gateway) == Placement(alive: ["h1", "h2"], drained: ["h1"]))
        try await second.handBack()
        try await Placement.drain(h1, false, etcd.gateway)
        #expect(try await Placement.read(etcd.gateway) == Placement(alive: ["h1"]))
        let keys = try #require(AccountKeys("alpha"))
        try await Placement.move(keys, to: h2, etcd.gateway)
        #expect(try await AccountRecord.read(keys, etcd.gateway).wanted == "h2")
        try await Placement.move(keys, to: nil, etcd.gateway)
        #expect(try await AccountRecord.read(keys, etcd.gateway).wanted == nil)
    }
}
