package import Bookkeeping
internal import Synchronization

/// How far a job is: of what it reads, or of what it does. Total 0 while that is not known.
package struct JobProgress: Sendable, Hashable {
    package var done: Int
    package var total: Int

    package init(done: Int, total: Int) {
        self.done = done
        self.total = total
    }
}

/// What is known of one job.
package enum JobStanding<Value: Sendable>: Sendable {
    /// Nobody has asked for it since the process began, or too many others were asked for since.
    case none
    case running(since: Instant, JobProgress)
    case done(Value, at: Instant)
}

/// Work that asks both systems and takes seconds or minutes: done in the background, one at a time of each kind, and its result kept for
/// the pages that show it. It ends with the process, and leaves nothing behind.
package final class Jobs<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// So many results are kept; the oldest goes first.
    private static var kept: Int { 16 }

    private struct State {
        var running: (key: Key, since: Instant, progress: JobProgress)?
        var results: [(key: Key, value: Value, at: Instant)] = []
    }

    private enum Turn { case begins, runsAlready, isOthers }

    private let state = Mutex(State())
    private let now: @Sendable () -> Instant
    private let work: @Sendable (Key, @escaping @Sendable (JobProgress) -> Void) async -> Value

    /// - Parameter work: never fails: a failure is a value of its own.
    package init(
        now: @escaping @Sendable () -> Instant,
        work: @escaping @Sendable (Key, @escaping @Sendable (JobProgress) -> Void) async -> Value
    ) {
        self.now = now
        self.work = work
    }

    package func standing(_ key: Key) -> JobStanding<Value> {
        state.withLock { state in
            if let running = state.running, running.key == key { return .running(since: running.since, running.progress) }
            guard let result = state.results.last(where: { $0.key == key }) else { return .none }
            return .done(result.value, at: result.at)
        }
    }

    /// What was found last, while a new one is being made, too.
    package func result(_ key: Key) -> (value: Value, at: Instant)? {
        state.withLock { state in state.results.last { $0.key == key }.map { ($0.value, $0.at) } }
    }

    /// Whatever was found before stays to be seen until the new result is there.
    /// - Returns: false while another of this kind runs.
    @discardableResult
    package func start(_ key: Key) -> Bool {
        let began = now()
        let turn: Turn = state.withLock { state in
            if let running = state.running { return running.key == key ? .runsAlready : .isOthers }
            state.running = (key, began, JobProgress(done: 0, total: 0))
            return .begins
        }
        switch turn {
        case .begins:
            Task { await run(key) }
            return true
        case .runsAlready: return true
        case .isOthers: return false
        }
    }

    private func run(_ key: Key) async {
        let value = await work(key) { progress in self.state.withLock { $0.running?.progress = progress } }
        let ended = now()
        state.withLock { state in
            state.running = nil
            state.results.removeAll { $0.key == key }
            state.results.append((key, value, ended))
            if state.results.count > Self.kept { state.results.removeFirst() }
        }
    }
}
