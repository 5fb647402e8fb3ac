import Bookkeeping
import Cluster
import Console
import Daemon
import Fleet
import Foundation
import Glibc
import Logging
import Reconciliation
import ServiceLifecycle
import Systemd
import Telemetry
import Transport
import UnixSignals
import Web

/// From nothing to a running fleet: files, listener, and only then `READY=1`. The states are opened by the first passes: what is wrong with
/// an account puts that account out of service, and the process runs.
struct FleetStart {
    let fleet: String?
    let listen: String?
    let logger: Logger
    let notifier = ServiceNotifier()
    private let environment: [String: String]
    private let endingSignals: [UnixSignal]
    private let onConsole: @Sendable (ListenAddress) -> Void
    private let clock = SystemTime()

    /// For a thousand accounts a lock each, the states that are open, and connections.
    private static let descriptors: UInt64 = 8_192

    init(fleet: String?, listen: String?) {
        self.init(fleet, listen, ProcessInfo.processInfo.environment, [.sigterm, .sigint], nil) { _ in }
    }

    /// A service for a trial: with an environment of its own, silent but for errors, and ended by whoever looks after the signals.
    /// - Parameter onConsole: told where the consoles can be opened, once they can.
    init(trial fleet: String, environment: [String: String], onConsole: @escaping @Sendable (ListenAddress) -> Void) {
        self.init(fleet, nil, environment, [], .critical, onConsole)
    }

    private init(
        _ fleet: String?, _ listen: String?, _ environment: [String: String], _ endingSignals: [UnixSignal], _ level: Logger.Level?,
        _ onConsole: @escaping @Sendable (ListenAddress) -> Void
    ) {
        (self.fleet, self.listen, self.environment) = (fleet, listen, environment)
        (self.endingSignals, self.onConsole) = (endingSignals, onConsole)
        let clock = clock
        let handler = ServiceLogHandler(
            LogDestination.detect(environment: ProcessInfo.processInfo.environment), wallMilliseconds: { clock.wallMilliseconds() })
        var logger = Logger(label: "reconcile") { _ in handler }
        if let level { logger.logLevel = level }
        self.logger = logger
    }

    func run() async throws -> Exit {
        Self.allowDescriptors()
        let file = try FleetFile(fleet, environment: environment)
        let address = try address(file)
        let signature = try WebhookConfiguration(file.configuration).signature
        let access = try ConsoleConfiguration(file.configuration)
        let settings = try ClusterSettings(file.configuration) { () throws(CommandFailure) in try file.sharedSecrets() }
        let startedAt = Double(clock.wallMilliseconds()) / 1000
        let shop = FleetShop(
            transport: try Remotes.transport(), metrics: MetricRegistry(version: Reconcile.version, startedAt: startedAt),
            board: FleetBoard { [clock] in Instant(milliseconds: clock.wallMilliseconds()) }, clock: clock, logger: logger,
            environment: environment, isConsoleServed: access.listen != nil, isOfCluster: settings != nil)
        let watchdog = watchdog()
        let threads = try threads()
        let loop = FleetLoop(
            threads: threads, board: shop.board, watchdog: watchdog, notifier: notifier, logger: logger, time: clock)
        let directory = FleetDirectory(shop: shop, loop: loop)
        notifier.status("Reading the accounts")
        _ = try directory.read(file)
        let webhooks = WebhookReceiver(signature: signature, registry: shop.metrics) { directory.hearer($0) }
        let ready = ReadyWord(awaitsConsole: access.listen != nil) { [notifier, logger] bound in
            notifier.ready(shop.board.line)
            logger.log(.ready(version: Reconcile.version, listener: "\(bound)"))
        }
        let console = try access.listen.map { (address: $0, console: try FleetConsole(file, access, shop, directory)) }
        let cluster = try settings.map { try self.cluster($0, file, directory, loop, shop, console?.console.consoles) }
        let listener = WebListener(address: address, surface: surface(shop, webhooks, cluster), logger: logger) {
            ready.surfaceListens(at: $0)
        }
        let pages: [any Service] =
            console.map { served in
                [
                    served.console.listener(at: served.address) { [onConsole] bound in
                        ready.consoleListens()
                        onConsole(bound)
                    },
                    FleetConsoleRest(consoles: served.console.consoles, shop: shop),
                ]
            } ?? []
        let telling = FleetTelling(directory: directory, shop: shop, threads: threads)
        let reload = FleetReload(
            fleet: file, directory: directory, shop: shop, webhooks: webhooks, console: console?.console.responder, notifier: notifier)
        let decisions = FleetDecisions(directory: directory, loop: loop, shop: shop)
        // As with one account: who watches ends last, and the passes end first.
        try await run(
            [WatchdogFeed(watchdog: watchdog), listener] + pages + (endingSignals.isEmpty ? [] : [reload])
                + (cluster.map { [$0] } ?? []) + [decisions, telling, StopDeadline(), loop])
        return .success
    }

    private func cluster(
        _ settings: ClusterSettings, _ file: FleetFile, _ directory: FleetDirectory, _ loop: FleetLoop, _ shop: FleetShop,
        _ consoles: AccountConsoles?
    ) throws(CommandFailure) -> FleetCluster {
        let writers = WriterPool(maximum: FleetCluster.writersMaximum) { () throws(CurlUnavailable) in
            try CurlTransport(userAgent: Remotes.userAgent)
        }
        return FleetCluster(
            host: try settings.host(file.configuration, environment, clock), writers: writers, logger: logger, directory: directory,
            loop: loop, shop: shop, consoles: consoles)
    }

    private func surface(_ shop: FleetShop, _ webhooks: WebhookReceiver, _ cluster: FleetCluster?) -> WebSurface {
        let board = shop.board
        return WebSurface(
            version: Reconcile.version,
            metrics: MetricsEndpoint(
                registry: shop.metrics, accounts: { board.readings }, cluster: { cluster?.readings ?? [] }
            ) { board.collected },
            readiness: { board.readiness }, webhooks: webhooks)
    }

    private func run(_ services: [any Service]) async throws {
        let quiet = Logger(label: "lifecycle") { _ in SwiftLogNoOpLogHandler() }
        var configuration = ServiceGroupConfiguration(services: services, logger: quiet)
        configuration.gracefulShutdownSignals = endingSignals
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let failure as ListenFailure {
            throw CommandFailure(.configuration, "\(failure)", hint: failure.hint)
        }
    }

    private func watchdog() -> Watchdog {
        let clock = clock
        return Watchdog(
            period: WatchdogPeriod.milliseconds(), notifier: notifier, now: { clock.monotonicMilliseconds() },
            sleep: { milliseconds throws(CancellationError) in try await clock.sleep(milliseconds: milliseconds) })
    }

    private func threads() throws(CommandFailure) -> WorkThreads {
        do { return try WorkThreads(FleetLoop.threadCount) } catch {
            throw CommandFailure(.unexpected, error.description, hint: "Allow this user more threads (TasksMax=, ulimit -u).")
        }
    }

    private func address(_ file: FleetFile) throws(CommandFailure) -> ListenAddress {
        let configured = file.configuration[Configuration.listen]
        guard let address = ListenAddress(listen ?? configured.value) else {
            guard listen == nil else {
                throw CommandFailure(.usage, "--listen takes HOST:PORT or unix:PATH", hint: "For example 127.0.0.1:9847.")
            }
            throw file.configuration.invalid(Configuration.listen, "HOST:PORT or unix:PATH")
        }
        return address
    }

    /// The usual soft limit is 1,024. Where it cannot be raised, accounts beyond it are out of service and say so.
    private static func allowDescriptors() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < descriptors else { return }
        limit.rlim_cur = rlim_t(min(descriptors, UInt64(limit.rlim_max)))
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Tells journal and systemd why there is no service.
    func refused(_ error: any Error) {
        let failure = error as? CommandFailure
        let reason = failure.map { $0.setting ?? "\($0.exit)" } ?? "\(type(of: error))"
        logger.log(.startRefused(reason: reason, exit: (failure?.exit ?? .unexpected).rawValue))
        notifier.status("Not started: \(reason)")
    }
}
