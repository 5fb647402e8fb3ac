package import Bookkeeping
import Foundation
import GRDB

extension AccessStore {
    /// Keeps the digest of a new key, good once for ten minutes.
    package func issue(_ grant: AccessGrant, key: SecretDigest, at now: Instant) throws(StoreError) -> AccessKey {
        try perform { db in
            try AccessStore.tidy(db, now)
            let expires = now.adding(milliseconds: Bounds.keyMilliseconds)
            try db.execute(
                sql: "INSERT INTO key (hash, name, role, days, issued, expires) VALUES (?, ?, ?, ?, ?, ?)",
                arguments: [
                    Data(key.bytes), grant.name.text, grant.role.rawValue, grant.days, now.milliseconds, expires.milliseconds,
                ])
            let id = db.lastInsertedRowID
            try db.execute(
                sql: "DELETE FROM key WHERE id NOT IN (SELECT id FROM key ORDER BY id DESC LIMIT ?)", arguments: [Bounds.keys])
            return AccessKey(id: id, grant: grant, issued: now, expires: expires)
        }
    }

    /// Turns a key into a session, once.
    /// - Parameters:
    ///   - session: the digest of the new session's secret.
    ///   - old: the session the visitor has so far, which ends when he comes in anew.
    package func redeem(_ key: SecretDigest, session: SecretDigest, replacing old: SecretDigest?, at now: Instant) throws(StoreError)
        -> Redemption
    {
        try perform { db in
            try AccessStore.tidy(db, now)
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM key WHERE hash = ?", arguments: [Data(key.bytes)]) else {
                return .unknown
            }
            let reading = AccessRow(row)
            guard reading.isNull("used") else { return .used }
            let (issued, expires) = (try reading.number("issued"), try reading.number("expires"))
            guard now.milliseconds < expires, now.milliseconds >= issued.minus(Bounds.clockMilliseconds) else { return .expired }
            let grant = try AccessRow(row).grant()
            try db.execute(sql: "UPDATE key SET used = ? WHERE hash = ?", arguments: [now.milliseconds, Data(key.bytes)])
            if let old { try db.execute(sql: "DELETE FROM session WHERE hash = ?", arguments: [Data(old.bytes)]) }
            return .accepted(try AccessStore.begin(db, grant, session, now))
        }
    }

    /// Links that still let somebody in, the newest first.
    package func openKeys(at now: Instant) throws(StoreError) -> [AccessKey] {
        try look { db in
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM key WHERE used IS NULL AND expires > ? ORDER BY id DESC", arguments: [now.milliseconds])
            return try rows.map { try AccessRow($0).key() }
        }
    }

    /// What is over is removed.
    static func tidy(_ db: Database, _ now: Instant) throws {
        let forgotten = now.milliseconds.minus(Bounds.memoryMilliseconds)
        try db.execute(sql: "DELETE FROM key WHERE expires < ?", arguments: [forgotten])
        try db.execute(
            sql: "DELETE FROM session WHERE expires <= ? OR lastUsed <= ? OR lastUsed > ?",
            arguments: [
                now.milliseconds, now.milliseconds.minus(Bounds.idleMilliseconds), now.milliseconds.plus(Bounds.clockMilliseconds),
            ])
    }
}
