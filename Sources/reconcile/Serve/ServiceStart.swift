import Administration
import Bookkeeping
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
    let config: String?
    let listen: String?
    let logger: Logger
    let notifier = ServiceNotifier()
    private let environment: [String: String]
    private let endingSignals: [UnixSignal]
    private let onConsole: @Sendable (ListenAddress) async -> Void

    /// What a migration may take.
    private static let migrationMaximum: Int64 = 600_000

    init(config: String?, listen: String?) {
        self.init(config: config, listen: listen, environment: ProcessInfo.processInfo.environment, endingSignals: [.sigterm, .sigint])
    }

    /// A service for a trial: with an environment of its own, silent but for errors, and ended by whoever looks after the signals.
    ///
    /// - Parameter onConsole: told where the console can be opened, once it can.
    init(trial config: String, environment: [String: String], onConsole: @escaping @Sendable (ListenAddress) async -> Void) {
        self.init(
            config: config, listen: nil, environment: environment, endingSignals: [], level: .error,
            onConsole: onConsole)
    }

    private init(
        config: String?, listen: String?, environment: [String: String], endingSignals: [UnixSignal], level: Logger.Level? = nil,
        onConsole: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) {
        self.config = config
        self.listen = listen
        self.environment = environment
        self.endingSignals = endingSignals
        self.onConsole = onConsole
        let clock = SystemTime()
        let handler = ServiceLogHandler(
            LogDestination.detect(environment: ProcessInfo.processInfo.environment), wallMilliseconds: { clock.wallMilliseconds() })
        var logger = Logger(label: "reconcile") { _ in handler }
        if let level { logger.logLevel = level }
        self.logger = logger
    }

    /// Reads what a start reads before its first request. Writes nothing, and needs no lock.
    func check() throws {
        let wiring = try Wiring(config: config, environment: environment)
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
        let wiring = try Wiring(config: config, environment: environment, time: time)
        let address = try address(wiring)
        let console = try ConsoleConfiguration(wiring.configuration)
        _ = try NotificationConfiguration(wiring)
        // Without a setup there is nothing to serve but the console that makes one, and no state is made by accident.
        if console.listen == nil { try Store.requireState(in: wiring.stateDirectory) }
        let lock = try wiring.lock(InstanceLock.service)
        defer { withExtendedLifetime(lock) {} }
        notifier.status("Opening the state")
        notifier.extendTimeout(milliseconds: Self.migrationMaximum)
        let store = try Store.open(directory: wiring.stateDirectory)
        let bell = WakeSignal()
        let shop = shop(store, watchdog: watchdog, bell: bell, clock)
        notifier.status("Checking both credentials")
        let engine = try await checked(shop, wiring, isConsoleServed: console.listen != nil)
        let parts = try ServiceParts(
            shop: shop, wiring: wiring, engine: engine, address: address, bell: bell, notifier: notifier, logger: logger, clock: clock,
            reloads: !endingSignals.isEmpty, onConsole: onConsole)
        try await run(parts)
        return .success
    }

    private func watchdog(_ clock: SystemTime) -> Watchdog {
        Watchdog(
            period: WatchdogPeriod.milliseconds(), notifier: notifier, now: { clock.monotonicMilliseconds() },
            sleep: { milliseconds throws(CancellationError) in try await clock.sleep(milliseconds: milliseconds) })
    }

    private func shop(_ store: Store, watchdog: Watchdog, bell: WakeSignal, _ clock: SystemTime) -> PassFactory {
        let metrics = MetricRegistry(version: Reconcile.version, startedAt: Double(clock.wallMilliseconds()) / 1000)
        return PassFactory(
            store: store, metrics: metrics, watchdog: watchdog, gate: WriteGate(),
            progress: PassProgressLine(notifier: notifier, time: clock), health: ServiceHealth(time: clock), hints: HintQueue(bell: bell),
            bell: bell,
            notifier: notifier, logger: logger)
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

    private func run(_ parts: ServiceParts) async throws {
        var configuration = ServiceGroupConfiguration(services: parts.services, logger: ServiceStart.quiet)
        configuration.gracefulShutdownSignals = endingSignals
        do {
            try await ServiceGroup(configuration: configuration).run()
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
