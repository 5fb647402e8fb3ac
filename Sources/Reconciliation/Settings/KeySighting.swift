package import Bookkeeping
package import Persistence

/// Since when the present lexoffice key is in use here, by its digest alone: a key lives 24 months at most, and no interface says how
/// old it is (domain.md D6).
package struct KeySighting: Sendable, Hashable, Codable {
    package var digest: String
    package var at: Instant

    private static let cursor = "lexoffice.key"

    static func record(_ digest: String, _ store: Store, at now: Instant) throws(StoreError) {
        if let known = try find(store), known.digest == digest { return }
        try store.set(cursor: cursor, to: RowText.encode(KeySighting(digest: digest, at: now)))
    }

    package static func find(_ store: Store) throws(StoreError) -> KeySighting? {
        try store.cursor(cursor).flatMap { RowText.decode(KeySighting.self, $0) }
    }
}
