import Bookkeeping
import Persistence
import Reconciliation
import TestSupport
import Transport
import Web

@testable import Console
@testable import ConsoleAccess

extension ConsoleParts {
    static func sample(_ store: Store, time: VirtualTime = VirtualTime()) -> ConsoleParts {
        ConsoleParts(
            view: { () throws(StoreError) in store }, noting: { () throws(StoreError) in store },
            instance: {
                Instance(
                    version: "1", lexofficeApp: "https://app.example.test", heroEndpoint: "https://hero.example.test/api", interval: 60_000)
            }, policy: { Policy(settle: 900_000) }, service: { ServiceStanding() }, time: time, wake: {}, work: .idle)
    }
}

extension ConsoleWork {
    /// Nothing can be asked of the remotes.
    static var idle: ConsoleWork {
        let now: @Sendable () -> Instant = { Instant(milliseconds: 0) }
        return ConsoleWork(
            plan: Jobs(now: now) { _, _ in .failed(.unable("TEST")) }, closing: Jobs(now: now) { _, _ in .failed(.unable("TEST")) },
            thousandthsPerSecond: 1_900, lastBackup: { nil })
    }
}

extension Visitor {
    static func named(_ name: String, _ role: ConsoleRole) -> Visitor {
        guard let name = ConsoleName(name) else { preconditionFailure("no name for a visitor") }
        return Visitor(proxied: name, role: role, beside: nil)
    }
}
