/// Where a member of etcd listens for clients.
package struct EtcdEndpoint: Sendable, Hashable {
    let scheme: String
    let authority: String

    /// `https://host:2379`; nothing may stand behind the port, and nobody's name before the host.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "https" || parts[0] == "http" else { return nil }
        let host = parts[1].hasSuffix("/") ? parts[1].dropLast() : parts[1]
        let isPlain = host.utf8.allSatisfy { (0x21...0x7E).contains($0) && !"/?#@\\".utf8.contains($0) }
        guard !host.isEmpty, host.utf8.count <= 260, isPlain else { return nil }
        (scheme, authority) = (String(parts[0]), String(host))
    }

    /// Several, by commas or blanks; nil where one of them is none.
    package static func list(_ text: String) -> [EtcdEndpoint]? {
        let words = text.split { ", \t".contains($0) }
        let endpoints = words.compactMap { EtcdEndpoint($0) }
        return words.isEmpty || words.count > maximum || endpoints.count != words.count ? nil : endpoints
    }

    private static let maximum = 9
}

extension EtcdEndpoint: CustomStringConvertible {
    package var description: String { "\(scheme)://\(authority)" }
}
