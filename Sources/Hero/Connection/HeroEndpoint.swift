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
        guard text.utf8.count <= 8192, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }),
            let mark = text.firstRange(of: "://")
        else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        guard scheme == "https" || (scheme == "http" && HeroEndpoint.isLoopback(authority)), !authority.isEmpty,
            !authority.contains("@"), !authority.hasPrefix(":")
        else { return nil }
        self.scheme = scheme
        self.authority = String(authority)
        let tail = rest[authorityEnd...]
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
    }

    private static func isLoopback(_ authority: Substring) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { authority.lowercased() == $0 || authority.lowercased().hasPrefix($0 + ":") }
    }
}

extension HeroEndpoint: CustomStringConvertible {
    /// Without the query, which may hold a signature.
    package var description: String { "\(scheme)://\(authority)\(path.prefix { $0 != "?" })" }
}
