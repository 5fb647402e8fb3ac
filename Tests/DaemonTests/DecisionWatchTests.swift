import Bookkeeping
import Daemon
import Foundation
import Logging
import Persistence
import TestSupport
import Testing
import Transport

/// A decision noted by another process is heard of, once.
@Suite(.timeLimit(.minutes(1))) struct DecisionWatchTests {
    private let time = VirtualTime()
    private let bell = WakeSignal()

    private func note(_ id: String, _ store: Store) throws {
        let decision = try NewDecision(.sync, id: id, "", about: nil, by: "user:erika", reason: "sync")
        try store.note(decision, at: Instant(milliseconds: time.wallMilliseconds()))
    }

    @Test func ringsOnceForEachThatIsNew() async throws {
        let store = try Store.inMemory()
        let watch = DecisionWatch(
            store: store, bell: bell, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, time: time)
        let life = Task { try await watch.run() }
        let other = VirtualTime()
        func heard() async throws -> WakeSignal.Cause {
            let waited = Task { await bell.wait(milliseconds: 1, time: other) }
            try await other.waitForSleepers(1)
            other.advance(milliseconds: 1)
            return await waited.value
        }
        try await time.waitForSleepers(1)
        #expect(try await heard() == [])
        for id in ["a", "b"] {
            try note(id, store)
            time.advance(milliseconds: 500)
            #expect(await bell.wait(milliseconds: 60_000, time: other) == .decision)
            // It stays due, and is not rung for again.
            try await time.waitForSleepers(1)
            time.advance(milliseconds: 500)
            try await time.waitForSleepers(1)
            #expect(try await heard() == [])
        }
        life.cancel()
        _ = await life.result
    }
}
