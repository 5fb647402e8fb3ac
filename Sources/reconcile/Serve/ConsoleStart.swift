import Bookkeeping
import Console
import Daemon
import Logging
import Persistence
import Synchronization
import Transport
import Web

/// The console of a running service.
struct ConsoleStart {
    let wiring: Wiring
    let health: ServiceHealth
    let bell: WakeSignal
    let logger: Logger

    func listener(at address: ListenAddress, onBound: @escaping @Sendable (ListenAddress) async -> Void = { _ in }) throws
        -> ConsoleListener
    {
        ConsoleListener(
            address: address, responder: try ConsoleResponder(parts: try parts(), logger: logger), logger: logger, onBound: onBound)
    }

    private func parts() throws -> ConsoleParts {
        let (wiring, health, bell) = (wiring, health, bell)
        let directory = wiring.stateDirectory
        // One view for all pages: what they read is read one after the other.
        let view = try Store.view(directory: directory)
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
