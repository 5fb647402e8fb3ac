internal import Bookkeeping
package import ConsoleAccess
internal import HTTPTypes
internal import Hummingbird
package import Persistence
internal import Synchronization
package import Transport
internal import Web

/// Who may come in: the checks of every request, and the login.
package final class ConsoleEntrance: Sendable {
    let desk: LoginDesk
    let store: AccessStore
    /// Which names are ours depends on the address, which is known once it is bound.
    private struct Door {
        var settings: AccessSettings
        var own: AccessRules.OwnAddress?
        var gate: AccessGate?
    }

    private let door: Mutex<Door>
    private let time: any TimeSource

    /// - Parameter count: told of every try to log in.
    package init(settings: AccessSettings, store: AccessStore, time: any TimeSource, count: @escaping @Sendable (LoginResult) -> Void) {
        door = Mutex(Door(settings: settings))
        self.store = store
        self.time = time
        desk = LoginDesk(store: store, time: time, count: count)
    }

    /// From here on requests are let in.
    func open(at address: ListenAddress) throws {
        let own: AccessRules.OwnAddress =
            switch address {
            case .tcp(_, let port): .port(port)
            case .unix: .unixSocket
            }
        let instance = try store.instance()
        try door.withLock { door in
            door.gate = AccessGate(try AccessRules(own: own, settings: door.settings, instance: instance))
            door.own = own
        }
    }

    /// From the next request on, after a reload. Who is in stays in; where these cannot be used, nothing changes.
    package func use(_ settings: AccessSettings) throws {
        let instance = try store.instance()
        try door.withLock { door in
            if let own = door.own { door.gate = AccessGate(try AccessRules(own: own, settings: settings, instance: instance)) }
            door.settings = settings
        }
    }

    private var gate: AccessGate? { door.withLock { $0.gate } }

    /// Nil before the listener is open.
    func admit(_ facts: RequestFacts, _ demand: RouteDemand) throws(StoreError) -> Result<Visitor?, AccessRefusal>? {
        let (store, now) = (store, now)
        guard let gate else { return nil }
        return try gate.admit(facts, demand: demand) { secret throws(StoreError) in try store.session(secret, at: now) }
    }

    /// What a visitor's cookie holds; nil for none.
    func secret(_ facts: RequestFacts) -> AccessSecret? {
        gate.flatMap { $0.rules.cookie.secret(in: facts, secure: $0.rules.isSecure(facts)) }
    }

    /// The `Set-Cookie` of somebody who came in, or, without a session, of somebody who is out.
    func cookie(_ facts: RequestFacts, _ welcome: (session: AccessSession, secret: AccessSecret)?) -> String? {
        guard let rules = gate?.rules else { return nil }
        let isSecure = rules.isSecure(facts)
        guard let welcome else { return rules.cookie.removal(secure: isSecure) }
        return rules.cookie.header(welcome.secret, for: welcome.session, secure: isSecure, now: now)
    }

    private var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }
}

extension RequestFacts {
    init(_ request: Request, peer: String?) {
        self.init(
            method: request.method.rawValue, path: request.head.path ?? "/", authority: request.head.authority,
            fields: request.headers.map { RequestFacts.Field($0.name.canonicalName, $0.value) },
            peer: peer.map { .address($0) } ?? .unixSocket)
    }
}
