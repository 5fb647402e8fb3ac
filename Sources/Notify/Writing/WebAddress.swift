internal import Transport

/// An address of the web: `https`, or `http` for this machine alone. Its path and query may be what lets one in, so neither is shown.
package struct WebAddress: Sendable, Hashable {
    package let scheme: String
    package let authority: String
    /// With the query; at least `/`.
    package let path: String

    package init?(_ text: String) {
        guard let address = HTTPAddress(text, limit: 1000, refusing: "\"<>\\^`{|}#") else { return nil }
        scheme = address.scheme
        authority = address.authority.lowercased()
        path = address.path
    }

    package var text: String { "\(scheme)://\(authority)\(path)" }
    /// For people and logs.
    package var shown: String { "\(scheme)://\(authority)/…" }
}
