import Administration
import Bookkeeping
import Cluster
import Daemon
import Fleet
import Logging
import Notify
import Persistence
import Reconciliation
import Synchronization
import Systemd
import Telemetry
import Transport
import Web

/// One account of a fleet for as long as it is in it. Whatever goes wrong in here is told of this account and concerns no other.
final class AccountWork: Sendable {
    let name: String
    let time: AccountTime
    let shop: FleetShop
    let logger: Logger
    private let wiring: Mutex<Wiring>
    private let told: Mutex<NotificationSettings>
    private let state = AccountState()
    private let resting = RestingAccount()
    private let owned = Mutex(Turn())
    private let news = Mutex<PassReporter?>(nil)
    let health: ServiceHealth
    let bell = WakeSignal()
    private let hints: HintQueue
    /// Outlive every configuration: what lexoffice refused a moment ago it refuses still.
    let limiters = RateLimiters()
    let tally = RequestTally()
    private let hang: HungPass

    private struct Turn {
        var account: OwnedAccount?
        var isEnding = false
    }

    /// Carrying out decisions between two passes takes no longer; then the next pass is asked for.
    private static let decideMaximum: Int64 = 30_000

    init(_ wiring: Wiring, _ told: NotificationSettings, name: String, time: AccountTime, shop: FleetShop) {
        self.name = name
        self.time = time
        self.shop = shop
        logger = shop.logger(of: name)
        self.wiring = Mutex(wiring)
        self.told = Mutex(told)
        health = ServiceHealth(time: shop.clock)
        hints = HintQueue(bell: bell)
        hang = HungPass(environment: shop.environment, account: name)
    }

    /// From the next pass on.
    func use(_ wiring: Wiring, _ told: NotificationSettings) {
        self.wiring.withLock { $0 = wiring }
        self.told.withLock { $0 = told }
        resting.forget()
    }
    var configured: Wiring { wiring.withLock { $0 } }
    /// Who is told what waits.
    var telling: NotificationSettings { told.withLock { $0 } }

    /// Nil where it is another host's turn, and where no other host could have one.
    var turn: OwnedAccount? { owned.withLock { $0.account } }
    /// Whether its state may be opened here by whoever comes.
    var isHere: Bool { !shop.isOfCluster || owned.withLock { $0.account != nil && !$0.isEnding } }

    /// This host has taken the account over.
    func own(_ account: OwnedAccount) { owned.withLock { $0 = Turn(account: account) } }

    /// Nobody new comes to its state.
    func ends() { owned.withLock { $0.isEnding = true } }

    /// The account is another host's. Its state is closed by now.
    func disown() {
        owned.withLock { $0 = Turn() }
        news.withLock { $0 = nil }
        resting.forget()
        state.letGo()
    }

    func add(_ hint: WebhookHint) { hints.add(hint) }

    /// Whether somebody wrote to its state beside the service.
    var isTouched: Bool {
        let isTouched = state.isTouched(configured.stateDirectory)
        if isTouched { resting.forget() }
        return isTouched
    }

    /// For the loop.
    /// - Parameter again: asks for another pass soon.
    func account(_ again: @escaping @Sendable () -> Void) throws(CommandFailure) -> FleetAccount {
        let interval = try configured.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        return FleetAccount(name: name, interval: interval) { turn in await self.pass(turn, again) }
    }

    private func pass(_ turn: PassTurn, _ again: () -> Void) async -> PassSchedule.Ending {
        time.use(turn.watch.watchdog)
        defer { news.withLock { $0?.use(nil) } }
        var wiring = configured
        let owned = self.turn
        do {
            let limit = try Remotes.timeouts(wiring).totalMilliseconds
            wiring.announcing = owned?.announcing
            wiring.announcing?.limit = limit
            let record = QuestionRecord()
            if try await rests(turn, wiring, record) {
                if !bell.isSilent { again() }
                return .done
            }
            let known = resting.take()
            let store = try await open(wiring, turn)
            owned?.mark.use(store)
            let ending: PassSchedule.Ending
            do {
                await announceNewHistory(owned)
                let before = try store.foreignVersion()
                // What was answered otherwise is of this turn.
                if let next = known?.next { try store.keep(waiting: next) }
                ending = try await pass(turn, store, wiring, record, known)
                // The pass may have looked before somebody wrote.
                if try store.foreignVersion() != before { bell.ring(.decision) }
            } catch {
                owned?.mark.leave(store)
                // What ended the pass is told; a state that cannot be closed either will be when it is opened next.
                try? state.close(store, wiring.stateDirectory)
                throw error
            }
            owned?.mark.leave(store)
            try state.close(store, wiring.stateDirectory)
            if !bell.take().isEmpty {
                resting.forget()
                again()
            }
            return ending
        } catch {
            // A pass that was given up fails on what it has no more, and has been told of.
            if !turn.gate.isClosed { holdBack(trouble(error), error) }
            return .interrupted
        }
    }

    /// So that who takes over need not look again at what was looked at.
    private func announceNewHistory(_ owned: OwnedAccount?) async {
        guard let mark = owned?.mark else { return }
        do {
            try await Blocking.run { try mark.announceNewHistory() }
        } catch {
            // Without etcd reading goes on, and the next pass tries again; who lost the account is told so by etcd.
            logger.debug("a new history could not be announced")
        }
    }

    private func open(_ wiring: Wiring, _ turn: PassTurn) async throws -> Store {
        let store = try await state.open(
            wiring, turn.watch.watchdog, makes: shop.isConsoleServed, now: time.monotonicMilliseconds()
        ) {
            shop.metrics.recordJournalCheck(isWhole: true, at: Double(time.wallMilliseconds()) / 1000)
        }
        // Closing waits for what SQLite is at, and after it nothing can be done on the state.
        turn.holds { try? store.close() }
        return store
    }

    /// Whether the account goes on resting: nobody rang, nobody wrote to its state, and both systems answer as before.
    private func rests(_ turn: PassTurn, _ wiring: Wiring, _ record: QuestionRecord) async throws -> Bool {
        guard state.isAsLeft(wiring.stateDirectory), self.turn?.board.isSilent != true, bell.isSilent,
            shop.board.standing(name)?.trouble == nil
        else {
            resting.forget()
            return false
        }
        let (began, startedAt) = (time.monotonicMilliseconds(), wiring.now)
        guard let rest = resting.rest(now: startedAt, moment: began) else { return false }
        let remotes = try Remotes(wiring, organization: rest.organization, onlookers: try watchers(turn).observers(wiring))
        guard await rest.goesOn(record, remotes.again), turn.mayContinue else { return false }
        resting.rested()
        Store.beat(wiring.stateDirectory, at: startedAt)
        shop.metrics.recordPass(.complete, seconds: Double(time.monotonicMilliseconds() - began) / 1000)
        tally.asked(.hero, rest.heroRequests)
        tally.asked(.lexoffice, rest.lexofficeRequests)
        shop.board.rested(name, at: Instant(milliseconds: time.wallMilliseconds()), requests: rest.heroRequests + rest.lexofficeRequests)
        logger.debug("nothing new since the last pass")
        return true
    }

    private func pass(
        _ turn: PassTurn, _ store: Store, _ wiring: Wiring, _ record: QuestionRecord, _ known: RestingAccount.Known?
    ) async throws -> PassSchedule.Ending {
        let organisation = try Settings.load(store)?.organizationID
        if let organisation, let other = shop.claims.claim(organisation, for: name) {
            holdBack(.sameBooks(as: other), nil)
            return .interrupted
        }
        guard !shop.isConsoleServed || StandingEngine.isSetUp(store) else { return try await standing(turn, store, wiring) }
        var watchers = watchers(turn)
        watchers.questions = record
        let (engine, _) = try factory(store, watchers).engine(wiring)
        try news.withLock { news in
            if news == nil { news = try PassReporter(store: store, logger: logger, metrics: shop.metrics) }
            news?.use(store)
        }
        _ = bell.take()
        let began = time.monotonicMilliseconds()
        let report = await engine.run { [time] in
            turn.mayContinue && time.monotonicMilliseconds() - began < PassLoop.workMaximum
        }
        try tell(report, store)
        resting.keep(report, record, of: organisation, after: known, at: began)
        // What people decided meanwhile, and an import between two passes.
        while bell.take().contains(.decision), turn.mayContinue, time.monotonicMilliseconds() - began < Self.decideMaximum {
            if await engine.decide() != .asPlanned { bell.ring(.hint) }
            resting.forget()
        }
        return PassSchedule.Ending(report)
    }

    /// Whoever opens its console may set it up; nothing else is done for it until then.
    private func standing(_ turn: PassTurn, _ store: Store, _ wiring: Wiring) async throws -> PassSchedule.Ending {
        let engine = try StandingEngine(shop: factory(store, watchers(turn)), wiring: wiring).passEngine()
        _ = bell.take()
        if await engine.decide() == .now { bell.ring(.hint) } else { holdBack(.notSetUp, nil) }
        return .done
    }

    private func factory(_ store: Store, _ watchers: PassWatchers) -> PassFactory {
        PassFactory(store: store, watchers: watchers, progress: nil, health: health, hints: hints, bell: bell, hang: hang)
    }

    private func watchers(_ turn: PassTurn) -> PassWatchers {
        PassWatchers(
            metrics: shop.metrics, watchdog: turn.watch.watchdog, gate: turn.gate, notifier: nil, logger: logger, limiters: limiters,
            transport: shop.transport,
            throttled: { [shop, name, tally] system in
                tally.throttled(system)
                shop.board.change(name) { _, reading in reading[.throttled] += 1 }
            }, waited: { [tally] in tally.waited($0) })
    }

    private func tell(_ report: PassReport, _ store: Store) throws {
        news.withLock { $0?.tell(report) }
        let now = Instant(milliseconds: time.wallMilliseconds())
        let collected = try StateCollection(store: store) { now }.read()
        shop.board.collected(name, collected)
        let before = shop.board.standing(name)?.trouble
        let waiting = try AccountStanding.Waiting(report, store, configured.policy(), at: now)
        tally.asked(.hero, report.heroRequests)
        tally.asked(.lexoffice, report.lexofficeRequests)
        let isSilent = turn?.board.isSilent ?? false
        shop.board.change(name) { standing, reading in
            standing.take(report, waiting, at: now)
            if isSilent { standing.condition = .heldBack(.etcdSilent) }
            reading.take(report, collected)
        }
        if before != nil, shop.board.standing(name)?.trouble == nil { logger.notice("the account is back in service") }
    }

    func trouble(_ error: any Error) -> AccountTrouble {
        switch error {
        case let error as StoreError: AccountTrouble(error)
        case let failure as CommandFailure: .configuration(setting: failure.setting ?? "keys")
        case let failure as PassFailure: AccountTrouble(failure)
        default: .defect
        }
    }

    func holdBack(_ trouble: AccountTrouble, _ error: (any Error)?) {
        let isNew = shop.board.standing(name)?.trouble != trouble
        shop.board.holdBack(name, trouble)
        guard isNew else { return }
        let words = (error as? StoreError).map(\.description) ?? (error as? CommandFailure)?.message
        logger.error("the account is out of service: \(words ?? trouble.words)", metadata: ["reason": "\(trouble.code)"])
    }
}

extension AccountStanding {
    fileprivate mutating func take(_ report: PassReport, _ waiting: Waiting, at now: Instant) {
        if let failure = report.interruption {
            condition = .heldBack(AccountTrouble(failure))
        } else {
            lastCompleteAt = now
            condition =
                if let relink = report.relink, relink.phase == .relinking { .relinking(until: relink.closesAt) } else if report.isPaused {
                    .paused
                } else { .inStep }
        }
        held = report.count(.person) + report.count(.uncertain)
        doubts = report.count(.uncertain)
        self.waiting = waiting
    }
}

extension AccountReading {
    fileprivate mutating func take(_ report: PassReport, _ state: CollectedState) {
        self[.passes] += 1
        self[.requests] += Double(report.heroRequests + report.lexofficeRequests)
        self[.writes] += Double(report.writes)
        self[.pending] = Double(state.pendingDocuments)
        self[.oldestPendingAge] = state.oldestPendingAge.values.max() ?? 0
        self[.uncertain] = Double(report.count(.uncertain))
    }
}
