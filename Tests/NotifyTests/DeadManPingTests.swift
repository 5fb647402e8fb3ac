import Bookkeeping
import HTTPTypes
import Logging
import Notify
import Persistence
import TestSupport
import Testing
import Transport

/// The ping after a complete pass, at most one a minute.
@Suite(.timeLimit(.minutes(1))) struct DeadManPingTests {
    private let time = VirtualTime()
    private let post = Post()

    private func pass(_ store: Store, _ outcome: PassRecord.Outcome) throws {
        let now = Instant(milliseconds: time.wallMilliseconds())
        let id = try store.beginPass(at: now)
        try store.finishPass(id, outcome, reason: nil, heroRequests: 1, lexofficeRequests: 1, writes: 0, at: now)
    }

    private func look(_ count: Int = 1) async throws {
        for _ in 0..<count {
            try await time.waitForSleepers(1)
            time.advance(milliseconds: DeadManPing.pause)
        }
        try await time.waitForSleepers(1)
    }

    @Test func oneAMinuteAfterACompletePass() async throws {
        let store = try Store.inMemory()
        try pass(store, .complete)
        let address = try #require(WebAddress("https://hc.example/ping/uuid"))
        let post = post
        let ping = DeadManPing(
            store: store, sender: NotificationSender(web: Web(post: post), time: time), address: address,
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, time: time, tried: { post.tell(.ping, $0) })
        let life = Task { try await ping.run() }
        // What was complete before this process says nothing about it, and a failed pass says the opposite.
        try await look()
        try pass(store, .failed)
        try await look()
        #expect(post.requests.isEmpty)
        try pass(store, .complete)
        try await look()
        #expect(post.requests.map { "\($0.head.method.rawValue) \($0.head.path ?? "")" } == ["GET /ping/uuid"])
        // A storm of passes is one ping, as soon as the minute is over.
        for _ in 0..<10 {
            try pass(store, .complete)
            try await look()
        }
        #expect(post.requests.count == 1)
        try await look(20)
        #expect(post.requests.count == 2 && post.tries == ["ping sent", "ping sent"])
        ping.use(nil)
        try pass(store, .complete)
        try await look(40)
        #expect(post.requests.count == 2)
        life.cancel()
        _ = await life.result
    }
}
