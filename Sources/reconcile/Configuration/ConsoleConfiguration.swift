import ConsoleAccess
import Web

/// What the configuration says about the console: whether and where it listens, and who may come in.
struct ConsoleConfiguration {
    /// Nil: the console is off.
    let listen: ListenAddress?
    let settings: AccessSettings
    /// What people open, as far as it is known: `console.url`, else a name of this machine among `console.hosts`, else the listener itself.
    let address: ConsoleAddress?
    /// The names of a fleet's accounts before these.
    let hosts: FleetHosts
    private let configuration: Configuration

    init(_ configuration: Configuration) throws(CommandFailure) {
        self.configuration = configuration
        let text = configuration[Configuration.consoleListen].value
        listen = text.isEmpty ? nil : ListenAddress(text)
        guard text.isEmpty || listen != nil else {
            throw configuration.invalid(Configuration.consoleListen, "HOST:PORT or unix:PATH, such as 127.0.0.1:9850")
        }
        // Two that take whatever port is free do not meet.
        let takesAny = if case .tcp(_, 0) = listen { true } else { false }
        guard text.isEmpty || takesAny || text != configuration[Configuration.listen].value else {
            throw configuration.invalid(Configuration.consoleListen, "another address than that of `listen`")
        }
        settings = AccessSettings(
            hosts: configuration[Configuration.consoleHosts].value, url: configuration[Configuration.consoleURL].value,
            proxyFrom: configuration[Configuration.consoleProxyFrom].value,
            userHeader: configuration[Configuration.consoleUserHeader].value,
            roleHeader: configuration[Configuration.consoleRoleHeader].value)
        do throws(AccessSettings.Failure) {
            _ = try AccessRules(own: .unixSocket, settings: settings, instance: "")
            hosts = try FleetHosts(settings, port: ConsoleConfiguration.port(listen))
            let here = try settings.hostNames().first(where: \.isOfThisMachine).map { ConsoleAddress(isSecure: false, host: $0) }
            address = try settings.address() ?? here ?? listen.flatMap(ConsoleConfiguration.direct)
        } catch {
            throw ConsoleConfiguration.failure(error, configuration)
        }
    }

    /// The rules for a listener that stands: of port 0 has become a port.
    func rules(bound: ListenAddress, instance: String) throws(CommandFailure) -> AccessRules {
        let own: AccessRules.OwnAddress =
            switch bound {
            case .tcp(_, let port): .port(port)
            case .unix: .unixSocket
            }
        do throws(AccessSettings.Failure) {
            return try AccessRules(own: own, settings: settings, instance: instance)
        } catch {
            throw ConsoleConfiguration.failure(error, configuration)
        }
    }

    /// Whether whoever is on another machine could read what is spoken, without a proxy that speaks TLS.
    var isOpenWithoutTLS: Bool {
        guard case .tcp(let host, _) = listen else { return false }
        return !["127.0.0.1", "::1", "localhost"].contains(host) && address?.isSecure != true
    }

    /// Nil of a socket, and of whatever port is free.
    private static func port(_ listen: ListenAddress?) -> Int? {
        guard case .tcp(_, let port) = listen, port > 0 else { return nil }
        return port
    }

    /// One that listens everywhere is opened here; a socket has no address a browser knows.
    private static func direct(_ listen: ListenAddress) -> ConsoleAddress? {
        guard case .tcp(let host, let port) = listen else { return nil }
        let here = ["0.0.0.0": "127.0.0.1", "::": "::1"][host] ?? host
        return HostName("\(ListenAddress.tcp(host: here, port: port))").map { ConsoleAddress(isSecure: false, host: $0) }
    }

    private static func failure(_ failure: AccessSettings.Failure, _ configuration: Configuration) -> CommandFailure {
        let setting: Setting =
            switch failure.setting {
            case .listen: Configuration.consoleListen
            case .hosts: Configuration.consoleHosts
            case .url: Configuration.consoleURL
            case .proxyFrom: Configuration.consoleProxyFrom
            case .userHeader: Configuration.consoleUserHeader
            case .roleHeader: Configuration.consoleRoleHeader
            }
        return configuration.invalid(setting, failure.wanted)
    }
}
