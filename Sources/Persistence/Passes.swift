package import Bookkeeping
import GRDB
import Synchronization

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
    /// Refused by a clock that cannot be right and on a state that does not verify. Nothing is written until the pass changes something:
    /// most find nothing new.
    package func beginPass(at now: Instant) throws(StoreError) -> Int64 {
        try PlausibleClock.check(now)
        try verifyForWriting()
        let (id, changes) = try read { db in
            (try Int64.fetchOne(db, prepared: "SELECT COALESCE(MAX(id), 0) + 1 FROM pass") ?? 1, db.totalChangesCount)
        }
        let waiting = waiting.withLock { $0 }
        underway.withLock { $0 = PassUnderway(id: id, startedAt: now, changes: changes, waiting: waiting) }
        return id
    }

    /// In the transaction of the first change of a pass: what a crash leaves unfinished is seen to have begun.
    func keepPass(in db: Database) throws {
        guard let pass = underway.withLock({ $0 }), !pass.isKept, db.totalChangesCount > pass.changes else { return }
        try db.run(
            prepared: "INSERT OR IGNORE INTO pass (id, started_at) VALUES (?, ?)", arguments: [pass.id, pass.startedAt.milliseconds])
        // Passes are telemetry, not the audit trail: ten thousand rows are a week of one a minute.
        try db.run(prepared: "DELETE FROM pass WHERE id <= ?", arguments: [pass.id.minus(10_000)])
        try keepWaitingFacts(in: db)
        underway.withLock { $0?.isKept = true }
    }

    /// - Parameter turning: a fact that moves with every pass, and by which nothing is otherwise.
    /// - Returns: where the pass left the state as it found it, until when a pass that finds the same is worth a beat alone.
    @discardableResult
    package func finishPass(
        _ id: Int64, _ outcome: PassRecord.Outcome, reason: String?, heroRequests: Int, lexofficeRequests: Int, writes: Int,
        turning: String? = nil, at now: Instant
    ) throws(StoreError) -> Instant? {
        let pass = underway.withLock { pass in
            defer { pass = nil }
            return pass
        }
        let isQuiet = pass.map { $0.id == id && !$0.isKept && outcome == .complete && writes == 0 } ?? false
        let isSame = waiting.withLock { waiting in
            pass.map { pass in waiting.filter { $0.key != turning } == pass.waiting.filter { $0.key != turning } } ?? false
        }
        let followed = isQuiet ? try pass.flatMap { (pass) throws(StoreError) in try newestComplete(before: pass.startedAt) } : nil
        if let pass, followed != nil {
            if let directory { Heartbeat.beat(directory, at: pass.startedAt) } else { quietAt.withLock { $0 = pass.startedAt } }
        } else {
            try noting { db in
                try db.run(
                    prepared: """
                        INSERT INTO pass (id, started_at, finished_at, outcome, reason, hero_requests, lexoffice_requests, writes)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET finished_at = excluded.finished_at, outcome = excluded.outcome,
                            reason = excluded.reason, hero_requests = excluded.hero_requests,
                            lexoffice_requests = excluded.lexoffice_requests, writes = excluded.writes
                        """,
                    arguments: [
                        id, (pass?.startedAt ?? now).milliseconds, now.milliseconds, outcome.rawValue, reason, heroRequests,
                        lexofficeRequests, writes,
                    ])
                try keepWaitingFacts(in: db)
            }
        }
        try rest(at: now)
        guard isQuiet, isSame, let pass else { return nil }
        return (followed ?? pass.startedAt).adding(milliseconds: Heartbeat.maximum)
    }

    /// When the newest row began, where it is of a complete pass, and so young that another one like it need not be written down.
    private func newestComplete(before start: Instant) throws(StoreError) -> Instant? {
        let newest: Int64? = try row("SELECT started_at, outcome FROM pass ORDER BY id DESC LIMIT 1") { row in
            (row["outcome"] as String?) == PassRecord.Outcome.complete.rawValue ? row["started_at"] : nil
        }.flatMap(\.self)
        let began = newest.map(Instant.init(milliseconds:))
        return began.flatMap { (0..<Heartbeat.maximum).contains(start.milliseconds(since: $0)) ? $0 : nil }
    }

    /// A pass that would have found what the one before found was not made: the state need not be open for that.
    package static func beat(_ directory: String, at moment: Instant) { Heartbeat.beat(directory, at: moment) }

    /// Nothing follows from a record of a pass that a power cut takes, so none waits for the disk. Whatever is committed later takes it
    /// along.
    private func noting<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try Store.guarded(path) {
            try queue.writeWithoutTransaction { db in
                try Store.requireOpen(db)
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
        try look { db in
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
        }.map(withoutNews)
    }

    /// A complete pass, with the moment of the last one after it that found nothing new.
    private func withoutNews(_ pass: PassRecord) -> PassRecord {
        guard pass.outcome == .complete, case let latest = Heartbeat.latest(lastBeat, pass.startedAt), latest != pass.startedAt else {
            return pass
        }
        var pass = pass
        (pass.startedAt, pass.finishedAt) = (latest, max(latest, pass.finishedAt ?? latest))
        return pass
    }

    /// When the last pass began that was not worth a row.
    var lastBeat: Instant? { directory.flatMap(Heartbeat.last) ?? quietAt.withLock { $0 } }
}
