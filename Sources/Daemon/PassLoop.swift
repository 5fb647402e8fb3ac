package import Logging
internal import Persistence
package import Reconciliation
internal import ServiceLifecycle
internal import Synchronization
package import Systemd
package import Transport

/// What one configuration makes of a pass.
package struct PassEngine: Sendable {
    /// When a pass is to follow what people decided between two passes.
    package enum Wish: Sendable { case asPlanned, soon, now }

    /// Between passes, in milliseconds.
    package var interval: Int64
    /// False while there is no integration to serve: then no pass runs, and only what people decide is carried out.
    package var isSetUp: @Sendable () -> Bool
    /// Carries out what people decided, between two passes.
    package var decide: @Sendable () async -> Wish
    /// Runs one pass; ends early, but never in the middle of a document, once the argument says no.
    package var run: @Sendable (_ mayContinue: @escaping @Sendable () -> Bool) async -> PassReport

    package init(
        interval: Int64, isSetUp: @escaping @Sendable () -> Bool = { true },
        decide: @escaping @Sendable () async -> Wish = { .asPlanned },
        run: @escaping @Sendable (_ mayContinue: @escaping @Sendable () -> Bool) async -> PassReport
    ) {
        self.interval = interval
        self.isSetUp = isSetUp
        self.decide = decide
        self.run = run
    }
}

/// Runs passes for as long as the service lives: every interval, at once on a hint, later and later while a system is down.
package final class PassLoop: Service {
    /// A pass that has worked for so long leaves the rest to the next one, which looks at both systems anew first.
    package static let workMaximum: Int64 = 300_000
    /// A write on its way when the service is told to stop may take so long to be answered.
    package static let drainMaximum: Int64 = 3_000

    private let engine: Mutex<PassEngine>
    private let bell: WakeSignal
    private let gate: WriteGate
    private let health: ServiceHealth
    private let watchdog: Watchdog
    private let notifier: ServiceNotifier
    private let logger: Logger
    private let time: any TimeSource
    private let news: Mutex<PassReporter>

    package init(
        engine: PassEngine, bell: WakeSignal, gate: WriteGate, health: ServiceHealth, watchdog: Watchdog, notifier: ServiceNotifier,
        news: PassReporter, logger: Logger, time: any TimeSource
    ) {
        self.engine = Mutex(engine)
        self.bell = bell
        self.gate = gate
        self.health = health
        self.watchdog = watchdog
        self.notifier = notifier
        self.news = Mutex(news)
        self.logger = logger
        self.time = time
    }

    /// Passes from the next one on follow it.
    package func replace(_ engine: PassEngine) {
        self.engine.withLock { $0 = engine }
        bell.ring(.reload)
    }

    package var interval: Int64 { engine.withLock { $0.interval } }

    package func run() async throws {
        await withGracefulShutdownHandler {
            await turn()
        } onGracefulShutdown: {
            self.stop()
        }
    }

    /// From here on no write begins.
    private func stop() {
        notifier.stopping("Stopping: no new write begins")
        gate.close()
        health.stopping()
        bell.ring(.stop)
        logger.log(.stopping)
    }

    private func turn() async {
        var schedule = PassSchedule()
        var memory = IdleMemory()
        while !gate.isClosed && !Task.isCancelled {
            let engine = engine.withLock { $0 }
            var ending = PassSchedule.Ending.done
            let isSetUp = engine.isSetUp()
            health.setUp(isSetUp)
            if isSetUp, !health.isJournalBroken {
                watchdog.progress()
                guard let report = await pass(engine) else { return news.withLock { $0.tellDone() } }
                news.withLock { $0.tell(report) }
                ending = PassSchedule.Ending(report)
                let ended = time.monotonicMilliseconds()
                memory.passEnded(now: ended)
                let due = schedule.next(after: ending, interval: engine.interval, now: ended, time: time)
                health.passEnded(
                    trouble: report.interruption.map(PassTrouble.init), isPaused: report.isPaused,
                    isRelinking: report.relink?.phase == .relinking, unreadableRows: report.unreadableRows,
                    held: report.count(.person) + report.count(.uncertain), nextPassIn: due - ended)
                await pause(until: due, endedAt: ended, schedule)
            } else {
                let ended = time.monotonicMilliseconds()
                await pause(until: ended + engine.interval, endedAt: ended, schedule)
            }
        }
    }

    /// Nil when the service is told to stop meanwhile; what the pass had begun is recorded by then.
    private func pass(_ engine: PassEngine) async -> PassReport? {
        let began = time.monotonicMilliseconds()
        let (gate, time) = (gate, time)
        return await untilStopped {
            await engine.run { !gate.isClosed && time.monotonicMilliseconds() - began < PassLoop.workMaximum }
        }
    }

    /// Nil when the service is told to stop meanwhile; the work has ended by then.
    private func untilStopped<Outcome: Sendable>(_ work: @escaping @Sendable () async -> Outcome) async -> Outcome? {
        let (gate, time) = (gate, time)
        return await withTaskGroup(of: Outcome?.self) { group in
            group.addTask { await work() }
            group.addTask {
                await gate.untilClosed()
                if !Task.isCancelled { await gate.drain(milliseconds: PassLoop.drainMaximum, time: time) }
                return nil
            }
            let first = await group.next() ?? nil
            // Either the work is over and nobody waits for a stop any more, or it is told to end: what is on the wire is given
            // up and recorded as unanswered.
            group.cancelAll()
            return gate.isClosed ? nil : first
        }
    }

    private func pause(until first: Int64, endedAt ended: Int64, _ schedule: PassSchedule) async {
        var due = first
        while true {
            notifier.status(health.statusLine)
            watchdog.idle(until: due)
            let now = time.monotonicMilliseconds()
            guard now < due else { return }
            let causes = await bell.wait(milliseconds: due - now, time: time)
            if causes.contains(.stop) || Task.isCancelled { return }
            if causes.contains(.decision), !health.isJournalBroken {
                watchdog.progress()
                switch await untilStopped(engine.withLock { $0.decide }) {
                case nil, .now?: return
                case .soon?: due = schedule.hinted(due: due, endedAt: ended)
                case .asPlanned?: break
                }
            }
            if causes.contains(.reload) { due = min(due, ended + PassSchedule.hintPause) }
            if causes.contains(.hint) { due = schedule.hinted(due: due, endedAt: ended) }
        }
    }
}
