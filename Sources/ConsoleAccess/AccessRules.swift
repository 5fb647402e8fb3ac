/// Who is to be taken for whom, as configured.
package struct AccessRules: Sendable {
    /// What we listen on ourselves.
    package enum OwnAddress: Sendable, Hashable {
        case port(Int)
        case unixSocket
    }

    /// A form longer than this is not read.
    package static let formMaximumBytes = 64 << 10
    package static let formType = "application/x-www-form-urlencoded"

    let own: OwnAddress
    let hosts: [HostName]
    let address: ConsoleAddress?
    let proxies: Set<ProxyPeer>
    let headers: (user: String, role: String)?
    package let cookie: SessionCookie

    /// - Parameters:
    ///   - own: as bound: port 0 has become a port.
    ///   - instance: ``Persistence/AccessStore/instance()``.
    package init(own: OwnAddress, settings: AccessSettings, instance: String) throws(AccessSettings.Failure) {
        self.own = own
        hosts = try settings.hostNames()
        address = try settings.address()
        proxies = try settings.proxies()
        headers = try settings.headers()
        cookie = SessionCookie(instance: instance)
    }

    private static let loopback: Set<String> = ["localhost", "127.0.0.1", "[::1]"]

    /// A loopback name with our own port: through ssh or on this machine, without TLS. A socket has no port, so no such name.
    func isOwnLoopback(_ host: HostName) -> Bool {
        guard case .port(let port) = own, AccessRules.loopback.contains(host.host) else { return false }
        return (host.port ?? 80) == port
    }

    /// Anything that is neither loopback nor named is somebody else's name for us: DNS rebinding.
    func isOurs(_ host: HostName) -> Bool {
        if isOwnLoopback(host) { return true }
        let named = hosts + (address.map { [$0.host] } ?? [])
        return named.contains { $0.isSame(as: host, secure: isSecure(host)) }
    }

    /// Whether the browser speaks TLS to whoever stands before us. Not read from a header: the setting says it, and that nobody stands
    /// before this machine's own names.
    package func isSecure(_ host: HostName) -> Bool { address?.isSecure == true && !isOwnLoopback(host) && !host.isOfThisMachine }

    /// The same of a request that was let in; without a readable host it was not.
    package func isSecure(_ request: RequestFacts) -> Bool { request.authority.flatMap { HostName($0) }.map(isSecure) ?? false }

    func isProxy(_ peer: RequestFacts.Peer) -> Bool {
        switch peer {
        case .unixSocket: proxies.contains(.unixSocket)
        case .address(let text): PeerAddress(text).map { proxies.contains(.address($0)) } ?? false
        }
    }

    /// What only a proxy has to say.
    func isForwarding(_ name: String) -> Bool {
        name == "forwarded" || name == "x-real-ip" || name.hasPrefix("x-forwarded-") || name == headers?.user || name == headers?.role
    }
}
