package import Bookkeeping
import Crypto

/// Who is let in, and for how long: what `reconcile console` decides.
package struct AccessGrant: Sendable, Hashable {
    package let name: ConsoleName
    package let role: ConsoleRole
    /// How long the session lives, at most.
    package let days: Int

    package static let daysAllowed = 1...30

    /// Nil for a number of days that is not allowed.
    package init?(name: ConsoleName, role: ConsoleRole, days: Int) {
        guard AccessGrant.daysAllowed.contains(days) else { return nil }
        (self.name, self.role, self.days) = (name, role, days)
    }
}

/// The SHA-256 of a secret. The secret itself is never stored: who reads the file cannot come in by it.
package struct SecretDigest: Sendable, Hashable {
    let bytes: [UInt8]

    /// - Parameter secret: random, so that it needs no salt and no slow hash.
    package init(of secret: [UInt8]) { bytes = Array(SHA256.hash(data: secret)) }
}

/// How a key or a session is named by those who revoke it: `k7`, `s12`.
package enum AccessID: Sendable, Hashable, CustomStringConvertible {
    case key(Int64)
    case session(Int64)

    /// Nil for anything else.
    package init?(_ text: String) {
        guard let number = Int64(text.dropFirst()), number > 0, text.dropFirst().utf8.allSatisfy({ (48...57).contains($0) }) else {
            return nil
        }
        switch text.first {
        case "k": self = .key(number)
        case "s": self = .session(number)
        case .some, .none: return nil
        }
    }

    package var description: String {
        switch self {
        case .key(let number): "k\(number)"
        case .session(let number): "s\(number)"
        }
    }
}

/// A link that was made and not used yet.
package struct AccessKey: Sendable, Hashable {
    package let id: Int64
    package let grant: AccessGrant
    package let issued: Instant
    /// From then on it is no good.
    package let expires: Instant
}

/// Somebody who is in.
package struct AccessSession: Sendable, Hashable {
    package let id: Int64
    package let name: ConsoleName
    package let role: ConsoleRole
    /// When its link was used; the second proof is measured from here.
    package let begun: Instant
    /// To the minute: not every request is written down.
    package let lastUsed: Instant
    /// When it ends even if it is used.
    package let expires: Instant

    package init(id: Int64, name: ConsoleName, role: ConsoleRole, begun: Instant, lastUsed: Instant, expires: Instant) {
        (self.id, self.name, self.role) = (id, name, role)
        (self.begun, self.lastUsed, self.expires) = (begun, lastUsed, expires)
    }
}

/// What became of a key that somebody came with.
package enum Redemption: Sendable, Hashable {
    case accepted(AccessSession)
    /// Never issued, revoked, or forgotten.
    case unknown
    case expired
    case used
}
