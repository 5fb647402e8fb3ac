package import Bookkeeping
import Foundation
import GRDB

extension AccessStore {
    /// The session a visitor's secret belongs to, or nil where it is over or was never one. Its use is written down once a minute, and
    /// anything else is a look.
    package func session(_ secret: SecretDigest, at now: Instant) throws(StoreError) -> AccessSession? {
        let found = try look { db in
            try Row.fetchOne(db, sql: "SELECT * FROM session WHERE hash = ?", arguments: [Data(secret.bytes)])
                .map { try AccessRow($0).session() }
        }
        guard let session = found, AccessStore.isAlive(session, now) else { return nil }
        if now.milliseconds(since: session.lastUsed) >= Bounds.touchMilliseconds { try touch(session, at: now) }
        return session
    }

    /// One that was revoked since it was seen stays revoked, and of two uses the later counts.
    private func touch(_ session: AccessSession, at now: Instant) throws(StoreError) {
        try perform { db in
            try db.execute(
                sql: "UPDATE session SET lastUsed = ? WHERE id = ? AND lastUsed < ?",
                arguments: [now.milliseconds, session.id, now.milliseconds])
        }
    }

    /// Everybody who is in, whoever was last seen first.
    package func sessions(at now: Instant) throws(StoreError) -> [AccessSession] {
        try look { db in
            try Row.fetchAll(db, sql: "SELECT * FROM session ORDER BY lastUsed DESC, id DESC").map { try AccessRow($0).session() }
                .filter { AccessStore.isAlive($0, now) }
        }
    }

    /// Whether there was such a link or session. Who had it is out with his next request.
    package func revoke(_ id: AccessID) throws(StoreError) -> Bool {
        try perform { db in
            switch id {
            case .key(let number): try db.execute(sql: "DELETE FROM key WHERE id = ? AND used IS NULL", arguments: [number])
            case .session(let number): try db.execute(sql: "DELETE FROM session WHERE id = ?", arguments: [number])
            }
            return db.changesCount > 0
        }
    }

    /// All links and all sessions; how many there were of both.
    package func revokeAll() throws(StoreError) -> (keys: Int, sessions: Int) {
        try perform { db in
            try db.execute(sql: "DELETE FROM key WHERE used IS NULL")
            let keys = db.changesCount
            try db.execute(sql: "DELETE FROM session")
            return (keys, db.changesCount)
        }
    }

    /// Logging out.
    package func end(_ secret: SecretDigest) throws(StoreError) {
        try perform { db in try db.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [Data(secret.bytes)]) }
    }

    /// The one that was not used the longest makes room.
    static func begin(_ db: Database, _ grant: AccessGrant, _ secret: SecretDigest, _ now: Instant) throws -> AccessSession {
        try db.execute(
            sql: "DELETE FROM session WHERE id NOT IN (SELECT id FROM session ORDER BY lastUsed DESC, id DESC LIMIT ?)",
            arguments: [Bounds.sessions - 1])
        let expires = now.adding(milliseconds: Int64(grant.days).times(86_400_000))
        try db.execute(
            sql: "INSERT INTO session (hash, name, role, begun, lastUsed, expires) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                Data(secret.bytes), grant.name.text, grant.role.rawValue, now.milliseconds, now.milliseconds, expires.milliseconds,
            ])
        return AccessSession(
            id: db.lastInsertedRowID, name: grant.name, role: grant.role, begun: now, lastUsed: now, expires: expires)
    }

    /// A clock that was set back prolongs nothing: what was used well after now is over.
    private static func isAlive(_ session: AccessSession, _ now: Instant) -> Bool {
        let idle = now.milliseconds(since: session.lastUsed)
        return now < session.expires && idle < Bounds.idleMilliseconds && idle >= -Bounds.clockMilliseconds
    }
}
