import Bookkeeping
import Console
import ConsoleAccess
import Daemon
import Logging
import Persistence
import Telemetry
import Transport
import Web

/// The console of a running service.
struct ConsoleStart {
    let wiring: Wiring
    /// Shared by all pages, and with others that look on.
    let view: Store
    let health: ServiceHealth
    let bell: WakeSignal
    let metrics: MetricRegistry
    let logger: Logger

    /// Nil where the console is off.
    func listener(onBound: @escaping @Sendable (ListenAddress) async -> Void) throws -> ConsoleListener? {
        let console = try ConsoleConfiguration(wiring.configuration)
        guard let address = console.listen else { return nil }
        let metrics = metrics
        let entrance = ConsoleEntrance(
            settings: console.settings, store: AccessStore(directory: wiring.stateDirectory), time: wiring.time
        ) { metrics.recordConsoleLogin($0) }
        return ConsoleListener(
            address: address, responder: try ConsoleResponder(parts: try parts(), entrance: entrance, logger: logger), logger: logger,
            onBound: onBound)
    }

    private func parts() throws -> ConsoleParts {
        let (view, health, bell) = (view, health, bell)
        let directory = wiring.stateDirectory
        let interval = try wiring.configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        let instance = ConsoleParts.Instance(
            version: Reconcile.version, lexofficeApp: wiring.configuration[Configuration.lexofficeApp].value,
            heroEndpoint: wiring.configuration[Configuration.heroEndpoint].value, interval: interval)
        let policy = try wiring.policy()
        return ConsoleParts(
            view: { () throws(StoreError) in view }, noting: { () throws(StoreError) in try Store.beside(directory: directory) },
            instance: { instance }, policy: { policy }, service: { health.standing(interval: interval) }, time: wiring.time,
            wake: { bell.ring(.decision) })
    }
}
