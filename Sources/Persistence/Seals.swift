import Crypto
import Foundation
import GRDB

/// What one sealed table holds, as one number: the XOR of the hashes of its rows.
struct Seal: Sendable, Hashable, Codable {
    /// How often a row of the table changed.
    var changes: Int64
    var sum: String
}

/// The proof of what decides without standing in the chain: links, bookings, settings, and what people said. Triggers keep the
/// sum of each table with a function only this program has, in the transaction of every change; whole verification adds all rows up
/// again. Whoever takes the triggers away, changes a row and puts them back leaves a sum that does not fit, and whoever reckons the sum
/// as well meets the sums kept in the watermark.
enum Seals {
    struct Table: Sendable {
        var name: String
        var columns: [String]
    }

    static let tables = first + [candidate, decision, closing]
    static let candidate = Table(name: "candidate", columns: ["kind", "key", "position", "remote_id"])
    static let decision = Table(
        name: "decision",
        columns: [
            "seq", "id", "kind", "arguments", "subject_kind", "subject_key", "rev", "seen", "actor", "reason", "created_at", "taken_at",
            "outcome", "exit", "answer", "outcome_at",
        ])
    static let closing = Table(
        name: "closing", columns: ["seq", "month", "hash", "name", "remark", "sheet", "actor", "signed_at"])
    /// Those that schema 003 sealed.
    static let first = [
        Table(name: "booking", columns: ["key", "voucher", "contact_id", "file_sha256"]),
        Table(name: "cursor", columns: ["name", "value"]),
        Table(name: "disowned", columns: ["key", "remote_id"]),
        Table(name: "intent", columns: ["id", "kind", "key", "action", "digest", "opened_at", "outcome", "remote_id", "closed_at"]),
        // What a person took note of, and of which reading; when it was read decides nothing.
        Table(name: "lex_payment", columns: ["voucher_id", "reading", "accepted"]),
        Table(name: "link", columns: ["id", "kind", "key", "remote_id", "linked_at", "unlinked_at"]),
        Table(name: "setting", columns: ["name", "value", "changed_at"]),
    ]

    static let functionName = "reconcile_seal"

    /// The sum first, then the rows that come or go: one of each kind undoes the other.
    static let function = DatabaseFunction(functionName, pure: true) { values in
        guard let first = values.first else { return nil }
        var sum = bytes(Data.fromDatabaseValue(first) ?? Data())
        for value in values.dropFirst() { add(SHA256.hash(data: Data.fromDatabaseValue(value) ?? Data()), to: &sum) }
        return Data(sum)
    }

    /// Triggers that keep the sum of a table, beginning with what it holds.
    static func begin(_ table: Table, in db: Database) throws {
        try db.execute(sql: "INSERT INTO seal (name, sum, changes) VALUES (?, ?, 0)", arguments: [table.name, try sum(of: table, in: db)])
        for (moment, rows) in [("INSERT", ["NEW."]), ("DELETE", ["OLD."]), ("UPDATE", ["OLD.", "NEW."])] {
            let columns = moment == "UPDATE" ? " OF \(table.columns.joined(separator: ", "))" : ""
            let texts = rows.map { text(of: table, row: $0) }.joined(separator: ", ")
            try db.execute(
                sql: """
                    CREATE TRIGGER seal_\(table.name)_\(moment.lowercased()) AFTER \(moment)\(columns) ON \(table.name) BEGIN
                        UPDATE seal SET sum = \(functionName)(sum, \(texts)), changes = MIN(changes, 4611686018427387904) + 1
                            WHERE name = '\(table.name)';
                    END
                    """)
        }
    }

    static func kept(in db: Database) throws -> [String: Seal] {
        let rows = try Row.fetchAll(db, prepared: "SELECT name, sum, changes FROM seal")
        return Dictionary(
            rows.map { ($0["name"] as String, Seal(changes: $0["changes"], sum: hexadecimal($0["sum"] as Data))) },
            uniquingKeysWith: { first, _ in first })
    }

    /// The first table whose rows are not what this program left. States of older schemas have no seals yet.
    static func firstDiffering(in db: Database) throws -> String? {
        guard try db.tableExists("seal") else { return nil }
        let kept = try kept(in: db)
        // A state of an older schema lacks the younger tables until it is migrated.
        let present = try tables.filter { try db.tableExists($0.name) }
        return try present.first { try kept[$0.name]?.sum != hexadecimal(sum(of: $0, in: db)) }?.name
    }

    static func sum(of table: Table, in db: Database) throws -> Data {
        var sum = bytes(Data())
        let rows = try Row.fetchCursor(db, sql: "SELECT \(text(of: table)) FROM \(table.name)")
        while let row = try rows.next() {
            try row.withUnsafeData(atIndex: 0) { add(SHA256.hash(data: $0 ?? Data()), to: &sum) }
        }
        return Data(sum)
    }

    /// All of one row, as SQL that makes it: table and values, each with its length, so that no two rows are the same text.
    static func text(of table: Table, row: String = "") -> String {
        "CAST('\(table.name)' || char(10) || \(Preimage.sql(table.columns.map { row + $0 })) AS BLOB)"
    }

    private static func bytes(_ data: Data) -> [UInt8] { Array(data.prefix(32)) + [UInt8](repeating: 0, count: max(0, 32 - data.count)) }

    private static func add(_ hash: SHA256.Digest, to sum: inout [UInt8]) {
        for (index, byte) in hash.enumerated() where index < sum.count { sum[index] ^= byte }
    }
}

/// What is hashed, put together by SQLite: reading each column by itself costs several times the hashing.
enum Preimage {
    /// `length:value` and a line break for each column; a dash for what is absent.
    static func sql(_ columns: [String]) -> String {
        columns.map { "COALESCE(length(CAST(\($0) AS BLOB)) || ':' || \($0), '-') || char(10)" }.joined(separator: " || ")
    }
}
