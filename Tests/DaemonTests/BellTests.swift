import Daemon
import TestSupport
import Testing

struct BellTests {
    private let time = VirtualTime()

    @Test func ringsBeforeTheWaitAreKeptAndCountOnce() async {
        let bell = WakeSignal()
        bell.ring(.hint)
        bell.ring(.hint)
        bell.ring(.reload)
        #expect(await bell.wait(milliseconds: 60_000, time: time) == [.hint, .reload])
        // Nothing is left of them: the next wait takes its time.
        let waited = Task { await bell.wait(milliseconds: 60_000, time: time) }
        try? await time.waitForSleepers(1)
        time.advance(milliseconds: 60_000)
        #expect(await waited.value == [])
    }

    @Test func aRingEndsTheWaitWithoutTheClock() async throws {
        let bell = WakeSignal()
        let waited = Task { await bell.wait(milliseconds: 60_000, time: time) }
        try await time.waitForSleepers(1)
        bell.ring(.stop)
        #expect(await waited.value == .stop)
        #expect(time.sleeperCount == 0)
    }

    @Test func aCancelledWaitEnds() async throws {
        let bell = WakeSignal()
        let waited = Task { await bell.wait(milliseconds: 60_000, time: time) }
        try await time.waitForSleepers(1)
        waited.cancel()
        #expect(await waited.value == [])
    }
}
