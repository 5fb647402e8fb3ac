import Foundation
import GRDB

/// The cells of a state, each by the name of its column and the number of its row.
struct StateCells: Sendable {
    private struct Column: Sendable {
        let table: String
        let name: String
        let isInteger: Bool
    }

    /// Enough to break two things that only together break a third.
    private static let cellsMaximum = 6

    private let pristine: Data
    private let path: String
    private let columns: [String: Column]
    let seeds: [[UInt8]]

    init(pristine: Data, path: String) throws {
        self.pristine = pristine
        self.path = path
        try pristine.write(to: URL(filePath: path))
        let queue = try DatabaseQueue(path: path)
        (columns, seeds) = try queue.read { db in
            var columns: [String: Column] = [:]
            var seeds: [[UInt8]] = []
            for table in try String.fetchAll(
                db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
            {
                for row in try Row.fetchAll(db, sql: "PRAGMA table_info(\(table))") {
                    let column = Column(table: table, name: row["name"], isInteger: row["type"] == "INTEGER")
                    columns["\(table).\(column.name)"] = column
                    let values = try String?.fetchAll(
                        db, sql: "SELECT CAST(\(column.name) AS TEXT) FROM \(table) ORDER BY 1 IS NULL, \(column.name) LIMIT 12")
                    seeds += values.enumerated().map { Array("\(table).\(column.name)#\($0.offset) \($0.element ?? "NULL")".utf8) }
                }
            }
            return (columns, seeds)
        }
        try queue.close()
    }

    /// Puts the state back as it was and changes what the input names. What SQLite refuses stays as it was.
    func apply(_ input: [UInt8]) {
        for leftover in ["-wal", "-shm", "-journal"] { unlink(path + leftover) }
        guard (try? pristine.write(to: URL(filePath: path))) != nil, let queue = try? DatabaseQueue(path: path) else { return }
        try? queue.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
            for line in input.split(separator: 0x0A).prefix(Self.cellsMaximum) { try? db.inTransaction { try change(line, db) } }
        }
        try? queue.close()
    }

    private func change(_ line: ArraySlice<UInt8>, _ db: Database) throws -> Database.TransactionCompletion {
        guard let mark = line.firstIndex(of: UInt8(ascii: "#")),
            let column = columns[String(decoding: line[..<mark], as: UTF8.self)],
            let blank = line[mark...].firstIndex(of: UInt8(ascii: " "))
        else { return .rollback }
        let row = Int(String(decoding: line[(mark + 1)..<blank], as: UTF8.self)) ?? 0
        let bytes = Data(line[(blank + 1)...])
        let value = String(decoding: bytes, as: UTF8.self)
        let triggers = try Row.fetchAll(
            db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?", arguments: [column.table])
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \"\(trigger["name"] as String)\"") }
        let name = column.name
        let place = "(SELECT \(name) FROM \(column.table) ORDER BY 1 IS NULL, \(name) LIMIT 1 OFFSET ?)"
        // Of several rows with that value one is as good as another; all of them are better.
        let target = "UPDATE OR REPLACE \(column.table) SET \(name) = %@ WHERE \(name) IS \(place)"
        if value == "NULL" {
            try db.execute(sql: target.replacing("%@", with: "NULL"), arguments: [row])
        } else if column.isInteger {
            guard let number = Int64(value) else { return .rollback }
            try db.execute(sql: target.replacing("%@", with: "?"), arguments: [number, row])
        } else {
            try db.execute(sql: target.replacing("%@", with: "CAST(? AS TEXT)"), arguments: [bytes, row])
        }
        for trigger in triggers { try db.execute(sql: trigger["sql"] as String) }
        return .commit
    }
}
