/// An address of the web: `https`, or `http` for this machine alone. Its path and query may be what lets one in, so neither is shown.
package struct WebAddress: Sendable, Hashable {
    package let scheme: String
    package let authority: String
    /// With the query; at least `/`.
    package let path: String

    package init?(_ text: String) {
        guard text.utf8.count <= 1000, let mark = text.firstRange(of: "://"),
            text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\"<>\\^`{|}#".utf8.contains($0) })
        else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { "/?".contains($0) } ?? rest.endIndex
        let authority = rest[..<end].lowercased()
        guard !authority.isEmpty, !authority.hasPrefix(":"), !authority.contains("@"),
            scheme == "https" || (scheme == "http" && Self.isLoopback(authority))
        else { return nil }
        self.scheme = scheme
        self.authority = authority
        let path = String(rest[end...])
        self.path = path.hasPrefix("/") ? path : "/" + path
    }

    package var text: String { "\(scheme)://\(authority)\(path)" }
    /// For people and logs.
    package var shown: String { "\(scheme)://\(authority)/…" }

    private static func isLoopback(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { authority == $0 || authority.hasPrefix($0 + ":") }
    }
}
