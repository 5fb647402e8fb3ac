import Console
import Daemon
import Foundation
import Logging
import Reconciliation
import ServiceLifecycle
import Systemd
import Telemetry
import Transport
import UnixSignals
import Web

/// SIGHUP: reads the configuration anew. The next pass works with it, or it is refused as a whole and the old one stays.
struct ConfigurationReload: Service {
    let wiring: Wiring
    let shop: PassFactory
    let loop: PassLoop
    let webhooks: WebhookReceiver
    let notifications: NotificationParts
    /// Nil where the console is off.
    let entrance: ConsoleEntrance?
    let health: ServiceHealth
    let notifier: ServiceNotifier
    let logger: Logger

    /// What was decided at the start and cannot change under a running service.
    private static let fixed =
        [Configuration.listen, Configuration.consoleListen, Configuration.stateDirectory] + Configuration.clusterKeys

    func run() async throws {
        await cancelWhenGracefulShutdown {
            for await _ in await UnixSignalsSequence(trapping: .sighup) {
                notifier.reloading("Reading the configuration")
                health.configurationRead(refused: reload())
                notifier.ready(health.statusLine)
            }
        }
    }

    /// The setting at fault, nil when the configuration was taken.
    private func reload() -> String? {
        let moment = Double(wiring.time.wallMilliseconds()) / 1000
        do {
            let fresh = try wiring.reread()
            for key in Self.fixed where fresh.configuration[key].value != wiring.configuration[key].value {
                var failure = CommandFailure(
                    .configuration, "\(key.file) changes only when the service is started anew", hint: "Restart the service.")
                failure.setting = key.file
                throw failure
            }
            let signature = try WebhookConfiguration(fresh.configuration).signature
            let telling = try NotificationConfiguration(fresh).settings
            let access = try ConsoleConfiguration(fresh.configuration).settings
            let engine = try shop.serving(fresh)
            try entrance?.use(access)
            loop.replace(engine)
            webhooks.use(signature)
            notifications.use(telling)
        } catch {
            let failure = error as? CommandFailure
            let setting = failure?.setting ?? "file"
            logger.log(.configurationRefused(setting: setting))
            logger.error("\(failure?.message ?? "the configuration cannot be used")", metadata: ["setting": "\(setting)"])
            shop.watchers.metrics.recordReload(succeeded: false, at: moment)
            return setting
        }
        logger.log(.configurationTaken)
        shop.watchers.metrics.recordReload(succeeded: true, at: moment)
        return nil
    }
}
