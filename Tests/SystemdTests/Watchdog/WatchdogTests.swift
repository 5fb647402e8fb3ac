import Glibc
import Systemd
import TestSupport
import Testing
import Transport

/// The runner with a clock that is told, and a socket in the place of systemd's.
@Suite(.timeLimit(.minutes(1))) struct WatchdogTests {
    private struct Remote: Error {}

    private static func watchdog(_ period: Int64?, _ time: VirtualTime) -> Watchdog {
        Watchdog(
            period: period, notifier: ServiceNotifier(), now: { time.monotonicMilliseconds() },
            sleep: { milliseconds async throws(CancellationError) in try await time.sleep(milliseconds: milliseconds) })
    }

    @Test func theTimerFeedsWhileIdleAndStopsAtTheDeadline() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            let time = VirtualTime(monotonic: 0)
            let watchdog = WatchdogTests.watchdog(1000, time)
            let timer = Task { await watchdog.run() }
            try await time.waitForSleepers(1)
            #expect(socket.isEmpty)
            watchdog.progress()
            watchdog.progress()
            #expect(try socket.receiveText() == "WATCHDOG=1")
            #expect(socket.isEmpty)
            watchdog.idle(until: 1000)
            for _ in 1...4 {
                time.advanceToNextSleeper()
                try await time.waitForSleepers(1)
                #expect(try socket.receiveText() == "WATCHDOG=1")
            }
            #expect(time.monotonicMilliseconds() == 1000)
            for _ in 1...4 {
                time.advanceToNextSleeper()
                try await time.waitForSleepers(1)
            }
            #expect(socket.isEmpty)
            timer.cancel()
            await timer.value
        }
    }

    @Test func aWaitIsFedHoweverItEnds() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            let time = VirtualTime(monotonic: 0)
            let watchdog = WatchdogTests.watchdog(1000, time)
            let timer = Task { await watchdog.run() }
            try await time.waitForSleepers(1)
            let answer = await watchdog.waiting(upTo: 35_000) {
                #expect((try? socket.receiveText()) == "WATCHDOG=1")
                time.advanceToNextSleeper()
                try? await time.waitForSleepers(1)
                #expect((try? socket.receiveText()) == "WATCHDOG=1")
                return 42
            }
            #expect(answer == 42)
            await #expect(throws: Remote.self) {
                try await watchdog.waiting(upTo: 35_000) { () throws(Remote) -> Int in
                    time.advance(milliseconds: 249)
                    throw Remote()
                }
            }
            #expect(socket.isEmpty)
            // Both are over, so the timer alone feeds no more.
            for _ in 1...4 {
                time.advanceToNextSleeper()
                try await time.waitForSleepers(1)
            }
            #expect(socket.isEmpty)
            watchdog.progress()
            #expect(try socket.receiveText() == "WATCHDOG=1")
            timer.cancel()
            await timer.value
        }
    }

    @Test func withoutAWatchdogNothingIsSentAndTheTimerEndsAtOnce() async {
        await #expect(processExitsWith: .success) {
            let socket = try DatagramSocket()
            setenv("NOTIFY_SOCKET", socket.address, 1)
            let watchdog = WatchdogTests.watchdog(nil, VirtualTime())
            watchdog.progress()
            watchdog.idle(until: Int64.max)
            #expect(await watchdog.waiting(upTo: 1000) { 1 } == 1)
            await watchdog.run()
            #expect(socket.isEmpty)
        }
    }
}
