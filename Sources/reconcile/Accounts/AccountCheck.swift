import Bookkeeping
import Transport

/// Reads an account's files as a start would, and asks nobody anything.
struct AccountCheck {
    let fleet: FleetFile
    /// One for all of them, with which nothing is sent.
    private let transport: CurlTransport

    init(_ fleet: FleetFile) throws(CommandFailure) {
        self.fleet = fleet
        transport = try Remotes.transport()
    }

    func wiring(_ account: AccountName) throws(CommandFailure) -> Wiring {
        let wiring = try Wiring(account: account, in: fleet)
        let configuration = wiring.configuration
        _ = try wiring.policy()
        _ = try configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        _ = try WebhookConfiguration(configuration)
        _ = try ConsoleConfiguration(configuration)
        _ = try NotificationConfiguration(wiring)
        var onlookers = RequestObservers()
        onlookers.transport = transport
        _ = try Remotes(wiring, onlookers: onlookers)
        return wiring
    }
}
