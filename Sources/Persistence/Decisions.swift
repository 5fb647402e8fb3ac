package import Bookkeeping
import GRDB

// Decisions are noted by whoever makes them, beside the one who holds the state, and closed by whoever holds it. SQLite lets one
// transaction write at a time: what is carried out and closed in one of them is done once, or not at all.
extension Store {
    /// The state for noting a decision while somebody else holds it: nothing is migrated, no mark moves.
    package static func beside(directory: String) throws(StoreError) -> Store {
        try requireState(in: directory)
        let path = directory + "/" + fileName
        return try guarded(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(.writing(path)))
            let store = Store(queue: queue, path: path, directory: directory)
            try store.queue.read { try Migrations.check($0, path: path) }
            return store
        }
    }

    /// Noted once: an id that is known already changes nothing.
    package func note(_ decision: NewDecision, at now: Instant) throws(StoreError) {
        try write { db in
            try PlausibleClock.check(now)
            try db.run(
                prepared: """
                    INSERT INTO decision (id, kind, arguments, subject_kind, subject_key, rev, seen, actor, reason, created_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
                    """,
                arguments: [
                    decision.id, decision.kind.rawValue, decision.arguments, decision.subject?.kind, decision.subject?.key,
                    decision.subject?.revision, decision.subject?.seen, decision.actor, decision.reason, now.milliseconds,
                ])
        }
    }

    package func decision(_ id: String) throws(StoreError) -> DecisionRecord? {
        try row("SELECT * FROM decision WHERE id = ?", [id], DecisionRecord.init)
    }

    /// Whatever became of it; nil where there never was one.
    package func newestDecision(_ kind: DecisionKind) throws(StoreError) -> DecisionRecord? {
        try row("SELECT * FROM decision WHERE kind = ? ORDER BY seq DESC LIMIT 1", [kind.rawValue], DecisionRecord.init)
    }

    /// Those without an outcome, in the order in which they were noted.
    package func dueDecisions() throws(StoreError) -> [DecisionRecord] {
        try rows("SELECT * FROM decision WHERE outcome IS NULL ORDER BY seq", [], DecisionRecord.init)
    }

    /// The newest one that nobody has begun to carry out; 0 when there is none.
    package func newestUntakenDecision() throws(StoreError) -> Int64 {
        try row("SELECT COALESCE(MAX(seq), 0) FROM decision WHERE outcome IS NULL AND taken_at IS NULL") { $0[0] } ?? 0
    }

    /// It is being carried out from now on; what takes one transaction is taken and closed in it.
    package func take(decision id: String, at now: Instant) throws(StoreError) {
        try run("UPDATE decision SET taken_at = ? WHERE id = ? AND taken_at IS NULL AND outcome IS NULL", [now.milliseconds, id])
    }

    /// False, and nothing is written, when it has an outcome already.
    package func close(decision id: String, _ outcome: DecisionOutcome, exit: Int32, _ answer: some Storable, at now: Instant)
        throws(StoreError) -> Bool
    {
        try write { db in
            try db.run(
                prepared: """
                    UPDATE decision SET taken_at = COALESCE(taken_at, ?), outcome = ?, exit = ?, answer = ?, outcome_at = ?
                    WHERE id = ? AND outcome IS NULL
                    """,
                arguments: [now.milliseconds, outcome.rawValue, exit, try RowText.text(answer), now.milliseconds, id])
            return db.changesCount > 0
        }
    }
}
