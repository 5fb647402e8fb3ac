import Transport

/// An absolute HTTP address, kept byte for byte: a signed link breaks when anybody re-encodes it.
package struct HeroEndpoint: Sendable, Hashable {
    package let scheme: String
    /// Host and port.
    package let authority: String
    /// Path with query.
    package let path: String

    /// Nil unless `https://host…` in printable ASCII, without user information and fragment. Plain `http` passes for this
    /// machine alone (domain.md D7).
    package init?(_ text: String) {
        guard let address = HTTPAddress(text, limit: 8192, refusing: "#") else { return nil }
        scheme = address.scheme
        authority = address.authority
        path = address.path
    }
}

extension HeroEndpoint: CustomStringConvertible {
    /// Without the query, which may hold a signature.
    package var description: String { "\(scheme)://\(authority)\(path.prefix { $0 != "?" })" }
}
