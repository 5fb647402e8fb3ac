import GRDB

/// Append-only, numbered, one file each.
enum Migrations {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("001") { try Schema001.create($0) }
        return migrator
    }

    static func refuseNewer(_ db: Database, path: String) throws {
        guard try migrator.hasBeenSuperseded(db) else { return }
        throw StoreError(
            code: .newerVersion, subject: path, cause: "this state was written by a newer version of reconcile",
            hint: "Install that version again; a downgrade is not possible without restoring the backup made before the upgrade.")
    }

    /// The file must hold exactly the tables and triggers this program makes, and charts of the same shape.
    static func check(_ db: Database, path: String) throws {
        try refuseNewer(db, path: path)
        guard try migrator.hasCompletedMigrations(db) else {
            throw StoreError(
                code: .missing, subject: path, cause: "the state is older than this program and not migrated yet",
                hint: "Run `reconcile` or `reconcile setup` once; it migrates by itself.")
        }
        if let chart = try Charts.differing(in: db) {
            throw StoreError(
                code: .altered, subject: path, cause: "the \(chart) chart of this state is not the one compiled in",
                hint: "Use the version of reconcile that wrote it.")
        }
        guard try schema(db) == expectedSchema.get() else {
            throw StoreError(
                code: .altered, subject: path, cause: "tables or triggers were changed by hand",
                hint: "Restore a backup; `reconcile journal verify` shows how far the journal can be trusted.")
        }
    }

    private static func schema(_ db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT type || ' ' || name || ' ' || COALESCE(sql, '') FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY 1")
    }

    /// What the migrations make of an empty file; worked out once in a process.
    private static let expectedSchema: Result<[String], any Error> = Result {
        let fresh = try DatabaseQueue()
        try migrator.migrate(fresh)
        return try fresh.read { try schema($0) }
    }
}
