import Logging
import Notify
import Persistence
import Reconciliation
import Telemetry
import Transport

/// What tells people in the service: built whether or not somebody is named, because a new configuration may name them.
struct NotificationParts: Sendable {
    let service: NotificationService
    let ping: DeadManPing

    init(_ wiring: Wiring, metrics: MetricRegistry, logger: Logger, time: any TimeSource) throws {
        let settings = try NotificationConfiguration(wiring).settings
        let sender = NotificationSender(web: try Remotes.transport(wiring), time: time)
        let desk = NotificationDesk(
            store: try Store.beside(directory: wiring.stateDirectory), policy: try wiring.policy(), sender: sender, time: time,
            logger: logger, tried: { metrics.recordNotification($0, $1) })
        service = NotificationService(desk: desk, settings: settings, logger: logger, time: time)
        ping = DeadManPing(
            store: try Store.view(directory: wiring.stateDirectory), sender: sender, address: settings.ping, logger: logger, time: time,
            tried: { metrics.recordNotification(.ping, $0) })
    }

    func use(_ settings: NotificationSettings) {
        service.use(settings)
        ping.use(settings.ping)
    }
}
