import Bookkeeping
import Lexoffice
import Reconciliation
import Transport

/// Reads an account's files as a start would, and asks nobody anything.
struct AccountCheck {
    let fleet: FleetFile
    /// One for all of them, with which nothing is sent.
    private let transport: any HTTPTransport

    init(_ fleet: FleetFile) throws(CommandFailure) {
        self.fleet = fleet
        do { transport = try CurlTransport(userAgent: "reconcile/\(Reconcile.version)") } catch {
            throw CommandFailure(.unexpected, "libcurl could not be started: \(error)", hint: "Check the installation of libcurl.")
        }
    }

    func wiring(_ account: AccountName) throws(CommandFailure) -> Wiring {
        let wiring = try Wiring(account: account, in: fleet)
        let configuration = wiring.configuration
        _ = try wiring.policy()
        _ = try configuration.milliseconds(Configuration.intervalSeconds, 1...86_400)
        _ = try configuration.milliseconds(Configuration.timeoutSeconds, 1...600)
        _ = try WebhookConfiguration(configuration)
        _ = try ConsoleConfiguration(configuration)
        _ = try NotificationConfiguration(wiring)
        _ = try Remotes(
            wiring, transport: transport, heroKey: try wiring.secrets().hero(), credential: try LexofficeCredential(wiring),
            organization: nil)
        return wiring
    }
}
