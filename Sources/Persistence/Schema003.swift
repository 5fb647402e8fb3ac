import Foundation
import GRDB

/// Seals of the tables that decide without standing in the chain, and a name for the history of this state.
enum Schema003 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: "CREATE TABLE seal (name TEXT PRIMARY KEY NOT NULL, sum BLOB NOT NULL, changes INTEGER NOT NULL) STRICT")
        try Restorations.beginHistory(in: db)
        for table in Seals.first { try Seals.begin(table, in: db) }
    }
}
