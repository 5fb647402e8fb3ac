import Daemon
import Logging
import Systemd
import Telemetry
import Transport

/// Who looks on while a pass asks both systems: what counts, what is fed, what can close the door, and whose pace it is.
struct PassWatchers: Sendable {
    let metrics: MetricRegistry
    let watchdog: Watchdog
    let gate: WriteGate
    /// Nil in a fleet.
    let notifier: ServiceNotifier?
    let logger: Logger
    /// Outlive a configuration: what lexoffice refused a moment ago it refuses still.
    var limiters = RateLimiters()
    /// Of all accounts of the process; nil makes one for each configuration.
    var transport: CurlTransport?
    /// Told when a system asks to be left alone, and how long a request to lexoffice stood in line, in milliseconds.
    var throttled: @Sendable (RemoteSystem) -> Void = { _ in }
    var waited: @Sendable (Int64) -> Void = { _ in }
    /// Writes down what the books are asked.
    var questions: QuestionRecord?

    func observers(_ wiring: Wiring) throws(CommandFailure) -> RequestObservers {
        let timeout = try wiring.configuration.milliseconds(Configuration.timeoutSeconds, 1...600)
        let (metrics, watchdog, gate, time) = (metrics, watchdog, gate, wiring.time)
        var observers = RequestObservers()
        observers.watched = { ObservedTransport($0, metrics: metrics, watchdog: watchdog, gate: gate, timeout: timeout, time: time) }
        observers.throttled = { metrics.recordThrottled(.hero) }
        let (notifier, logger, throttled, waited) = (notifier, logger, throttled, waited)
        observers.waited = {
            metrics.recordRateWait(.lexoffice, seconds: Double($0) / 1000)
            waited($0)
        }
        observers.asked = { system, pause in
            throttled(system)
            notifier?.status("Waiting: \(system) \(pause.words)")
            logger.warning("a remote \(pause.words)", metadata: ["system": "\(system)", "milliseconds": "\(pause.askedMilliseconds)"])
        }
        observers.limiters = limiters
        observers.transport = transport
        observers.questions = questions
        return observers
    }
}
