/// Where browsers find the console: `https://console.example.org`, without a path.
package struct ConsoleAddress: Sendable, Hashable, CustomStringConvertible {
    package let isSecure: Bool
    package let host: HostName

    package init(isSecure: Bool, host: HostName) { (self.isSecure, self.host) = (isSecure, host) }

    /// Nil for another scheme, a path, a user, a query.
    package init?(_ text: String) {
        let isSecure = text.hasPrefix("https://")
        guard isSecure || text.hasPrefix("http://") else { return nil }
        var rest = text.dropFirst(isSecure ? 8 : 7)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        guard let host = HostName(String(rest)) else { return nil }
        self.init(isSecure: isSecure, host: host)
    }

    package var description: String { (isSecure ? "https://" : "http://") + host.description }

    /// The address that lets somebody in once. The key stands behind `#`, which no browser sends to any server, and no log shows.
    package func link(_ key: AccessSecret) -> String { "\(self)\(LoginDesk.path)#\(key.text)" }
}
