internal import Persistence

/// Whom a proxy says it let in.
struct ProxyName: Sendable, Hashable {
    let name: ConsoleName
    /// Nil where the header is missing or says something else.
    let role: ConsoleRole?

    /// Nil where the proxy names nobody. Several values, also in one field, could be one of the visitor's and one of the proxy's.
    init?(users: [String], roles: [String]) throws(AccessRefusal) {
        let (users, roles) = (users.map(ProxyName.value), roles.map(ProxyName.value))
        guard users.count <= 1, roles.count <= 1, !(users + roles).contains(where: { $0.contains(",") }) else {
            throw AccessRefusal(.forwardedUnclear)
        }
        guard let user = users.first, !user.isEmpty else { return nil }
        guard let name = ConsoleName(user) else { throw AccessRefusal(.forwardedUnclear) }
        self.name = name
        role = roles.first.flatMap { ConsoleRole(rawValue: $0) }
    }

    private static func value(_ field: String) -> String { String(field[...].trimmingBlanks()) }
}
