import Cluster
import Foundation
import HTTPTypes
import Synchronization
import TestSupport
import Testing
import Transport

/// What a host knows of its lease, on the clock of its boot alone.
@Suite struct LeaseTests {
    private func lease(_ time: VirtualTime, _ answer: @escaping @Sendable () -> ScriptedEtcd.Answer) async throws -> HostLease {
        let etcd = ScriptedEtcd { request, _ in
            request.head.path == "/v3/lease/grant" ? .success((200, #"{"ID":"7","TTL":"30"}"#)) : answer()
        }
        let gateway = EtcdGateway(endpoints: try #require(EtcdEndpoint.list("http://a:1")), transport: etcd)
        return try await HostLease.take(gateway, seconds: 10, time: time)
    }

    @Test func itLastsAsLongAsEtcdSaid() async throws {
        let time = VirtualTime()
        let lease = try await lease(time) { ScriptedEtcd.silence }
        #expect(lease.id == 7 && lease.seconds == 30 && lease.standing == .held)
        // Somebody sets the clock.
        time.shiftWall(milliseconds: 3_600_000)
        time.advance(milliseconds: 29_999)
        #expect(lease.standing == .held)
        time.advance(milliseconds: 1)
        #expect(lease.standing == .unsure)
    }

    @Test func etcdIsAway() async throws {
        let time = VirtualTime()
        let answers = Mutex(ScriptedEtcd.silence)
        let lease = try await lease(time) { answers.withLock { $0 } }
        await lease.keepAlive()
        #expect(lease.standing == .held && lease.trouble?.code == .unreachable)
        time.advance(milliseconds: 31_000)
        await lease.keepAlive()
        #expect(lease.standing == .unsure)
        // It is back, and has kept the lease.
        answers.withLock { $0 = .success((200, #"{"result":{"ID":"7","TTL":"30"}}"#)) }
        await lease.keepAlive()
        #expect(lease.standing == .held && lease.trouble == nil)
        answers.withLock { $0 = .success((200, #"{"result":{"ID":"7"}}"#)) }
        await lease.keepAlive()
        #expect(lease.standing == .gone)
    }

    @Test func itIsRenewedThreeTimesInItsLength() async throws {
        let time = VirtualTime()
        let renewals = Mutex(0)
        let lease = try await lease(time) {
            renewals.withLock { $0 += 1 }
            return renewals.withLock({ $0 }) < 4
                ? .success((200, #"{"result":{"ID":"7","TTL":"30"}}"#)) : .success((200, #"{"result":{"ID":"7"}}"#))
        }
        let running = Task { await lease.run() }
        for _ in 1...4 {
            try await time.waitForSleepers(1)
            #expect(time.untilNextSleeper == 10_000)
            time.advanceToNextSleeper()
        }
        await running.value
        #expect(lease.standing == .gone && renewals.withLock { $0 } == 4)
    }
}
