import Administration
import Bookkeeping
import Cluster
import Daemon
import Foundation
import Logging
import Persistence
import Reconciliation
import ServiceLifecycle
import Systemd
import Telemetry
import Transport
import UnixSignals
import Web

/// From nothing to a running service: lock, state, credentials, listener, and only then `READY=1`.
struct ServiceStart {
    let origin: Wiring.Origin
    let listen: String?
    let logger: Logger
    let notifier = ServiceNotifier()
    private let environment: [String: String]
    private let endingSignals: [UnixSignal]
    private let onConsole: @Sendable (ListenAddress) async -> Void
    private let rules: ClusterRules

    /// What a migration may take.
    private static let migrationMaximum: Int64 = 600_000
    /// In seconds, and less than systemd waits for an end.
    private static let leaveMaximum: UInt32 = 12

    /// - Parameter rules: others than the good ones are for a trial that has to fail.
    init(_ origin: Wiring.Origin, listen: String?, rules: ClusterRules = ClusterRules()) {
        self.init(
            origin, listen: listen, environment: ProcessInfo.processInfo.environment, endingSignals: [.sigterm, .sigint], rules: rules)
    }

    /// A service for a trial: with an environment of its own, silent but for errors, and ended by whoever looks after the signals.
    ///
    /// - Parameter onConsole: told where the console can be opened, once it can.
    init(trial config: String, environment: [String: String], onConsole: @escaping @Sendable (ListenAddress) async -> Void) {
        self.init(
            .installation(config: config), listen: nil, environment: environment, endingSignals: [], level: .error,
            onConsole: onConsole)
    }

    private init(
        _ origin: Wiring.Origin, listen: String?, environment: [String: String], endingSignals: [UnixSignal], level: Logger.Level? = nil,
        rules: ClusterRules = ClusterRules(),
        onConsole: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) {
        self.origin = origin
        self.listen = listen
        self.environment = environment
        self.endingSignals = endingSignals
        self.onConsole = onConsole
        self.rules = rules
        let clock = SystemTime()
        let handler = ServiceLogHandler(
            LogDestination.detect(environment: ProcessInfo.processInfo.environment), wallMilliseconds: { clock.wallMilliseconds() })
        var logger = Logger(label: "reconcile") { _ in handler }
        if let level { logger.logLevel = level }
        self.logger = logger
    }

    /// Reads what a start reads before its first request. Writes nothing, and needs no lock.
    func check() throws {
        let wiring = try Wiring(origin, environment: environment)
        _ = try address(wiring)
        let console = try ConsoleConfiguration(wiring.configuration)
        _ = try NotificationConfiguration(wiring)
        let clock = SystemTime()
        let store: Store
        do throws(StoreError) { store = try Store.view(directory: wiring.stateDirectory) } catch {
            // The console is where the set-up is made.
            if console.listen != nil, error.code == .missing { return }
            throw error
        }
        _ = try shop(store, watchdog: watchdog(clock), bell: WakeSignal(), clock).serving(wiring)
    }

    func run() async throws -> Exit {
        let clock = SystemTime()
        let watchdog = watchdog(clock)
        let time = WatchedTime(clock, watchdog: watchdog)
        let wiring = try Wiring(origin, environment: environment, time: time)
        let address = try address(wiring)
        let console = try ConsoleConfiguration(wiring.configuration)
        _ = try NotificationConfiguration(wiring)
        guard let cluster = try ClusterConfiguration(wiring) else {
            // Without a setup there is nothing to serve but the console that makes one, and no state is made by accident.
            if console.listen == nil { try Store.requireState(in: wiring.stateDirectory) }
            let lock = try wiring.lock(InstanceLock.service)
            defer { withExtendedLifetime(lock) {} }
            let store = try open(wiring)
            return try await serve(
                Ground(
                    wiring: wiring, address: address, isConsoleServed: console.listen != nil, store: store, watchdog: watchdog,
                    clock: clock))
        }
        return try await serve(cluster, wiring, address, watchdog, clock)
    }

    /// What a service stands on.
    private struct Ground {
        var wiring: Wiring
        let address: ListenAddress
        /// Where a set-up may still be made.
        var isConsoleServed = false
        let store: Store
        let watchdog: Watchdog
        let clock: SystemTime
        /// Where several hosts take turns.
        var watch: ClusterWatch?
        var board: ClusterBoard?
    }

    private func open(_ wiring: Wiring) throws -> Store {
        notifier.status("Opening the state")
        notifier.extendTimeout(milliseconds: Self.migrationMaximum)
        return try Store.open(directory: wiring.stateDirectory)
    }

    private func serve(_ ground: Ground) async throws -> Exit {
        let (wiring, store, bell) = (ground.wiring, ground.store, WakeSignal())
        let shop = shop(store, watchdog: ground.watchdog, bell: bell, ground.clock)
        ground.watch?.tells { [health = shop.health] in health.clusterSays($0) }
        notifier.status("Checking both credentials")
        let engine = try await checked(shop, wiring, isConsoleServed: ground.isConsoleServed)
        let parts = try ServiceParts(
            shop: shop, wiring: wiring, engine: engine, address: ground.address, bell: bell, notifier: notifier, logger: logger,
            clock: ground.clock, reloads: !endingSignals.isEmpty, cluster: ground.board, onConsole: onConsole)
        try await run(parts, ground.watch)
        return .success
    }

    /// A turn of this host: from the wait for it to its end, however it ends.
    private func serve(
        _ cluster: ClusterConfiguration, _ wiring: Wiring, _ address: ListenAddress, _ watchdog: Watchdog, _ clock: SystemTime
    ) async throws -> Exit {
        let board = ClusterBoard(cluster.account)
        let start = ClusterStart(
            configuration: cluster, wiring: wiring, notifier: notifier, logger: logger, time: clock, board: board, rules: rules)
        let listener = waitingListener(board, address, clock)
        let seat = try await listening { try await start.waitedSeat(listener) }
        let lock = try wiring.lock(InstanceLock.service)
        defer { withExtendedLifetime(lock) {} }
        let watch: ClusterWatch
        do {
            let store = try open(wiring)
            let logins = try await ClusterLogin.brought(to: seat, wiring, logger)
            let (mark, announcing) = seat.announcing(store, try WriterPool(wiring), rules)
            watch = ClusterWatch(seat, mark: mark, logins: logins, board: board, logger: logger)
            board.owns(seat, mark)
            var ground = Ground(
                wiring: wiring, address: address, store: store, watchdog: watchdog, clock: clock, watch: watch,
                board: board)
            ground.wiring.announcing = announcing
            _ = try await serve(ground)
            announcing.writers.shutdown()
        } catch {
            await leave(seat)
            throw error
        }
        await leave(seat)
        if let end = watch.end { throw end.failure }
        return .success
    }

    /// What a host answers while it is another one's turn.
    private func waitingListener(_ board: ClusterBoard, _ address: ListenAddress, _ clock: SystemTime) -> WebListener {
        let surface = WebSurface(
            version: Reconcile.version, metrics: MetricsEndpoint(registry: registry(clock), waiting: { [board.reading] }),
            readiness: { Readiness(reasons: [.waiting]) }, webhooks: nil)
        return WebListener(address: address, surface: surface, logger: logger) { _ in }
    }

    private func registry(_ clock: SystemTime) -> MetricRegistry {
        MetricRegistry(version: Reconcile.version, startedAt: Double(clock.wallMilliseconds()) / 1000)
    }

    /// The last upload may take longer than a stop does otherwise.
    private func leave(_ seat: ClusterSeat) async {
        _ = alarm(Self.leaveMaximum)
        if !(await seat.leave()) { logger.warning("\(ClusterSeat.notCarried)") }
        await seat.host.leave()
        _ = alarm(0)
    }

    private func watchdog(_ clock: SystemTime) -> Watchdog {
        Watchdog(
            period: WatchdogPeriod.milliseconds(), notifier: notifier, now: { clock.monotonicMilliseconds() },
            sleep: { milliseconds throws(CancellationError) in try await clock.sleep(milliseconds: milliseconds) })
    }

    private func shop(_ store: Store, watchdog: Watchdog, bell: WakeSignal, _ clock: SystemTime) -> PassFactory {
        PassFactory(
            store: store,
            watchers: PassWatchers(
                metrics: registry(clock), watchdog: watchdog, gate: WriteGate(), notifier: notifier, logger: logger),
            progress: PassProgressLine(notifier: notifier, time: clock), health: ServiceHealth(time: clock), hints: HintQueue(bell: bell),
            bell: bell)
    }

    private func checked(_ shop: PassFactory, _ wiring: Wiring, isConsoleServed: Bool) async throws -> PassEngine {
        guard !isConsoleServed || StandingEngine.isSetUp(shop.store) else {
            shop.health.setUp(false)
            logger.warning("not set up: no passes until somebody does it on the console, page /einrichtung, or with reconcile setup")
            return try shop.serving(wiring)
        }
        if let silent = try await StartCheck(context: try shop.engine(wiring).1).run() {
            logger.log(.remoteUnavailable(system: silent.system, code: silent.kind.rawValue))
        }
        return try shop.serving(wiring)
    }

    private func run(_ parts: ServiceParts, _ watch: ClusterWatch?) async throws {
        // Before the loop of passes, which ends first.
        let services = parts.services.dropLast() + (watch.map { [$0] } ?? []) + parts.services.suffix(1)
        var configuration = ServiceGroupConfiguration(services: Array(services), logger: ServiceStart.quiet)
        configuration.gracefulShutdownSignals = endingSignals
        let group = ServiceGroup(configuration: configuration)
        watch?.watches(group)
        try await listening { try await group.run() }
    }

    private func listening<Value>(_ work: () async throws -> Value) async throws -> Value {
        do {
            return try await work()
        } catch let failure as ListenFailure {
            throw CommandFailure(.configuration, "\(failure)", hint: failure.hint)
        }
    }

    /// The lifecycle library tells of each of its steps; ours say the same to people.
    private static let quiet = Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }

    private func address(_ wiring: Wiring) throws(CommandFailure) -> ListenAddress {
        if let listen {
            guard let address = ListenAddress(listen) else {
                throw CommandFailure(
                    .usage, "--listen takes HOST:PORT or unix:PATH, not \(listen.debugDescription)", hint: "For example 127.0.0.1:9847.")
            }
            return address
        }
        guard let address = ListenAddress(wiring.configuration[Configuration.listen].value) else {
            throw wiring.configuration.invalid(Configuration.listen, "HOST:PORT or unix:PATH")
        }
        return address
    }

    /// Tells journal and systemd why there is no service; the sentence for people goes to standard error as with every command.
    func refused(_ error: any Error) {
        let (reason, exit): (String, Exit) =
            switch error {
            case let failure as CommandFailure: (failure.setting ?? "\(failure.exit)", failure.exit)
            case let failure as StoreError: (failure.code.rawValue, CommandFailure(failure).exit)
            case let interruption as PassFailure: (interruption.kind.rawValue, interruption.exit)
            default: ("\(type(of: error))", .unexpected)
            }
        logger.log(.startRefused(reason: reason, exit: exit.rawValue))
        notifier.status("Not started: \(reason)")
    }
}
