package import Bookkeeping
import GRDB

/// One run of the reconciler.
package struct PassRecord: Sendable, Hashable {
    package enum Outcome: String, Sendable, CaseIterable { case complete, partial, failed }

    package var id: Int64
    package var startedAt: Instant
    package var finishedAt: Instant?
    package var outcome: Outcome?
    package var reason: String?
    package var heroRequests: Int
    package var lexofficeRequests: Int
    package var writes: Int
}

extension Store {
    /// Refused, before anything is written, by a clock that cannot be right and on a state that does not verify.
    package func beginPass(at now: Instant) throws(StoreError) -> Int64 {
        try PlausibleClock.check(now)
        try verifyForWriting()
        return try noting { db in
            try db.run(prepared: "INSERT INTO pass (started_at) VALUES (?)", arguments: [now.milliseconds])
            let id = db.lastInsertedRowID
            // Passes are telemetry, not the audit trail: ten thousand are a week of one a minute.
            try db.run(prepared: "DELETE FROM pass WHERE id <= ?", arguments: [id.minus(10_000)])
            return id
        }
    }

    package func finishPass(
        _ id: Int64, _ outcome: PassRecord.Outcome, reason: String?, heroRequests: Int, lexofficeRequests: Int, writes: Int, at now: Instant
    ) throws(StoreError) {
        try noting { db in
            try db.run(
                prepared: """
                    UPDATE pass SET finished_at = ?, outcome = ?, reason = ?, hero_requests = ?, lexoffice_requests = ?, writes = ? WHERE id = ?
                    """, arguments: [now.milliseconds, outcome.rawValue, reason, heroRequests, lexofficeRequests, writes, id])
        }
        try rest(at: now)
    }

    /// Nothing follows from a record of a pass that a power cut takes, so none waits for the disk. Whatever is committed later takes it
    /// along.
    private func noting<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try Store.guarded(path) {
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA synchronous = NORMAL")
                let outcome = Result {
                    var result: T?
                    try db.inTransaction {
                        result = try work(db)
                        return .commit
                    }
                    guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
                    return result
                }
                // What is committed after this does wait for the disk: a level that cannot be put back ends the work.
                try db.execute(sql: "PRAGMA synchronous = FULL")
                return try outcome.get()
            }
        }
    }

    package func lastPass(_ outcome: PassRecord.Outcome? = nil) throws(StoreError) -> PassRecord? {
        try read { db in
            try Row.fetchOne(
                db, prepared: "SELECT * FROM pass WHERE ? IS NULL OR outcome = ? ORDER BY id DESC LIMIT 1",
                arguments: [outcome?.rawValue, outcome?.rawValue]
            ).map { row in
                PassRecord(
                    id: row["id"], startedAt: Instant(milliseconds: row["started_at"]),
                    finishedAt: (row["finished_at"] as Int64?).map(Instant.init(milliseconds:)),
                    outcome: (row["outcome"] as String?).flatMap(PassRecord.Outcome.init), reason: row["reason"],
                    heroRequests: row["hero_requests"], lexofficeRequests: row["lexoffice_requests"], writes: row["writes"])
            }
        }
    }
}
