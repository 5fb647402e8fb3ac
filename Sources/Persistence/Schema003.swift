import Foundation
import GRDB

/// Seals of the tables that decide without standing in the chain, and a name for the history of this state.
enum Schema003 {
    static func extend(_ db: Database) throws {
        try db.execute(sql: "CREATE TABLE seal (name TEXT PRIMARY KEY NOT NULL, sum BLOB NOT NULL, changes INTEGER NOT NULL) STRICT")
        try Restorations.beginHistory(in: db)
        for table in Seals.tables {
            try db.execute(
                sql: "INSERT INTO seal (name, sum, changes) VALUES (?, ?, 0)", arguments: [table.name, try Seals.sum(of: table, in: db)])
            for (moment, rows) in [("INSERT", ["NEW."]), ("DELETE", ["OLD."]), ("UPDATE", ["OLD.", "NEW."])] {
                let columns = moment == "UPDATE" ? " OF \(table.columns.joined(separator: ", "))" : ""
                let texts = rows.map { Seals.text(of: table, row: $0) }.joined(separator: ", ")
                try db.execute(
                    sql: """
                        CREATE TRIGGER seal_\(table.name)_\(moment.lowercased()) AFTER \(moment)\(columns) ON \(table.name) BEGIN
                            UPDATE seal SET sum = \(Seals.functionName)(sum, \(texts)), changes = MIN(changes, 4611686018427387904) + 1
                                WHERE name = '\(table.name)';
                        END
                        """)
            }
        }
    }
}
