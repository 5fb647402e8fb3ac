package import Bookkeeping
package import Persistence

/// The cookie that carries a session's secret.
package struct SessionCookie: Sendable, Hashable {
    /// Of this installation: browsers send the cookies of one port to every other port of the host.
    private let instance: String

    init(instance: String) { self.instance = instance }

    /// Behind TLS with `__Host-`, which browsers take from this host alone, over TLS alone (RFC 6265bis §4.1.3).
    package func name(secure: Bool) -> String { (secure ? "__Host-" : "") + "reconcile_" + instance.prefix(8) }

    /// The value of `Set-Cookie` for somebody who came in.
    package func header(_ secret: AccessSecret, for session: AccessSession, secure: Bool, now: Instant) -> String {
        header(secret.text, seconds: max(0, session.expires.milliseconds(since: now) / 1000), secure)
    }

    /// The value of `Set-Cookie` for somebody who is out.
    package func removal(secure: Bool) -> String { header("", seconds: 0, secure) }

    /// The secret a visitor came with. Two cookies of one name are none: one of them may have been planted from another path or host.
    package func secret(in request: RequestFacts, secure: Bool) -> AccessSecret? {
        let wanted = name(secure: secure)
        let pairs = request.values("cookie").flatMap { $0.split(separator: ";") }
        let mine = pairs.compactMap { pair -> Substring? in
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, parts[0].trimmingBlanks() == wanted else { return nil }
            return parts[1].trimmingBlanks()
        }
        guard mine.count == 1, let value = mine.first else { return nil }
        return AccessSecret(String(value))
    }

    private func header(_ value: String, seconds: Int64, _ secure: Bool) -> String {
        "\(name(secure: secure))=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "")
    }
}
