/// An absolute address of the web as somebody typed or sent it: `https`, or `http` for this machine alone (domain.md D7). Kept byte for
/// byte but for the case of its scheme.
package struct HTTPAddress: Sendable, Hashable {
    package let scheme: String
    /// Host and port.
    package let authority: String
    /// With the query; begins with a slash.
    package let path: String

    /// Nil unless it is printable ASCII with a host and without user information.
    /// - Parameters:
    ///   - limit: bytes of the whole.
    ///   - refused: characters that may not stand in it.
    package init?(_ text: String, limit: Int, refusing refused: String) {
        guard text.utf8.count <= limit, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !refused.utf8.contains($0) }),
            let mark = text.firstRange(of: "://")
        else { return nil }
        scheme = text[..<mark.lowerBound].lowercased()
        let rest = text[mark.upperBound...]
        let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
        authority = String(rest[..<end])
        path = (rest[end...].hasPrefix("/") ? "" : "/") + rest[end...]
        guard scheme == "https" || (scheme == "http" && HTTPAddress.isLoopback(authority.lowercased())), !authority.isEmpty,
            !authority.contains("@"), !authority.hasPrefix(":")
        else { return nil }
    }

    private static func isLoopback(_ authority: String) -> Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { authority == $0 || authority.hasPrefix($0 + ":") }
    }
}
