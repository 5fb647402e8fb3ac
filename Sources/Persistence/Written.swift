package import Bookkeeping
import GRDB

/// A write that a remote confirmed.
package struct Written: Sendable, Hashable {
    package var kind: String
    package var key: String
    /// The intent's own word, such as `createVoucher`.
    package var action: String
}

extension Store {
    /// What was written after one moment and up to another, in the order of the answers.
    package func written(after start: Instant, upTo end: Instant) throws(StoreError) -> [Written] {
        try rows(
            """
            SELECT kind, key, action FROM intent
            WHERE closed_at > ? AND closed_at <= ? AND outcome = 'done' ORDER BY closed_at, id
            """, [start.milliseconds, end.milliseconds]
        ) { Written(kind: $0["kind"], key: $0["key"], action: $0["action"]) }
    }
}
