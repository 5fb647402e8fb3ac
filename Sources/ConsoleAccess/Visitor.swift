package import Bookkeeping
package import Persistence

/// Somebody who was let in.
package struct Visitor: Sendable, Hashable {
    package let name: ConsoleName
    package let role: ConsoleRole
    /// The session he came with, for *log out* and for marking it in a list; nil of one whom a proxy named and who has none.
    package let session: AccessID?
    /// When his link was used; nil where there was none that counts.
    package let proven: Instant?

    /// By a link.
    init(_ session: AccessSession) {
        (name, role) = (session.name, session.role)
        (self.session, proven) = (.session(session.id), session.begun)
    }

    /// By a proxy's header, which says who it is whatever cookie comes along: a cookie may have been planted. A session adds the second
    /// proof only where it is of the same person and role.
    init(proxied name: ConsoleName, role: ConsoleRole, beside session: AccessSession?) {
        (self.name, self.role) = (name, role)
        let own = session.flatMap { $0.name == name && $0.role == role ? $0 : nil }
        (self.session, proven) = (own.map { .session($0.id) }, own?.begun)
    }

    /// Who acted, as the journal says it: `web:erika (office)`.
    package var actor: String { "web:\(name.text) (\(role.rawValue))" }
}
