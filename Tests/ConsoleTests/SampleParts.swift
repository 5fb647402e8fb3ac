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
    /// One whom a proxy named.
    static func named(_ name: String, _ role: ConsoleRole) -> Visitor {
        let names = [name, "nobody"].compactMap(ConsoleName.init)
        return names.prefix(1).map { Visitor(proxied: $0, role: role, beside: nil) }[0]
    }
}
