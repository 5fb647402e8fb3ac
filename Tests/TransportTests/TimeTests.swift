import TestSupport
import Testing
import Transport

@Suite(.timeLimit(.minutes(1))) struct TimeTests {
    @Test func theMachinesClocksAreSane() async throws {
        let time = SystemTime()
        let wall = time.wallMilliseconds()
        let before = time.monotonicMilliseconds()
        try await time.sleep(milliseconds: 5)
        #expect(time.monotonicMilliseconds() >= before + 5)
        // Between 2025 and 2100.
        #expect((1_735_689_600_000..<4_102_444_800_000).contains(wall))
        #expect(time.bootID == SystemTime().bootID)
        #expect(time.bootID.count == 36)
        #expect(Set((1...20).map { _ in time.randomWord() }).count == 20)
    }

    @Test func aSleepEndsWhenItIsCancelled() async {
        let task = Task { try await SystemTime().sleep(milliseconds: 3_600_000) }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    /// The first words of splitmix64 from seed 0, as its author's program prints them.
    @Test func virtualChanceFollowsTheSeed() {
        let time = VirtualTime(seed: 0)
        #expect((1...3).map { _ in time.randomWord() } == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
    }

    @Test func virtualSleepersWakeInTheOrderOfTheirTimes() async throws {
        let time = VirtualTime(monotonic: 0)
        var tasks: [Int64: Task<Int64, any Error>] = [:]
        for (count, delay) in ([300, 100, 200] as [Int64]).enumerated() {
            tasks[delay] = Task {
                try await time.sleep(milliseconds: delay)
                return time.monotonicMilliseconds()
            }
            try await time.waitForSleepers(count + 1)
        }
        for delay in [100, 200] as [Int64] {
            #expect(time.advanceToNextSleeper())
            #expect(try await tasks[delay]?.value == delay)
        }
        time.advance(milliseconds: 99)
        #expect(time.sleeperCount == 1)
        time.advance(milliseconds: 1)
        #expect(try await tasks[300]?.value == 300)
        #expect(!time.advanceToNextSleeper())
    }

    @Test func aCancelledVirtualSleeperIsGone() async throws {
        let time = VirtualTime()
        let task = Task { try await time.sleep(milliseconds: 10) }
        try await time.waitForSleepers(1)
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(time.sleeperCount == 0)
    }

    @Test func anAutoAdvancingSleepTakesNoTime() async throws {
        let time = VirtualTime(wall: 1000, monotonic: 0, autoAdvancing: true)
        try await time.sleep(milliseconds: 86_400_000)
        #expect(time.monotonicMilliseconds() == 86_400_000)
        #expect(time.wallMilliseconds() == 86_401_000)
        time.shiftWall(milliseconds: -3_600_000)
        #expect(time.wallMilliseconds() == 82_801_000)
        #expect(time.monotonicMilliseconds() == 86_400_000)
        time.reboot(bootID: "boot-2")
        #expect(time.monotonicMilliseconds() == 0)
        #expect(time.bootID == "boot-2")
    }
}
