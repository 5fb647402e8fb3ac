/// An absolute HTTP address, kept byte for byte: a signed link breaks when anybody re-encodes it.
package struct HeroEndpoint: Sendable, Hashable {
    package let scheme: String
    /// Host and port.
    package let authority: String
    /// Path with query.
    package let path: String

    /// Nil unless `https://host…` or `http://host…` in printable ASCII, without user information and fragment.
    package init?(_ text: String) {
        guard text.utf8.count <= 8192, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }),
            let mark = text.firstRange(of: "://")
        else { return nil }
        let scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let authorityEnd = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        let authority = rest[..<authorityEnd]
        guard scheme == "https" || scheme == "http", !authority.isEmpty, !authority.contains("@"), !authority.hasPrefix(":") else {
            return nil
        }
        self.scheme = scheme
        self.authority = String(authority)
        let tail = rest[authorityEnd...]
        path = tail.hasPrefix("/") ? String(tail) : "/" + tail
    }
}

extension HeroEndpoint: CustomStringConvertible {
    /// Without the query, which may hold a signature.
    package var description: String { "\(scheme)://\(authority)\(path.prefix { $0 != "?" })" }
}
