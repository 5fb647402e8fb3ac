package import Bookkeeping

/// Under which names a fleet's console is reached: all accounts under a name of the fleet's, `console.example.org`, and one account under
/// its own name before that, `alpha.console.example.org`; on this machine `localhost` and `alpha.localhost`. A browser keeps what it knows
/// of one name from every other, and so do the checks: an account's console answers to the account's names alone (decision 38).
package struct FleetHosts: Sendable {
    package enum Part: Sendable, Hashable {
        /// Also for a name that is nobody's: the fleet's own checks refuse it.
        case fleet
        case account(AccountName)
    }

    private let settings: AccessSettings
    private let hosts: [HostName]
    private let address: ConsoleAddress?
    /// Nil of a socket, which has no name on this machine.
    private let port: Int?

    /// - Parameters:
    ///   - settings: of the fleet.
    ///   - port: on which it listens.
    package init(_ settings: AccessSettings, port: Int?) throws(AccessSettings.Failure) {
        self.settings = settings
        hosts = try settings.hostNames()
        address = try settings.address()
        self.port = port
    }

    private static let loopback = "localhost"

    /// Whose console is asked for. Ports are the business of the checks that follow.
    package func part(of authority: String?) -> Part {
        guard let host = authority.flatMap({ HostName($0) })?.host else { return .fleet }
        let own = Set(hosts.map(\.host) + (address.map { [$0.host.host] } ?? []) + [Self.loopback])
        guard !own.contains(host), let point = host.firstIndex(of: "."), own.contains(String(host[host.index(after: point)...])),
            let account = AccountName(String(host[..<point]))
        else { return .fleet }
        return .account(account)
    }

    /// By which an account's console is told who may come in: under its own names, and by the fleet's proxy unless it names another.
    /// - Parameter own: as the account's configuration says it; names and address are not its to say.
    package func settings(of account: AccountName, own: AccessSettings) -> AccessSettings {
        var settings = own
        settings.hosts = names(of: account).joined(separator: " ")
        settings.url = proxied(account).map { "\($0)" } ?? ""
        return settings
    }

    /// Where people open an account's console; nil where nobody can.
    package func address(of account: AccountName) -> ConsoleAddress? {
        address == nil ? local(account).map { ConsoleAddress(isSecure: false, host: $0) } : proxied(account)
    }

    private func proxied(_ account: AccountName) -> ConsoleAddress? {
        address.flatMap { address in before(address.host, account).map { ConsoleAddress(isSecure: address.isSecure, host: $0) } }
    }

    private func names(of account: AccountName) -> [String] {
        // An address in brackets has no names before it.
        let named = hosts.filter { !$0.host.hasPrefix("[") }.compactMap { before($0, account) }
        return (named + [local(account)].compactMap(\.self)).map(\.description)
    }

    private func local(_ account: AccountName) -> HostName? { port.flatMap { HostName("\(account).\(Self.loopback):\($0)") } }

    /// Nil for one that is too long for the network.
    private func before(_ host: HostName, _ account: AccountName) -> HostName? { HostName("\(account).\(host)") }
}
