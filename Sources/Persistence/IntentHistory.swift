package import Bookkeeping
import GRDB
package import StateCharts

/// One write of ours about one subject, from its announcement to what became of it.
package struct IntentRecord: Sendable, Hashable {
    /// The effect of the chart: `createVoucher`.
    package var action: String
    /// SHA-256 of the bytes that were to be sent.
    package var digest: String
    package var openedAt: Instant
    /// Nil while nobody knows.
    package var outcome: ClosedIntent.Outcome?
    package var closedAt: Instant?
}

extension Store {
    /// Oldest first, at most the last 100.
    package func intents<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> [IntentRecord] {
        try rows("SELECT * FROM intent WHERE kind = ? AND key = ? ORDER BY id DESC LIMIT 100", [C.name, key]) { row in
            IntentRecord(
                action: row["action"], digest: row["digest"], openedAt: Instant(milliseconds: row["opened_at"]),
                outcome: (row["outcome"] as String?).flatMap(ClosedIntent.Outcome.init),
                closedAt: (row["closed_at"] as Int64?).map(Instant.init(milliseconds:)))
        }.reversed()
    }

    /// Complete passes that began since a moment, and when the last of them ended; of the ten thousand that are kept.
    package func completePasses(since moment: Instant) throws(StoreError) -> (count: Int, last: Instant?) {
        try read { db in
            let row = try Row.fetchOne(
                db, prepared: "SELECT COUNT(*), MAX(finished_at) FROM pass WHERE started_at >= ? AND outcome = 'complete'",
                arguments: [moment.milliseconds])
            return (row?[0] ?? 0, (row?[1] as Int64?).map(Instant.init(milliseconds:)))
        }
    }
}
