package import Bookkeeping
package import ConsoleAccess
package import Logging
internal import Synchronization
package import Transport
internal import Web

/// The console of one account, and the state it looks at.
package struct AccountConsole: Sendable {
    let responder: ConsoleResponder
    let view: RestingView

    package init(responder: ConsoleResponder, view: RestingView) {
        self.responder = responder
        self.view = view
    }
}

/// The consoles of the accounts somebody looks at just now: made at the first visit, and let go when nobody comes any more. What is lost
/// with one is what it counted in the background; who is in stays in, for sessions are files.
package final class AccountConsoles: Sendable {
    /// So many at most; the one that was not visited the longest makes room.
    static let keptMaximum = 32
    /// Without a visit.
    static let idleMaximum: Int64 = 15 * 60_000

    package typealias Making = @Sendable (AccountName, FleetHosts) throws -> AccountConsole?

    private let kept = Mutex<[AccountName: (console: AccountConsole, usedAt: Int64)]>([:])
    private let time: any TimeSource
    private let make: Making
    private let logger: Logger

    /// - Parameter make: nil for a name that is no account in service.
    package init(time: any TimeSource, logger: Logger, make: @escaping Making) {
        self.time = time
        self.logger = logger
        self.make = make
    }

    /// Nil where there is none.
    func console(of account: AccountName, _ hosts: FleetHosts, at address: ListenAddress) throws -> ConsoleResponder? {
        let now = time.monotonicMilliseconds()
        if let known = use(account, now) { return known.responder }
        // Outside of the lock: it reads files. Of two that are made at once the first stays.
        guard let fresh = try make(account, hosts) else { return nil }
        do { try fresh.responder.open(at: address) } catch {
            // It says so to whoever comes, and the next one tries anew.
            logger.error("nobody can come in", metadata: ["account": "\(account)", "error": "\(ConsoleFailure(error).code)"])
            return fresh.responder
        }
        return kept.withLock { kept in
            if let first = kept[account] { return first.console.responder }
            kept[account] = (fresh, now)
            while kept.count > Self.keptMaximum, let oldest = kept.min(by: { $0.value.usedAt < $1.value.usedAt }) { kept[oldest.key] = nil }
            return fresh.responder
        }
    }

    private func use(_ account: AccountName, _ now: Int64) -> AccountConsole? {
        kept.withLock { kept in
            kept[account]?.usedAt = now
            return kept[account]?.console
        }
    }

    /// Lets go what nobody visits, and closes states nobody reads. Called now and then.
    package func rest() {
        let now = time.monotonicMilliseconds()
        let views = kept.withLock { kept in
            kept = kept.filter { now - $0.value.usedAt < Self.idleMaximum }
            return kept.values.map(\.console.view)
        }
        for view in views { view.rest() }
    }

    /// Its state is another one from now on, or not for reading here.
    package func forget(_ account: AccountName) { kept.withLock { $0[account] = nil } }

    /// After a reload: the next visit finds them by the new configuration.
    package func forget() { kept.withLock { $0 = [:] } }

    var names: Set<AccountName> { kept.withLock { Set($0.keys) } }
}
