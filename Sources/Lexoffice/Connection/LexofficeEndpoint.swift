import Transport

/// Where the API lives: `https://api.lexware.io`, a partner sandbox, or a stand-in on this machine.
package struct LexofficeEndpoint: Sendable, Hashable {
    let scheme: String
    let authority: String
    /// Empty, or `/prefix` without a slash at the end; requests add `/v1/…`.
    let prefix: String

    /// Accepts the address with or without a `/v1` at its end. Nil when it is no address, carries a user, a query or a
    /// fragment, or is not TLS: plain `http` passes for this machine alone (domain.md D7).
    package init?(_ text: String) {
        guard let address = HTTPAddress(text, limit: .max, refusing: "?#@") else { return nil }
        var path = address.path[...]
        while path.hasSuffix("/") { path.removeLast() }
        if path.hasSuffix("/v1") { path.removeLast(3) }
        scheme = address.scheme
        authority = address.authority.lowercased()
        prefix = String(path)
    }
}

extension LexofficeEndpoint: CustomStringConvertible {
    package var description: String { "\(scheme)://\(authority)\(prefix)" }
}
