import Bookkeeping
import Synchronization
import Testing

@testable import Console

@Suite struct JobsTests {
    /// Counts runs, and ends one when it is told to.
    private final class Bench: Sendable {
        let runs = Mutex(0)
        let isOpen = Mutex(false)

        func work() async -> Int {
            let number = runs.withLock { runs in
                runs += 1
                return runs
            }
            while !isOpen.withLock({ $0 }) { await Task.yield() }
            return number
        }
    }

    @Test func oneRunsAtATimeAndTheOldResultStaysUntilTheNewIsThere() async {
        let bench = Bench()
        let jobs = Jobs<String, Int>(now: { Instant(milliseconds: 5) }) { _, _ in await bench.work() }
        // In one millisecond, too.
        #expect(jobs.start("a") && jobs.start("a") && !jobs.start("b"))
        guard case .running = jobs.standing("a") else {
            Issue.record("not running")
            return
        }
        bench.isOpen.withLock { $0 = true }
        while jobs.result("a") == nil { await Task.yield() }
        #expect(bench.runs.withLock { $0 } == 1)
        bench.isOpen.withLock { $0 = false }
        #expect(jobs.start("a"))
        #expect(jobs.result("a")?.value == 1)
        bench.isOpen.withLock { $0 = true }
        while jobs.result("a")?.value == 1 { await Task.yield() }
        #expect(jobs.result("a")?.value == 2)
        #expect(jobs.result("b") == nil)
    }
}
