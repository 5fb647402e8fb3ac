import Fleet
import Logging
import Telemetry
import Transport

/// What all accounts of the process share.
struct FleetShop: Sendable {
    let transport: CurlTransport
    let metrics: MetricRegistry
    let board: FleetBoard
    let claims = OrganisationClaims()
    let clock: SystemTime
    let logger: Logger
    let environment: [String: String]
    /// An account that is not set up then waits for somebody who does it in a browser.
    let isConsoleServed: Bool
    /// Whether other hosts take turns with this one.
    let isOfCluster: Bool

    func logger(of account: String) -> Logger {
        var logger = logger
        logger[metadataKey: "account"] = "\(account)"
        return logger
    }
}
