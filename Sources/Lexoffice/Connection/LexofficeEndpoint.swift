/// Where the API lives: `https://api.lexware.io`, a partner sandbox, or a stand-in on this machine.
package struct LexofficeEndpoint: Sendable, Hashable {
    let scheme: String
    let authority: String
    /// Empty, or `/prefix` without a slash at the end; requests add `/v1/…`.
    let prefix: String

    /// Accepts the address with or without a `/v1` at its end. Nil when it is no address, carries a user, a query or a
    /// fragment, or is not TLS: plain `http` passes for this machine alone (domain.md D7).
    package init?(_ text: String) {
        guard let mark = text.firstRange(of: "://") else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0 == "@" || $0.isWhitespace || !$0.isASCII }) else { return nil }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash].lowercased()
        guard !authority.isEmpty, !authority.hasPrefix(":"), scheme == "https" || (scheme == "http" && Self.isLoopback(authority)) else {
            return nil
        }
        var path = rest[slash...]
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/v1") { path.removeLast(3) }
        self.scheme = scheme
        self.authority = authority
        prefix = String(path)
    }

    private static func isLoopback(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { authority == $0 || authority.hasPrefix($0 + ":") }
    }
}

extension LexofficeEndpoint: CustomStringConvertible {
    package var description: String { "\(scheme)://\(authority)\(prefix)" }
}
