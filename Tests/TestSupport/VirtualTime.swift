import Synchronization
import Transport

/// Time that passes only when told to, and chance from a seed.
///
/// Either a test moves it with ``advance(milliseconds:)``, which wakes the sleepers in the order of their due times, or it is
/// `autoAdvancing`: then a sleep returns at once with the clock moved on, which is what a simulation on one thread needs.
package final class VirtualTime: TimeSource {
    private struct Sleeper {
        var due: Int64
        var order: UInt64
        var latch: Latch
    }

    private struct State {
        var monotonic: Int64
        var wall: Int64
        var bootID: String
        var random: UInt64
        var order: UInt64 = 0
        /// Sorted by due time, then by order of arrival.
        var sleepers: [Sleeper] = []
        var watchers: [(count: Int, latch: Latch)] = []
    }

    private let state: Mutex<State>
    private let autoAdvancing: Bool

    /// - Parameter wall: 2026-03-31T10:00:00Z unless told otherwise.
    package init(
        seed: UInt64 = 1, wall: Int64 = 1_774_951_200_000, monotonic: Int64 = 1_000_000, bootID: String = "boot-1",
        autoAdvancing: Bool = false
    ) {
        state = Mutex(State(monotonic: monotonic, wall: wall, bootID: bootID, random: seed))
        self.autoAdvancing = autoAdvancing
    }

    package func wallMilliseconds() -> Int64 { state.withLock { $0.wall } }
    package func monotonicMilliseconds() -> Int64 { state.withLock { $0.monotonic } }
    package var bootID: String { state.withLock { $0.bootID } }

    /// splitmix64
    package func randomWord() -> UInt64 {
        state.withLock { state in
            state.random &+= 0x9E37_79B9_7F4A_7C15
            var word = state.random
            word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
            word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
            return word ^ (word >> 31)
        }
    }

    package func sleep(milliseconds: Int64) async throws(CancellationError) {
        if Task.isCancelled { throw CancellationError() }
        guard milliseconds > 0 else { return }
        if autoAdvancing {
            advance(milliseconds: milliseconds)
            return await Task.yield()
        }
        let latch = Latch()
        let reached = state.withLock { state -> [Latch] in
            state.order += 1
            let sleeper = Sleeper(due: state.monotonic + milliseconds, order: state.order, latch: latch)
            let place = state.sleepers.firstIndex { ($0.due, $0.order) > (sleeper.due, sleeper.order) } ?? state.sleepers.endIndex
            state.sleepers.insert(sleeper, at: place)
            return VirtualTime.takeReached(&state)
        }
        for watcher in reached { watcher.open() }
        do {
            try await latch.wait()
        } catch {
            state.withLock { state in state.sleepers.removeAll { $0.latch === latch } }
            throw error
        }
    }

    /// Moves both clocks on and wakes, in order, everybody whose time has come.
    package func advance(milliseconds: Int64) {
        let due = state.withLock { state -> [Latch] in
            state.monotonic += max(0, milliseconds)
            state.wall += max(0, milliseconds)
            let count = state.sleepers.prefix { $0.due <= state.monotonic }.count
            defer { state.sleepers.removeFirst(count) }
            return state.sleepers.prefix(count).map(\.latch)
        }
        for latch in due { latch.open() }
    }

    /// Moves on to the earliest due time and wakes that one sleeper. False if nobody sleeps.
    @discardableResult
    package func advanceToNextSleeper() -> Bool {
        let next = state.withLock { state -> Latch? in
            guard let first = state.sleepers.first else { return nil }
            state.sleepers.removeFirst()
            state.wall += max(0, first.due - state.monotonic)
            state.monotonic = max(state.monotonic, first.due)
            return first.latch
        }
        next?.open()
        return next != nil
    }

    /// How many sleep now, and how long the first of them still has to.
    package var sleeperCount: Int { state.withLock { $0.sleepers.count } }
    package var untilNextSleeper: Int64? { state.withLock { state in state.sleepers.first.map { $0.due - state.monotonic } } }

    /// Returns once at least this many sleep: the fact a test waits for before it moves the clock.
    package func waitForSleepers(_ count: Int) async throws(CancellationError) {
        let latch = Latch()
        let reached = state.withLock { state -> [Latch] in
            state.watchers.append((count, latch))
            return VirtualTime.takeReached(&state)
        }
        for watcher in reached { watcher.open() }
        try await latch.wait()
    }

    /// Somebody sets the clock: wall time jumps, monotonic time does not notice.
    package func shiftWall(milliseconds: Int64) { state.withLock { $0.wall += milliseconds } }

    /// The machine starts anew and counts from zero.
    package func reboot(bootID: String) {
        state.withLock { state in
            state.bootID = bootID
            for index in state.sleepers.indices { state.sleepers[index].due -= state.monotonic }
            state.monotonic = 0
        }
    }

    private static func takeReached(_ state: inout State) -> [Latch] {
        let reached = state.watchers.filter { $0.count <= state.sleepers.count }.map(\.latch)
        state.watchers.removeAll { $0.count <= state.sleepers.count }
        return reached
    }
}
