import GRDB

extension Store {
    /// SQLite's own quick look through the file; empty when it is whole.
    package func integrityComplaints() throws(StoreError) -> [String] {
        try read { db in try String.fetchAll(db, sql: "PRAGMA quick_check(3)").filter { $0 != "ok" } }
    }

    /// The last migration and the versions of the charts, for people who compare two installations.
    package func madeWith() throws(StoreError) -> String {
        try read { db in
            let step = try Migrations.migrator().appliedIdentifiers(db).max() ?? "-"
            let charts = try Row.fetchAll(db, sql: "SELECT name, version FROM chart ORDER BY name").map { row in
                "\(row["name"] as String) \(row["version"] as Int)"
            }
            return "\(step), charts \(charts.joined(separator: ", "))"
        }
    }

    package static var libraryVersion: String {
        // A database in memory; where there is no room for one, every other look at the state fails before this.
        (try? DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") }) ?? "-"
    }
}
