/// A host and perhaps a port, as `Host` and `Origin` write them: `console.example.org`, `127.0.0.1:9850`, `[::1]:9850`.
package struct HostName: Sendable, Hashable, CustomStringConvertible {
    /// In small letters; an IPv6 address in its brackets.
    package let host: String
    package let port: Int?

    private static let maximumBytes = 255

    /// Nil for what no browser sends: another character, an empty name, a port outside 1…65535, a user in front.
    package init?(_ text: String) {
        guard (1...HostName.maximumBytes).contains(text.utf8.count) else { return nil }
        let lower = text.lowercased()
        let end: String.Index
        if lower.hasPrefix("[") {
            guard let bracket = lower.firstIndex(of: "]") else { return nil }
            guard PeerAddress(String(lower[lower.index(after: lower.startIndex)..<bracket])) != nil else { return nil }
            end = lower.index(after: bracket)
        } else {
            end = lower.firstIndex(of: ":") ?? lower.endIndex
            guard lower[..<end].utf8.allSatisfy(HostName.isNamePart) else { return nil }
        }
        guard end > lower.startIndex else { return nil }
        host = String(lower[..<end])
        guard end < lower.endIndex else {
            port = nil
            return
        }
        let digits = lower[end...].dropFirst()
        guard lower[end] == ":", (1...5).contains(digits.utf8.count), digits.utf8.allSatisfy({ (48...57).contains($0) }),
            let number = Int(digits), (1...65_535).contains(number)
        else { return nil }
        port = number
    }

    package var description: String { host + (port.map { ":\($0)" } ?? "") }

    /// `alpha.localhost`: browsers take it to this machine and ask no name server (RFC 6761 §6.3). It is ours only where it is named.
    package var isOfThisMachine: Bool { host.hasSuffix(".localhost") }

    /// Browsers leave out the port of the scheme.
    func isSame(as other: HostName, secure: Bool) -> Bool {
        let usual = secure ? 443 : 80
        return host == other.host && (port ?? usual) == (other.port ?? usual)
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || "-._".utf8.contains(byte)
    }
}
