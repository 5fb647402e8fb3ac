import Daemon
import Fleet
import Logging
import Synchronization
import Systemd
import Telemetry
import TestSupport
import Testing
import Transport

struct FleetLoopTests {
    private let time = VirtualTime()
    private let board = FleetBoard()
    private let loop: FleetLoop

    init() throws {
        let time = time
        loop = FleetLoop(
            threads: try WorkThreads(2), board: board,
            watchdog: Watchdog(
                period: nil, notifier: ServiceNotifier(), now: { time.monotonicMilliseconds() },
                sleep: { milliseconds throws(CancellationError) in try await time.sleep(milliseconds: milliseconds) }),
            notifier: ServiceNotifier(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }, time: time)
    }

    /// A pass that somebody else lets on, and who is told how it stands.
    private final class Rehearsal: Sendable {
        let begun = Latch()
        let ended = Latch()
        let turn = Mutex<PassTurn?>(nil)
        private let stuck = Mutex<CheckedContinuation<Void, Never>?>(nil)

        /// Does not listen to cancellation.
        func hang() async {
            await withCheckedContinuation { continuation in
                stuck.withLock { $0 = continuation }
                begun.open()
            }
            ended.open()
        }

        func letGo() { stuck.withLock { $0 }?.resume() }
    }

    @Test func anAccountThatIsGivenUpRestsOnlyWhenItsPassHasEnded() async throws {
        let first = Rehearsal()
        let count = Mutex(0)
        loop.set(
            FleetAccount(name: "alpha", interval: 60_000) { turn in
                count.withLock { $0 += 1 }
                first.turn.withLock { $0 = turn }
                await first.hang()
                return .done
            })
        loop.hint("alpha")
        _ = loop.step()
        try await first.begun.wait()
        let impatient = Task { await loop.rest("alpha", atMost: 20) }
        try await time.waitForSleepers(1)
        time.advance(milliseconds: 20)
        #expect(await impatient.value == false)
        // Nothing of it can be written any more, and it does not begin again.
        #expect(first.turn.withLock { $0?.gate.isClosed } == true)
        let patient = Task { await loop.rest("alpha", atMost: .max / 2) }
        try await time.waitForSleepers(1)
        first.letGo()
        try await first.ended.wait()
        // The loop hears of the end a moment after it; who waits looks again and again.
        let isAtRest = Mutex<Bool?>(nil)
        let watch = Task {
            let found = await patient.value
            isAtRest.withLock { $0 = found }
        }
        while isAtRest.withLock({ $0 }) == nil {
            _ = time.advanceToNextSleeper()
            await Task.yield()
        }
        await watch.value
        #expect(isAtRest.withLock { $0 } == true)
        loop.hint("alpha")
        time.advance(milliseconds: 120_000)
        _ = loop.step()
        #expect(count.withLock { $0 } == 1)
    }

    @Test func aHungPassIsNamedGivenUpAndBegunAgainAndOthersGoOn() async throws {
        let (first, second) = (Rehearsal(), Latch())
        let count = Mutex(0)
        let released = Latch()
        loop.set(
            FleetAccount(name: "alpha", interval: 60_000) { turn in
                guard
                    count.withLock({ count in
                        count += 1
                        return count == 1
                    })
                else {
                    second.open()
                    return .done
                }
                first.turn.withLock { $0 = turn }
                turn.holds { released.open() }
                await first.hang()
                return .done
            })
        let other = Latch()
        loop.set(
            FleetAccount(name: "beta", interval: 3_600_000) { _ in
                other.open()
                return .done
            })
        loop.hint("alpha")
        _ = loop.step()
        try await first.begun.wait()
        time.advance(milliseconds: PassWatch.period - 1)
        _ = loop.step()
        #expect(board.standing("alpha")?.condition == .ahead)
        time.advance(milliseconds: PassWatch.askPause + 1)
        loop.hint("beta")
        _ = loop.step()
        try await other.wait()
        #expect(board.standing("alpha")?.condition == .heldBack(.hung))
        let turn = try #require(first.turn.withLock { $0 })
        // It cannot begin a write any more, whatever it does.
        #expect(turn.gate.isClosed && !turn.mayContinue)
        time.advance(milliseconds: 10_000)
        _ = loop.step()
        try await released.wait()
        // Whoever released it does so just before the account is free again: the loop is asked until it begins.
        while count.withLock({ $0 }) < 2 {
            time.advance(milliseconds: 1_000)
            _ = loop.step()
            await Task.yield()
        }
        try await second.wait()
        // Once, or more often: time goes on here whether or not the second pass has got a thread yet.
        #expect((board.readings.first { $0.account == "alpha" }?[.hangs] ?? 0) >= 1)
        first.letGo()
        try await first.ended.wait()
    }

    @Test func aPassThatGetsOnNeverHangs() async throws {
        let rehearsal = Rehearsal()
        loop.set(
            FleetAccount(name: "alpha", interval: 60_000) { turn in
                rehearsal.turn.withLock { $0 = turn }
                await rehearsal.hang()
                return .done
            })
        loop.hint("alpha")
        _ = loop.step()
        try await rehearsal.begun.wait()
        let turn = try #require(rehearsal.turn.withLock { $0 })
        for _ in 0..<30 {
            time.advance(milliseconds: 20_000)
            turn.watch.watchdog.progress()
            _ = loop.step()
        }
        #expect(board.standing("alpha")?.condition == .ahead)
        #expect(turn.mayContinue)
        rehearsal.letGo()
        try await rehearsal.ended.wait()
    }

    @Test func whoeverIsRemovedWritesNoMore() async throws {
        let rehearsal = Rehearsal()
        loop.set(
            FleetAccount(name: "alpha", interval: 60_000) { turn in
                rehearsal.turn.withLock { $0 = turn }
                await rehearsal.hang()
                return .done
            })
        loop.hint("alpha")
        _ = loop.step()
        try await rehearsal.begun.wait()
        loop.remove("alpha")
        #expect(rehearsal.turn.withLock { $0 }?.gate.isClosed == true)
        #expect(loop.names.isEmpty)
        #expect(board.standing("alpha") == nil)
        rehearsal.letGo()
        try await rehearsal.ended.wait()
    }
}
