import GRDB

/// Append-only, numbered, one file each.
enum Migrations {
    typealias Step = (name: String, run: @Sendable (Database) throws -> Void)

    /// Each runs in one transaction. A chart of another shape is such a step too: it carries the rows over and records the new hash.
    static let steps: [Step] = [
        ("001", { try Schema001.create($0) }), ("002", { try Schema002.extend($0) }), ("003", { try Schema003.extend($0) }),
        ("004", { try Schema004.extend($0) }), ("005", { try Schema005.extend($0) }),
        ("006", { try Schema006.extend($0) }), ("007", { try Schema007.extend($0) }),
        ("008", { try Schema008.extend($0) }),
        ("009", { try Schema009.extend($0) }),
        ("010", { try Schema010.extend($0) }),
        ("011", { try Schema011.extend($0) }),
        ("012", { try Schema012.extend($0) }),
        ("013", { try Schema013.extend($0) }),
    ]

    /// The digest of what ``steps`` make; a test says what it has to be. Making it anew takes longer than all else a command does: a file
    /// that has this one needs no more, any other is held against what the steps make here and now.
    static let known = "e69406945800e5e37569dba03828f8a37c463e1523e8c9028bc30e9b3038d4db"

    static func digest(_ schema: [String]) -> String { Digest.sha256(schema.joined(separator: "\n").utf8) }

    static func migrator(_ steps: [Step] = steps) -> DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for step in steps { migrator.registerMigration(step.name, migrate: step.run) }
        return migrator
    }

    /// The first step a state with a past has before it; nil of a new or a present one.
    static func firstPending(_ db: Database, _ steps: [Step]) throws -> String? {
        let applied = try migrator(steps).appliedIdentifiers(db)
        return applied.isEmpty ? nil : steps.map(\.name).first { !applied.contains($0) }
    }

    static func refuseNewer(_ db: Database, _ migrator: DatabaseMigrator = migrator(), path: String) throws {
        guard try migrator.hasBeenSuperseded(db) else { return }
        throw StoreError(
            code: .newerVersion, subject: path, cause: "this state was written by a newer version of reconcile",
            hint: """
                Install that version again; or put back the backup made before the upgrade (reconcile.sqlite.before-…): \
                systemd/README.md, "Backup, restore, loss".
                """)
    }

    /// The file must hold exactly the tables and triggers this program makes, and charts of the same shape.
    static func check(_ db: Database, _ steps: [Step] = steps, path: String) throws {
        let migrator = migrator(steps)
        try refuseNewer(db, migrator, path: path)
        guard try migrator.hasCompletedMigrations(db) else {
            throw StoreError(
                code: .missing, subject: path, cause: "the state is older than this program and not migrated yet",
                hint: "Run `reconcile` or `reconcile setup` once; it migrates by itself.")
        }
        if let chart = try CompiledCharts.differing(in: db) {
            throw StoreError(
                code: .altered, subject: path, cause: "the \(chart) chart of this state is not the one compiled in",
                hint: "Use the version of reconcile that wrote it.")
        }
        let schema = try schema(db)
        guard try digest(schema) == known || schema == made(by: steps) else {
            throw StoreError(
                code: .altered, subject: path, cause: "tables or triggers were changed by hand",
                hint: "Restore a backup; `reconcile journal verify` shows how far the journal can be trusted.")
        }
    }

    /// SQLite's own indexes and tables are left out, and what Litestream puts into every database it copies, to the letter.
    private static func schema(_ db: Database) throws -> [String] {
        let found = try String.fetchAll(
            db,
            sql: """
                SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema
                WHERE NOT (type IN ('table', 'index') AND name LIKE 'sqlite\\_%' ESCAPE '\\') ORDER BY 1
                """)
        return found.filter { !litestream.contains($0) }
    }

    private static let litestream: Set = [
        "table _litestream_seq CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)",
        "table _litestream_lock CREATE TABLE _litestream_lock (id INTEGER)",
    ]

    /// What the migrations make of an empty file.
    static func made(by steps: [Step]) throws -> [String] {
        let fresh = try DatabaseQueue(configuration: Store.configuration(.inMemory))
        try migrator(steps).migrate(fresh)
        return try fresh.read { try schema($0) }
    }
}
