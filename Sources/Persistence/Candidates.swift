import GRDB
package import StateCharts

/// The remote things a machine's reason is about, for a person to choose among or to say no to: vouchers of a number, contacts of a
/// name, entries like a payment. All of them, in rows; the sentence people read names a few.
enum Candidates {
    static func all(kind: String, key: String, in db: Database) throws -> [String] {
        try String.fetchAll(
            db, prepared: "SELECT remote_id FROM candidate WHERE kind = ? AND key = ? ORDER BY position", arguments: [kind, key])
    }

    /// They belong to the reason, and go with it.
    static func replace(_ ids: [String], kind: String, key: String, in db: Database) throws {
        try db.run(prepared: "DELETE FROM candidate WHERE kind = ? AND key = ?", arguments: [kind, key])
        for (position, id) in ids.enumerated() {
            try db.run(
                prepared: "INSERT INTO candidate (kind, key, position, remote_id) VALUES (?, ?, ?, ?)",
                arguments: [kind, key, position, id])
        }
    }

    static func disown(_ id: String, key: String, in db: Database) throws {
        try db.run(prepared: "INSERT OR IGNORE INTO disowned (key, remote_id) VALUES (?, ?)", arguments: [key, id])
    }
}

extension Store {
    /// In the order they were found.
    package func candidates<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> [String] {
        try look { db in try Candidates.all(kind: C.name, key: key, in: db) }
    }
}
