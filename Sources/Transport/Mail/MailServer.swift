/// Where mail is handed over: `smtp://HOST:PORT` (587 without a port) or `smtps://HOST:PORT` (465).
package struct MailServer: Sendable, Hashable {
    package enum Scheme: String, Sendable { case smtp, smtps }

    package let scheme: Scheme
    package let host: String
    package let port: Int

    /// Nil for anything that carries more: a user, a path or a query, in which a password could stand.
    package init?(_ text: String) {
        guard text.utf8.count <= 300, let mark = text.firstRange(of: "://"),
            let scheme = Scheme(rawValue: text[..<mark.lowerBound].lowercased())
        else { return nil }
        var rest = text[mark.upperBound...].lowercased()
        if rest.hasSuffix("/") { rest.removeLast() }
        var port = scheme == .smtp ? 587 : 465
        // The colons of an IPv6 address stand within brackets.
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("]") {
            let digits = rest[rest.index(after: colon)...]
            guard (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(digits),
                (1...65_535).contains(number)
            else { return nil }
            port = number
            rest = String(rest[..<colon])
        }
        guard MailServer.isHost(rest) else { return nil }
        self.scheme = scheme
        self.port = port
        host = rest
    }

    private static func isHost(_ text: String) -> Bool {
        if text.hasPrefix("["), text.hasSuffix("]") {
            let inside = text.dropFirst().dropLast()
            return !inside.isEmpty && inside.utf8.allSatisfy { ":.".utf8.contains($0) || isHexadecimal($0) }
        }
        return !text.isEmpty && !text.hasPrefix("-") && !text.hasPrefix(".")
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || "-.".utf8.contains($0) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...102).contains(byte) }

    /// This machine itself: nobody listens on the way there.
    package var isLoopback: Bool {
        if host == "localhost" || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension MailServer: CustomStringConvertible {
    package var description: String { "\(scheme.rawValue)://\(host):\(port)" }
}
