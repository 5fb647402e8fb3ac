import GRDB

/// How long SQLite's log may grow, and what is left of it, so that a Litestream beside the state misses nothing (decision 36).
enum LogLimits {
    /// Litestream puts the log into the file itself, at a thousand pages. As long as it has not read all of it nobody may begin it anew,
    /// which a lock of its own prevents; where it lost that, only a log as long as this is begun anew behind its back.
    private static let pagesBesideLitestream = 10_000

    /// Of a connection that writes.
    static func set(_ db: Database) throws {
        // A log that begins anew is cut to what it holds. Behind its beginning, what is left of the former one would tell a Litestream
        // that was away meanwhile that it has missed nothing, and its replica would lack what came in between.
        try db.execute(sql: "PRAGMA journal_size_limit = 0")
        let isCarried = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_litestream_seq')") == true
        if isCarried { try db.execute(sql: "PRAGMA wal_autocheckpoint = \(pagesBesideLitestream)") }
    }
}
