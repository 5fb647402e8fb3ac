/// The settings under `console.`, as text, and what is wrong with one.
package struct AccessSettings: Sendable {
    package enum Name: String, Sendable, CaseIterable {
        case listen = "console.listen"
        case hosts = "console.hosts"
        case url = "console.url"
        case proxyFrom = "console.proxy.from"
        case userHeader = "console.proxy.user-header"
        case roleHeader = "console.proxy.role-header"
    }

    package struct Failure: Error, Sendable, Hashable {
        package let setting: Name
        /// What it has to be, in English.
        package let wanted: String
    }

    package var hosts: String
    package var url: String
    package var proxyFrom: String
    package var userHeader: String
    package var roleHeader: String

    package init(hosts: String = "", url: String = "", proxyFrom: String = "", userHeader: String = "", roleHeader: String = "") {
        (self.hosts, self.url, self.proxyFrom) = (hosts, url, proxyFrom)
        (self.userHeader, self.roleHeader) = (userHeader, roleHeader)
    }

    /// Nobody lists more by hand.
    private static let listMaximum = 50

    package func hostNames() throws(Failure) -> [HostName] {
        let names = AccessSettings.list(hosts)
        let read = names.compactMap { HostName($0) }
        guard read.count == names.count, names.count <= AccessSettings.listMaximum else {
            throw Failure(
                setting: .hosts, wanted: "names as browsers send them, such as console.example.org or localhost:9850, parted by commas")
        }
        return read
    }

    package func address() throws(Failure) -> ConsoleAddress? {
        guard !url.isEmpty else { return nil }
        guard let address = ConsoleAddress(url) else {
            throw Failure(setting: .url, wanted: "the address people open, such as https://console.example.org, without a path")
        }
        return address
    }

    func proxies() throws(Failure) -> Set<ProxyPeer> {
        let names = AccessSettings.list(proxyFrom)
        let read = names.compactMap { ProxyPeer($0) }
        guard read.count == names.count, names.count <= AccessSettings.listMaximum else {
            throw Failure(setting: .proxyFrom, wanted: "addresses in digits, such as 127.0.0.1, or unix for a socket, parted by commas")
        }
        return Set(read)
    }

    /// Both or none: a proxy that names a person and no role would leave the role to us.
    func headers() throws(Failure) -> (user: String, role: String)? {
        let (user, role) = (userHeader.lowercased(), roleHeader.lowercased())
        guard !user.isEmpty || !role.isEmpty else { return nil }
        guard AccessSettings.isFieldName(user) else {
            throw Failure(
                setting: .userHeader,
                wanted: "the name of a header of its own, such as X-Console-User, named together with console.proxy.role-header")
        }
        guard AccessSettings.isFieldName(role), role != user else {
            throw Failure(
                setting: .roleHeader,
                wanted: "the name of another header, such as X-Console-Role, named together with console.proxy.user-header")
        }
        guard try !proxies().isEmpty else {
            throw Failure(setting: .proxyFrom, wanted: "the address of the proxy whose console.proxy.user-header is believed")
        }
        return (user, role)
    }

    private static func list(_ text: String) -> [String] {
        text.split { $0 == "," || $0 == " " || $0 == "\t" || $0 == "\n" }.map(String.init)
    }

    /// What means something already cannot name a person too.
    private static let taken: Set<String> = [
        "host", "origin", "cookie", "content-length", "content-type", "transfer-encoding", "connection", "sec-fetch-site",
        "accept-language",
    ]

    private static func isFieldName(_ name: String) -> Bool {
        (1...64).contains(name.utf8.count) && !taken.contains(name)
            && name.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
    }
}

/// A proxy that is believed.
enum ProxyPeer: Sendable, Hashable {
    case address(PeerAddress)
    /// Whoever may open the console's socket; the directory says who that is.
    case unixSocket

    init?(_ text: String) {
        if text == "unix" {
            self = .unixSocket
        } else if let address = PeerAddress(text) {
            self = .address(address)
        } else {
            return nil
        }
    }
}
