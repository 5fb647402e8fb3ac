import Dispatch
import Glibc
import Testing
import Transport

/// Work on threads of its own: those who look on never stand before those who work.
@Suite struct WorkThreadsTests {
    private struct Place: Hashable {
        let thread: pthread_t
        let niceness: Int32

        static var here: Place { Place(thread: pthread_self(), niceness: getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)) }
    }

    private func wait() async { await Task.yield() }

    @Test func whatIsDoneOnThemIsDoneThereAlone() async throws {
        let patient = try WorkThreads(1, niceness: 5)
        let own = Place.here.niceness
        let places = await withTaskExecutorPreference(patient) {
            let first = Place.here
            await wait()
            return [first, Place.here]
        }
        #expect(Set(places).count == 1, "one thread, before and after a wait")
        #expect(places.map(\.niceness) == [min(19, own + 5), min(19, own + 5)])
        #expect(Place.here.niceness == own)
    }

    /// A hundred jobs that each hold their thread leave the other threads free: with one queue for all this would never end.
    @Test(.timeLimit(.minutes(1))) func aFullLineHoldsUpNobodyElse() async throws {
        let patient = try WorkThreads(1)
        let gate = DispatchSemaphore(value: 0)
        let held = (0..<100).map { _ in Task(executorPreference: patient) { hold(gate) } }
        await withTaskGroup(of: Void.self) { group in for _ in 0..<100 { group.addTask { await Task.yield() } } }
        // The one thread holds one of them.
        while patient.waiting != held.count - 1 { await Task.yield() }
        for _ in held { gate.signal() }
        for task in held { await task.value }
    }
}

/// Holds the thread, as SQLite does while it waits for the disk.
private func hold(_ gate: DispatchSemaphore) { gate.wait() }
