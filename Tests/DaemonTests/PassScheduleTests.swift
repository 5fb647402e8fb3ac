import Daemon
import TestSupport
import Testing

struct PassScheduleTests {
    private let time = VirtualTime(seed: 7)

    @Test func aCompletePassIsFollowedAfterTheInterval() {
        var schedule = PassSchedule()
        #expect(schedule.next(after: .done, interval: 60_000, now: 5_000, time: time) == 65_000)
        #expect(!schedule.isBackingOff)
    }

    @Test func workThatIsLeftIsTakenUpAtOnce() {
        var schedule = PassSchedule()
        #expect(schedule.next(after: .workLeft, interval: 60_000, now: 0, time: time) == PassSchedule.bulkPause)
        #expect(schedule.next(after: .workLeft, interval: 200, now: 0, time: time) == 200)
    }

    @Test(arguments: 1...12) func pausesDoubleUpToTheCapAndHalfOfThemIsChance(failures: Int) {
        var pauses: Set<Int64> = []
        let ceiling: Int64 = min(900_000, 60_000 << Int64(failures - 1))
        for seed in 1...200 {
            let time = VirtualTime(seed: UInt64(seed))
            var schedule = PassSchedule()
            var pause: Int64 = 0
            for _ in 0..<failures { pause = schedule.next(after: .interrupted, interval: 60_000, now: 0, time: time) }
            #expect(pause >= ceiling / 2 && pause <= ceiling)
            pauses.insert(pause)
        }
        #expect(pauses.count > 100)
    }

    @Test func anIntervalLongerThanTheCapIsNotShortened() {
        var schedule = PassSchedule()
        for _ in 0..<5 { _ = schedule.next(after: .interrupted, interval: 3_600_000, now: 0, time: time) }
        #expect((1_800_000...3_600_000).contains(schedule.next(after: .interrupted, interval: 3_600_000, now: 0, time: time)))
    }

    @Test func oneGoodPassEndsTheBackOff() {
        var schedule = PassSchedule()
        for _ in 0..<6 { _ = schedule.next(after: .interrupted, interval: 60_000, now: 0, time: time) }
        #expect(schedule.isBackingOff)
        #expect(schedule.next(after: .done, interval: 60_000, now: 0, time: time) == 60_000)
        #expect(!schedule.isBackingOff)
    }

    /// A remote that fails now and then gets the pause of a first failure each time, however long that goes on.
    @Test func aPassThatGotSomethingDoneBeginsTheBackOffAnew() {
        var schedule = PassSchedule()
        for _ in 0..<6 { _ = schedule.next(after: .interrupted, interval: 60_000, now: 0, time: time) }
        for _ in 0..<6 {
            #expect((30_000...60_000).contains(schedule.next(after: .brokenOff, interval: 60_000, now: 0, time: time)))
            #expect(schedule.isBackingOff)
        }
        #expect((60_000...120_000).contains(schedule.next(after: .interrupted, interval: 60_000, now: 0, time: time)))
    }

    @Test func aHintBringsThePassForwardButNotWhileASystemIsDown() {
        var schedule = PassSchedule()
        #expect(schedule.hinted(due: 60_000, endedAt: 0) == PassSchedule.hintPause)
        #expect(schedule.hinted(due: 500, endedAt: 0) == 500)
        let due = schedule.next(after: .interrupted, interval: 60_000, now: 0, time: time)
        #expect(schedule.hinted(due: due, endedAt: 0) == due)
    }
}
