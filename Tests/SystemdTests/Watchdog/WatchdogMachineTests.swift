import Systemd
import Testing

/// A period of 1000 throughout, so a quarter is 250. `true` is a ping.
@Suite struct WatchdogMachineTests {
    /// By reference, since `#expect` takes no call that changes a value.
    private final class Machine {
        private var machine = WatchdogMachine(period: 1000)

        func progress(at moment: Int64) -> Bool { machine.progress(at: moment) }
        func idle(until deadline: Int64, at moment: Int64) -> Bool { machine.idle(until: deadline, at: moment) }
        func beginWait(upTo limit: Int64, at moment: Int64) -> (wait: WatchdogMachine.Wait, feeds: Bool) {
            machine.beginWait(upTo: limit, at: moment)
        }
        func endWait(_ wait: WatchdogMachine.Wait, at moment: Int64) -> Bool { machine.endWait(wait, at: moment) }
        func tick(at moment: Int64) -> Bool { machine.tick(at: moment) }
        func untilTick(at moment: Int64) -> Int64 { machine.untilTick(at: moment) }
    }

    @Test func stepsFeedAtMostEveryQuarter() {
        let machine = Machine()
        #expect(machine.progress(at: 0))
        #expect(!machine.progress(at: 0))
        #expect(!machine.progress(at: 249))
        #expect(machine.progress(at: 250))
        #expect(!machine.progress(at: 251))
        #expect(machine.progress(at: 5000))
        #expect(!machine.progress(at: 5249))
    }

    @Test func aStepThatHangsIsNotFed() {
        let machine = Machine()
        #expect(machine.progress(at: 0))
        for moment in stride(from: Int64(1), to: 5000, by: 50) { #expect(!machine.tick(at: moment)) }
        #expect(machine.progress(at: 5000))
    }

    @Test func aFreshMachineIsNotFedByTheTimer() {
        let machine = Machine()
        #expect(!machine.tick(at: 0))
        #expect(!machine.tick(at: 10_000))
    }

    @Test func aSlowRemoteIsFedUpToItsLimitAndNotBeyond() {
        let machine = Machine()
        let (wait, feeds) = machine.beginWait(upTo: 35_000, at: 0)
        #expect(feeds)
        for moment in stride(from: Int64(250), through: 35_000, by: 250) { #expect(machine.tick(at: moment)) }
        #expect(!machine.tick(at: 35_001))
        #expect(!machine.tick(at: 36_000))
        #expect(machine.endWait(wait, at: 36_001))
        #expect(!machine.tick(at: 40_000))
    }

    @Test func theEndOfAWaitEndsItsAllowance() {
        let machine = Machine()
        let wait = machine.beginWait(upTo: 35_000, at: 0).wait
        #expect(!machine.endWait(wait, at: 100))
        #expect(!machine.tick(at: 400))
        // Ended twice is ended once.
        #expect(machine.endWait(wait, at: 500))
    }

    @Test func anotherWaitGoesOn() {
        let machine = Machine()
        let slow = machine.beginWait(upTo: 10_000, at: 0).wait
        let quick = machine.beginWait(upTo: 35_000, at: 0).wait
        _ = machine.endWait(quick, at: 10)
        #expect(machine.tick(at: 9000))
        #expect(machine.progress(at: 9500))
        #expect(machine.tick(at: 10_000))
        #expect(!machine.tick(at: 10_250))
        #expect(machine.endWait(slow, at: 10_300))
    }

    @Test func idlenessIsFedUpToTheNextPassAndNotBeyond() {
        let machine = Machine()
        #expect(machine.idle(until: 60_000, at: 0))
        for moment in stride(from: Int64(250), through: 60_000, by: 250) { #expect(machine.tick(at: moment)) }
        #expect(!machine.tick(at: 60_001))
        #expect(!machine.tick(at: 61_000))
    }

    @Test func aPassEndsIdleness() {
        let machine = Machine()
        _ = machine.idle(until: 60_000, at: 0)
        #expect(machine.progress(at: 1000))
        #expect(!machine.tick(at: 1500))
        #expect(!machine.tick(at: 59_000))
    }

    @Test func aDeadlineInThePastAllowsNothing() {
        let machine = Machine()
        #expect(machine.idle(until: -1, at: 0))
        #expect(!machine.tick(at: 300))
        #expect(machine.beginWait(upTo: -1, at: 300).feeds)
        #expect(!machine.tick(at: 600))
    }

    /// A caller's mistake, or a remote's Retry-After, does not switch the watchdog off.
    @Test func allowancesAreBounded() {
        let waiting = Machine()
        _ = waiting.beginWait(upTo: Int64.max, at: 0)
        #expect(waiting.tick(at: 4_500_000))
        #expect(!waiting.tick(at: 4_500_250))
        let idle = Machine()
        _ = idle.idle(until: Int64.max, at: 0)
        #expect(idle.tick(at: 90_000_000))
        #expect(!idle.tick(at: 90_000_250))
    }

    @Test func waitsAreBounded() {
        let machine = Machine()
        for _ in 0..<256 { _ = machine.beginWait(upTo: 1000, at: 0) }
        let (beyond, _) = machine.beginWait(upTo: 100_000, at: 0)
        #expect(!machine.tick(at: 2000))
        #expect(machine.endWait(beyond, at: 2000))
    }

    /// Two threads read the clock and get here in the other order.
    @Test func aMomentOutOfOrderCountsAsTheLatest() {
        let machine = Machine()
        #expect(machine.progress(at: 1000))
        #expect(!machine.progress(at: 900))
        #expect(!machine.progress(at: Int64.min))
        #expect(machine.progress(at: 1250))
        _ = machine.idle(until: 1300, at: 1240)
        #expect(!machine.tick(at: 1600))
        #expect(machine.untilTick(at: 0) == 250)
    }

    @Test func theEndsOfTheClockAreNoTrap() {
        let machine = Machine()
        #expect(machine.progress(at: Int64.max))
        #expect(!machine.progress(at: Int64.max))
        _ = machine.idle(until: Int64.max, at: Int64.max)
        _ = machine.beginWait(upTo: Int64.max, at: Int64.max)
        #expect(!machine.tick(at: Int64.max))
        #expect(machine.untilTick(at: Int64.max) >= 0)
        let first = Machine()
        #expect(first.progress(at: Int64.min))
        #expect(first.progress(at: Int64.max))
    }

    @Test(arguments: [(0, 250), (1, 249), (249, 1), (250, 250), (900, 250)] as [(Int64, Int64)])
    func theTimerComesWhenFeedingIsDue(_ moment: Int64, _ expected: Int64) {
        let machine = Machine()
        #expect(machine.untilTick(at: 0) == 250)
        _ = machine.progress(at: 0)
        #expect(machine.untilTick(at: moment) == expected)
    }

    @Test func theShortestPeriodStillHasQuarters() {
        #expect(WatchdogMachine(period: 4).quarter == 1)
        #expect(WatchdogMachine(period: 0).quarter == 1)
        #expect(WatchdogMachine(period: 60_000).quarter == 15_000)
    }
}
