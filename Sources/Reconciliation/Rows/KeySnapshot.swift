package import Bookkeeping
package import Persistence

/// Since when the present lexoffice key is in use here, by its digest alone: a key lives 24 months at most, and no interface says how
/// old it is (domain.md D6).
package struct KeySnapshot: Fact {
    package static let name = "lexoffice.key"
    package var digest: String
    package var at: Instant

    static func record(_ digest: String, _ store: Store, at now: Instant) throws(StoreError) {
        if try find(store)?.digest != digest { try store.keep(KeySnapshot(digest: digest, at: now)) }
    }

    package static func find(_ store: Store) throws(StoreError) -> KeySnapshot? { try store.fact(KeySnapshot.self) }
}
