import Persistence
import Reconciliation
import TestSupport
import Web

@testable import Console

extension ConsoleParts {
    static func sample(_ store: Store, time: VirtualTime = VirtualTime()) -> ConsoleParts {
        ConsoleParts(
            view: { () throws(StoreError) in store }, noting: { () throws(StoreError) in store },
            instance: {
                Instance(
                    version: "1", lexofficeApp: "https://app.example.test", heroEndpoint: "https://hero.example.test/api", interval: 60_000)
            }, policy: { Policy(settle: 900_000) }, service: { ServiceStanding() }, time: time, wake: {})
    }
}
