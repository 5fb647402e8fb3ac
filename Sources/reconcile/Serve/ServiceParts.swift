import Bookkeeping
import Console
import Daemon
import Foundation
import Logging
import Persistence
import Reconciliation
import ServiceLifecycle
import Systemd
import Telemetry
import Transport
import Web

/// The services of one process, in the order in which they start; they stop in the opposite one.
struct ServiceParts {
    let services: [any Service]

    /// - Parameters:
    ///   - reloads: whether SIGHUP reads the configuration anew.
    ///   - cluster: of an account that several hosts take turns with.
    init(
        shop: PassFactory, wiring: Wiring, engine: PassEngine, address: ListenAddress, bell: WakeSignal,
        notifier: ServiceNotifier, logger: Logger, clock: SystemTime, reloads: Bool, cluster: ClusterBoard?,
        onConsole: @escaping @Sendable (ListenAddress) async -> Void
    ) throws {
        let directory = wiring.stateDirectory
        let now: @Sendable () -> Instant = { Instant(milliseconds: clock.wallMilliseconds()) }
        let health = shop.health
        let loop = PassLoop(
            engine: engine, bell: bell, gate: shop.watchers.gate, health: health, watchdog: shop.watchers.watchdog, notifier: notifier,
            news: try PassReporter(store: shop.store, logger: logger, metrics: shop.watchers.metrics), logger: logger, time: clock)
        // One view for all who only look: each costs half a mebibyte, for the charts' triggers alone.
        let view = try Store.view(directory: directory)
        let collection = StateCollection(store: view, now: now)
        let metrics = MetricsEndpoint(registry: shop.watchers.metrics, cluster: { cluster.map { [$0.reading] } ?? [] }) {
            do throws(StoreError) {
                return try collection.read()
            } catch {
                logger.error("the state could not be read for the metrics", metadata: ["error": "\(error.code.rawValue)"])
                throw error
            }
        }
        let hints = shop.hints
        let webhooks = WebhookReceiver(
            signature: try WebhookConfiguration(wiring.configuration).signature,
            // A state that cannot be read says nothing of whose books these are: lexoffice sends it again, and a pass looks anyway.
            organizationID: { (try? Settings.load(view))?.organizationID }, registry: shop.watchers.metrics, onHint: { hints.add($0) })
        let surface = WebSurface(
            version: Reconcile.version, metrics: metrics, readiness: { health.readiness(interval: loop.interval) }, webhooks: webhooks)
        let ready = ReadyWord(awaitsConsole: try ConsoleConfiguration(wiring.configuration).listen != nil) { bound in
            notifier.ready(health.statusLine)
            logger.log(.ready(version: Reconcile.version, listener: "\(bound)"))
        }
        let listener = WebListener(address: address, surface: surface, logger: logger) { ready.surfaceListens(at: $0) }
        let journal = JournalWatch(
            open: { () throws(StoreError) in try Store.view(directory: directory) }, logger: logger, metrics: shop.watchers.metrics,
            health: health, time: clock)
        let notifications = try NotificationParts(wiring, metrics: shop.watchers.metrics, logger: logger, time: clock)
        let decisions = DecisionWatch(store: view, bell: bell, logger: logger, time: clock)
        let console = try Self.console(wiring, view, shop, metrics, bell, logger).listener { bound in
            ready.consoleListens()
            await onConsole(bound)
        }
        let reload = ConfigurationReload(
            wiring: wiring, shop: shop, loop: loop, webhooks: webhooks, notifications: notifications,
            entrance: console?.entrance, health: health, notifier: notifier, logger: logger)
        // The watchdog ends last: whoever stops is still watched. The loop ends first: no write begins while the rest goes down.
        services =
            [WatchdogFeed(watchdog: shop.watchers.watchdog), listener] + (console.map { [$0.service] } ?? []) + (reloads ? [reload] : [])
            + [
                journal, decisions, notifications.service, notifications.ping, StopDeadline(), loop,
            ]
    }
}

extension ServiceParts {
    private static func console(
        _ wiring: Wiring, _ view: Store, _ shop: PassFactory, _ metrics: MetricsEndpoint, _ bell: WakeSignal, _ logger: Logger
    ) throws -> ConsoleStart {
        let (health, registry) = (shop.health, shop.watchers.metrics)
        return ConsoleStart(
            wiring: wiring, settings: try ConsoleConfiguration(wiring.configuration).settings, time: wiring.time,
            view: { () throws(StoreError) in view },
            standing: { health.standing(interval: $0) }, wake: { bell.ring(.decision) }, counts: { registry.counts(of: $0) },
            page: { String(decoding: await metrics.page(accept: nil).body, as: UTF8.self) }, limiters: shop.watchers.limiters,
            loggedIn: { registry.recordConsoleLogin($0) }, logger: logger)
    }
}

/// The timer behind the watchdog's allowances.
struct WatchdogFeed: Service {
    let watchdog: Watchdog

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await watchdog.run()
            // Without a watchdog it has nothing to do, and a service that ends would end the others.
            try? await gracefulShutdown()
        }
    }
}

/// A stop takes five seconds at most: what hangs then is ended by the kernel, and the next start looks up what had no answer.
struct StopDeadline: Service {
    static let seconds: UInt32 = 5

    func run() async throws {
        // Fails only when it is cancelled, which is a stop as well.
        try? await gracefulShutdown()
        _ = alarm(StopDeadline.seconds)
    }
}
