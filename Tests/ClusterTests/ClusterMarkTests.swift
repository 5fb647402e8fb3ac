import Bookkeeping
import Cluster
import Foundation
import Persistence
import Synchronization
import Testing
import Transport

/// The announcement before each write, before a real etcd: nobody announces for another epoch, or over what another has announced.
@Suite(.timeLimit(.minutes(2)), .serialized, .enabled(if: EtcdServer.path != nil, "\(EtcdServer.absence)"))
struct ClusterMarkTests {
    private struct Host {
        let lease: HostLease
        let ownership: Ownership
        let store: Store
        let mark: ClusterMark
    }

    private let keys: AccountKeys
    private let time = SystemTime()
    private let etcd: EtcdServer

    init() async throws {
        keys = try #require(AccountKeys("alpha"))
        etcd = try await EtcdServer()
    }

    private func host(_ name: String, over gateway: EtcdGateway? = nil, time: any TimeSource = SystemTime()) async throws -> Host {
        let lease = try await HostLease.take(etcd.gateway, seconds: 60, time: time)
        let ownership = try #require(try await Ownership.take(keys, host: name, lease: lease, etcd.gateway))
        let store = try Store.inMemory()
        let head = try await AccountRecord.read(keys, etcd.gateway).head
        let mark = ClusterMark(ownership, store: store, head: head, gateway: gateway ?? etcd.gateway, time: time)
        return Host(lease: lease, ownership: ownership, store: store, mark: mark)
    }

    /// As a writer's thread does, and not one of the tasks'.
    private func move(_ mark: ClusterMark) async -> (any Error)? {
        await withCheckedContinuation { continuation in
            Thread { continuation.resume(returning: Result { try mark.move() }.failure) }.start()
        }
    }

    private func head() async throws -> EtcdEntry? { try await AccountRecord.read(keys, etcd.gateway).head }

    @Test func eachAnnouncementPutsTheHead() async throws {
        let host = try await host("h1")
        #expect(try await head() == nil)
        for count in 1...3 {
            #expect(await move(host.mark) == nil)
            #expect(host.mark.announced == count)
        }
        let kept = try #require(try await head())
        let known = try #require(Watermark(kept.value))
        let own = try host.store.head(at: Instant(milliseconds: time.wallMilliseconds()))
        #expect(own.covers(known) && kept.value.count < 600)
    }

    /// A fleet has states open for their passes only.
    @Test func aMarkHasItsStateForAPassAndKnowsBetweenPassesWhatItSawLast() async throws {
        let lease = try await HostLease.take(etcd.gateway, seconds: 60, time: time)
        let ownership = try #require(try await Ownership.take(keys, host: "h1", lease: lease, etcd.gateway))
        let mark = ClusterMark(ownership, store: nil, head: nil, gateway: etcd.gateway, time: time)
        #expect(try mark.reach() == nil)
        #expect(await move(mark) is StoreError)
        #expect(try await head() == nil)
        let (store, later) = (try Store.inMemory(), try Store.inMemory())
        mark.use(store)
        #expect(await move(mark) == nil)
        let announced = try #require(try await head())
        mark.leave(store)
        #expect(try mark.reach()?.head.covers(try #require(Watermark(announced.value))) == true)
        #expect(await move(mark) is StoreError)
        mark.use(later)
        // The end of a pass that was given up long ago takes nothing from the next one.
        mark.leave(store)
        #expect(await move(mark) == nil)
        #expect(mark.announced == 2)
    }

    @Test func whoLostTheAccountAnnouncesNothing() async throws {
        let first = try await host("h1")
        #expect(await move(first.mark) == nil)
        let before = try await head()
        try await first.lease.handBack()
        #expect(await move(first.mark) as? ClusterLoss == .ownership)
        let second = try await host("h2")
        #expect(await move(second.mark) == nil)
        // It asks no more, whatever etcd would say.
        #expect(await move(first.mark) as? ClusterLoss == .ownership && first.mark.loss == .ownership)
        let after = try #require(try await head())
        #expect(after.modRevision > (before?.modRevision ?? 0) && first.mark.announced == 1)
    }

    /// Its epoch is good and its lease as well; only the head tells.
    @Test func aMachineThatWasPutBackIsFound() async throws {
        let host = try await host("h1")
        let earlier = ClusterMark(host.ownership, store: host.store, head: try await head(), gateway: etcd.gateway, time: time)
        #expect(await move(host.mark) == nil)
        #expect(await move(earlier) as? ClusterLoss == .rolledBack)
        #expect(await move(host.mark) == nil)
    }

    /// While there is time the same announcement is tried again, and finds that it was made.
    @Test(arguments: [1, 5]) func anAnswerThatWasLostIsAskedForAgain(times: Int) async throws {
        let lossy = LossyTransport(etcd.transport)
        let host = try await host("h1", over: etcd.gateway(over: lossy))
        #expect(await move(host.mark) == nil)
        let before = try #require(try await head())
        lossy.lose(times)
        #expect(await move(host.mark) == nil)
        let after = try #require(try await head())
        #expect(after.value != before.value && host.mark.announced == 2 && host.mark.loss == nil)
        #expect(await move(host.mark) == nil)
    }

    /// The member that carried it out does not answer, and the next one says that it is done: that is nobody else's either.
    @Test(arguments: 1...4) func whatOneMemberCarriedOutAndAnotherFindsDone(times: Int) async throws {
        let lossy = LossyTransport(etcd.transport)
        let host = try await host("h1", over: etcd.gateway(over: lossy, times: 3))
        for count in 1...3 {
            lossy.lose(times)
            #expect(await move(host.mark) == nil)
            #expect(host.mark.announced == count && host.mark.loss == nil)
        }
    }

    /// The transaction was carried out and its answer lost, once and often, and the write was given up: the next announcement knows its
    /// own.
    @Test(arguments: [1, 5]) func anAnswerThatWasLostIsNobodyElses(times: Int) async throws {
        let lossy = LossyTransport(etcd.transport)
        let host = try await host("h1", over: etcd.gateway(over: lossy), time: HurriedTime())
        #expect(await move(host.mark) == nil)
        lossy.lose(times)
        for _ in 1...times { #expect(await move(host.mark) is EtcdError) }
        #expect(host.mark.loss == nil && host.mark.announced == 1)
        #expect(await move(host.mark) == nil)
        #expect(await move(host.mark) == nil)
        #expect(host.mark.announced == 3)
    }

    /// Without etcd no write; when it is back, the same host goes on.
    @Test func etcdIsAwayForAWhile() async throws {
        let host = try await host("h1")
        #expect(await move(host.mark) == nil)
        etcd.pause()
        let failure = await move(host.mark) as? EtcdError
        etcd.resume()
        #expect(failure?.code == .unreachable && failure?.isTransient == true)
        var second: (any Error)? = failure
        for _ in 1...100 where second != nil { second = await move(host.mark) }
        #expect(second == nil && host.mark.loss == nil)
    }

    @Test func manyAtOnceTakeTurns() async throws {
        let host = try await host("h1")
        await withTaskGroup(of: Bool.self) { group in
            for _ in 1...16 { group.addTask { await move(host.mark) == nil } }
            for await isDone in group { #expect(isDone) }
        }
        #expect(host.mark.announced == 16 && host.mark.loss == nil)
    }

    @Test func aNewHistoryIsAnnouncedOnce() async throws {
        let host = try await host("h1")
        let mark = host.mark
        for _ in 1...3 {
            let failure: (any Error)? = await withCheckedContinuation { continuation in
                Thread { continuation.resume(returning: Result { try mark.announceNewHistory() }.failure) }.start()
            }
            #expect(failure == nil)
        }
        #expect(mark.announced == 1)
    }
}

/// Two and a half seconds pass with every look at the clock: there is time for one try.
private final class HurriedTime: TimeSource {
    private let inner = SystemTime()
    private let looks = Mutex<Int64>(0)

    func monotonicMilliseconds() -> Int64 {
        looks.withLock { looks in
            looks += 2_500
            return looks
        }
    }

    func wallMilliseconds() -> Int64 { inner.wallMilliseconds() }
    var bootID: String { inner.bootID }
    func randomWord() -> UInt64 { inner.randomWord() }
    func sleep(milliseconds: Int64) async throws(CancellationError) { try await inner.sleep(milliseconds: milliseconds) }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let failure) = self { failure } else { nil }
    }
}
