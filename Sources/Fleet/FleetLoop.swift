internal import Daemon
package import Logging
internal import ServiceLifecycle
internal import Synchronization
package import Systemd
internal import Telemetry
package import Transport

/// Runs the passes of all accounts for as long as the process lives. Nothing here waits for an account: each pass is a task of its own on
/// ``WorkThreads``, and one that hangs is named, given up and begun again while all others go on.
package final class FleetLoop: Service {
    /// A pass that was told to end because it hangs may take so long, then it is given up.
    static let endMaximum: Int64 = 10_000
    /// From a hung pass to the next one of its account.
    static let hangPause: Int64 = 5_000
    /// Between two lines of status.
    private static let statusPause: Int64 = 2_000
    /// A job of the threads that carry passes may wait so long for one of them; then the process itself hangs.
    private static let threadsMaximum: Int64 = 60_000

    /// That carry passes: more than processors, because some wait for the disk.
    package static let threadCount = 4
    /// Pieces of passes in line for each of these threads, from which on the processors are what they wait for.
    private static let lineMaximum = 2
    /// With so many passes given up that never ended the process is better begun anew.
    private static let abandonedMaximum = 100

    private struct Running {
        var turn: PassTurn
        var task: Task<Void, Never>
        /// When it was found to hang.
        var hungAt: Int64?
    }

    private struct State {
        var timetable: Timetable
        var accounts: [String: FleetAccount] = [:]
        var running: [String: Running] = [:]
        /// Passes that were given up and did not end: nothing of theirs can be written any more, but they hold memory, and maybe a thread.
        var abandoned = 0
        var isStopping = false
        var askedAt: Int64 = 0
        var shownAt: Int64 = .min / 2
        var shown = ""
        /// When the threads that carry passes last did something, and whether they were asked to since.
        var aliveAt: Int64
        var isProbing = false
        var memory = IdleMemory()
    }

    private let state: Mutex<State>
    private let threads: WorkThreads
    private let board: FleetBoard
    private let bell = WakeSignal()
    private let watchdog: Watchdog
    private let notifier: ServiceNotifier
    private let logger: Logger
    private let time: any TimeSource

    /// - Parameter watchdog: of the process.
    package init(
        threads: WorkThreads, board: FleetBoard, bounds: TimetableBounds = TimetableBounds(), watchdog: Watchdog, notifier: ServiceNotifier,
        logger: Logger, time: any TimeSource
    ) {
        state = Mutex(State(timetable: Timetable(bounds: bounds), aliveAt: time.monotonicMilliseconds()))
        self.threads = threads
        self.board = board
        self.watchdog = watchdog
        self.notifier = notifier
        self.logger = logger
        self.time = time
    }

    // MARK: From anywhere

    /// An account comes, or its configuration is another one; its next pass works with it.
    package func set(_ account: FleetAccount) {
        board.enter(account.name)
        let now = time.monotonicMilliseconds()
        state.withLock { state in
            state.accounts[account.name] = account
            state.timetable.set(account.name, interval: account.interval, now: now)
        }
        bell.ring(.reload)
    }

    /// Its pass, if one is at work, ends at the next document.
    package func remove(_ name: String) {
        strike(name)
        board.remove(name)
    }

    private func strike(_ name: String) {
        state.withLock { state in
            state.accounts[name] = nil
            state.timetable.remove(name)
            state.running[name]?.turn.gate.close()
        }
    }

    /// No pass of it begins any more, and what is at work ends at the next document; returns when it has, or after so long.
    /// - Returns: false where a pass is still at it. Nothing of that can be written any more.
    package func rest(_ name: String, atMost limit: Int64) async -> Bool {
        strike(name)
        let deadline = time.monotonicMilliseconds() + limit
        while state.withLock({ $0.running[name] != nil }) {
            guard time.monotonicMilliseconds() < deadline else { return false }
            // Cancelled, it is asked once more and given up.
            do { try await time.sleep(milliseconds: 20) } catch { return state.withLock { $0.running[name] == nil } }
        }
        return true
    }

    /// There is news for the account: its next pass begins as soon as there is room, before all others if somebody waits for it.
    package func hint(_ name: String, isUrgent: Bool = true) {
        let now = time.monotonicMilliseconds()
        state.withLock { $0.timetable.hint(name, now: now, isUrgent: isUrgent) }
        bell.ring(.hint)
    }

    package var names: [String] { state.withLock { $0.accounts.keys.sorted() } }

    // MARK: The loop

    package func run() async throws {
        await withGracefulShutdownHandler {
            await turn()
            await windUp()
        } onGracefulShutdown: {
            self.stop()
        }
    }

    private func turn() async {
        while !state.withLock({ $0.isStopping }) && !Task.isCancelled {
            let pause = step()
            _ = await bell.wait(milliseconds: pause, time: time)
        }
    }

    /// Everything that is due now. Returns when to look again.
    package func step() -> Int64 {
        let now = time.monotonicMilliseconds()
        let isBusy = threads.waiting > Self.lineMaximum * threads.count
        let (starts, pause) = state.withLock { state -> ([(FleetAccount, PassTurn)], Int64) in
            for name in state.timetable.yielding(at: now) { state.running[name]?.turn.end() }
            let starts = state.timetable.begin(now: now, isBusy: isBusy).compactMap { name in
                state.accounts[name].map { ($0, PassTurn(account: name, now: { [time] in time.monotonicMilliseconds() })) }
            }
            return (starts, state.timetable.pause(at: now))
        }
        for (account, turn) in starts { begin(account, turn) }
        watch(now)
        feed(now)
        show(now)
        return pause
    }

    private func begin(_ account: FleetAccount, _ turn: PassTurn) {
        state.withLock { state in
            let task = Task(executorPreference: threads) {
                let ending = await account.pass(turn)
                self.ended(turn, ending)
            }
            state.running[account.name] = Running(turn: turn, task: task)
        }
    }

    private func ended(_ turn: PassTurn, _ ending: PassSchedule.Ending) {
        let now = time.monotonicMilliseconds()
        state.withLock { state in
            guard let running = state.running[turn.account], running.turn === turn else { return state.abandoned -= 1 }
            state.running[turn.account] = nil
            if running.hungAt == nil {
                state.timetable.ended(turn.account, ending, now: now, time: time)
            } else {
                state.timetable.hung(turn.account, until: now + Self.hangPause, now: now)
            }
        }
        bell.ring(.hint)
    }

    // MARK: What hangs

    /// Names what hangs, tells it to end, and gives it up when it does not.
    private func watch(_ now: Int64) {
        let turns = state.withLock { state -> [Running] in
            guard now - state.askedAt >= PassWatch.askPause else { return [] }
            state.askedAt = now
            return Array(state.running.values)
        }
        for running in turns {
            if let hungAt = running.hungAt {
                if now - hungAt >= Self.endMaximum { giveUp(running.turn, now) }
            } else if running.turn.watch.isHung(at: now) {
                name(running, now)
            }
        }
    }

    private func name(_ running: Running, _ now: Int64) {
        let account = running.turn.account
        state.withLock { $0.running[account]?.hungAt = now }
        running.turn.gate.close()
        running.task.cancel()
        board.change(account) { standing, reading in
            standing.condition = .heldBack(.hung)
            reading[.hangs] += 1
        }
        logger.error("a pass hangs; it is given up and begun again", metadata: ["account": "\(account)", "reason": "hung"])
    }

    /// Only once nothing of it is on its way to a remote. Its state is closed on one of the threads, because a connection that is stuck in
    /// the disk cannot be closed at all; then the account stays where it is, and is named as long.
    private func giveUp(_ turn: PassTurn, _ now: Int64) {
        guard turn.gate.isDrained else { return }
        Task(executorPreference: threads) {
            guard turn.letGo() else { return }
            self.abandon(turn)
        }
    }

    private func abandon(_ turn: PassTurn) {
        let now = time.monotonicMilliseconds()
        state.withLock { state in
            guard state.running[turn.account]?.turn === turn else { return }
            state.running[turn.account] = nil
            state.abandoned += 1
            state.timetable.hung(turn.account, until: now + Self.hangPause, now: now)
        }
        bell.ring(.hint)
    }

    // MARK: The process itself

    /// systemd's watchdog is fed as long as this loop turns, the threads that carry passes do something, and not too much was given up.
    private func feed(_ now: Int64) {
        let (isAlive, probes) = state.withLock { state -> (Bool, Bool) in
            defer { state.isProbing = true }
            return (now - state.aliveAt < Self.threadsMaximum && state.abandoned < Self.abandonedMaximum, !state.isProbing)
        }
        if probes {
            Task(executorPreference: threads) {
                let now = self.time.monotonicMilliseconds()
                self.state.withLock { ($0.aliveAt, $0.isProbing) = (now, false) }
            }
        }
        if isAlive { watchdog.progress() }
    }

    private func show(_ now: Int64) {
        guard state.withLock({ now - $0.shownAt >= Self.statusPause }) else { return }
        let line = board.line
        let isNew = state.withLock { state -> Bool in
            state.memory.passEnded(now: now)
            defer { (state.shownAt, state.shown) = (now, line) }
            return state.shown != line
        }
        if isNew { notifier.status(line) }
    }

    // MARK: The end

    /// From here on no write begins.
    private func stop() {
        notifier.stopping("Stopping: no new write begins")
        board.stopping()
        state.withLock { state in
            state.isStopping = true
            for running in state.running.values { running.turn.gate.close() }
        }
        bell.ring(.stop)
        logger.log(.stopping)
    }

    /// What is on its way may be answered; what is not by then is recorded as unanswered.
    private func windUp() async {
        await untilEnded(atMost: PassLoop.drainMaximum)
        for running in state.withLock({ Array($0.running.values) }) { running.task.cancel() }
        await untilEnded(atMost: 1_000)
    }

    private func untilEnded(atMost limit: Int64) async {
        let deadline = time.monotonicMilliseconds() + limit
        while state.withLock({ !$0.running.isEmpty }) {
            let left = deadline - time.monotonicMilliseconds()
            guard left > 0 else { return }
            _ = await bell.wait(milliseconds: left, time: time)
        }
    }
}
