package import Bookkeeping
import GRDB
package import StateCharts

/// A tie between one of our keys and a lexoffice id. Ended ties stay as tombstones for ever (domain.md S43, G6).
package struct Link: Sendable, Hashable {
    package var kind: String
    package var key: String
    package var remoteID: String
    package var linkedAt: Instant
    package var unlinkedAt: Instant?
}

package struct Intent: Sendable, Hashable {
    package var kind: String
    package var key: String
    package var action: String
    package var digest: String
    package var openedAt: Instant
}

extension Store {
    package func link<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> Link? {
        try read { db in
            try Row.fetchOne(
                db, prepared: "SELECT * FROM link WHERE kind = ? AND key = ? AND unlinked_at IS NULL", arguments: [C.name, key]
            ).map(Link.init)
        }
    }

    /// Living links of a kind.
    package func links<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [Link] {
        try read { db in
            try Row.fetchAll(db, prepared: "SELECT * FROM link WHERE kind = ? AND unlinked_at IS NULL ORDER BY id", arguments: [C.name])
                .map(Link.init)
        }
    }

    /// Every link of a kind there ever was, ended ones included, oldest first.
    package func ties<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [Link] {
        try read { db in
            try Row.fetchAll(db, prepared: "SELECT * FROM link WHERE kind = ? ORDER BY id", arguments: [C.name]).map(Link.init)
        }
    }

    /// Which of our keys holds this voucher now, if any.
    package func holder(ofVoucher remoteID: String) throws(StoreError) -> String? {
        try read { db in
            try String.fetchOne(
                db, prepared: "SELECT key FROM link WHERE kind = 'invoice' AND remote_id = ? AND unlinked_at IS NULL", arguments: [remoteID]
            )
        }
    }

    /// Ever-linked vouchers of a key whose tie has ended.
    package func tombstones<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> [Link] {
        try read { db in
            try Row.fetchAll(
                db, prepared: "SELECT * FROM link WHERE kind = ? AND key = ? AND unlinked_at IS NOT NULL ORDER BY id",
                arguments: [C.name, key]
            ).map(Link.init)
        }
    }

    package func booking(_ key: String) throws(StoreError) -> Booking? {
        try read { db in
            try Row.fetchOne(db, prepared: "SELECT * FROM booking WHERE key = ?", arguments: [key]).flatMap(Booking.init)
        }
    }

    package func disowned(_ key: String) throws(StoreError) -> Set<String> {
        try read { db in Set(try String.fetchAll(db, prepared: "SELECT remote_id FROM disowned WHERE key = ?", arguments: [key])) }
    }

    /// Every voucher a person said is not the document it resembles.
    package func allDisowned() throws(StoreError) -> Set<String> {
        try read { db in Set(try String.fetchAll(db, prepared: "SELECT remote_id FROM disowned")) }
    }

    /// When each key of a kind was first tied to a remote id, whether or not that tie still holds.
    package func firstLinks<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [String: Instant] {
        try read { db in
            let rows = try Row.fetchAll(
                db, prepared: "SELECT key, MIN(linked_at) AS at FROM link WHERE kind = ? GROUP BY key", arguments: [C.name])
            return Dictionary(
                rows.map { ($0["key"] as String, Instant(milliseconds: $0["at"])) }, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Whether a file that lexoffice says it took was already given to another voucher: of another document, or one that was
    /// tied to this document before (domain.md E5).
    package func isFileElsewhere(_ fileID: String, key: String) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM intent WHERE action = 'attachFile' AND outcome = 'done' AND remote_id = :file AND (key <> :key OR
                            (SELECT remote_id FROM link WHERE kind = 'invoice' AND key = :key AND linked_at <= closed_at
                                ORDER BY id DESC LIMIT 1)
                            IS NOT (SELECT remote_id FROM link WHERE kind = 'invoice' AND key = :key AND unlinked_at IS NULL)))
                    """, arguments: ["file": fileID, "key": key]) ?? false
        }
    }

    /// Writes announced and not yet accounted for.
    package func openIntents() throws(StoreError) -> [Intent] {
        try read { db in
            try Row.fetchAll(db, prepared: "SELECT * FROM intent WHERE outcome IS NULL ORDER BY id").map { row in
                Intent(
                    kind: row["kind"], key: row["key"], action: row["action"], digest: row["digest"],
                    openedAt: Instant(milliseconds: row["opened_at"]))
            }
        }
    }

    package func cursor(_ name: String) throws(StoreError) -> String? {
        try read { db in try String.fetchOne(db, prepared: "SELECT value FROM cursor WHERE name = ?", arguments: [name]) }
    }

    package func set(cursor name: String, to value: String) throws(StoreError) {
        try write { db in
            try db.run(
                prepared: "INSERT INTO cursor (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                arguments: [name, value])
        }
    }

    package func setting(_ name: String) throws(StoreError) -> String? {
        try read { db in try String.fetchOne(db, prepared: "SELECT value FROM setting WHERE name = ?", arguments: [name]) }
    }

    /// Changes a setting and keeps old and new value in the journal (G5). No entry when nothing changes.
    package func set(setting name: String, to value: String, by author: Author, at now: Instant) throws(StoreError) {
        try write { db in
            let old = try String.fetchOne(db, prepared: "SELECT value FROM setting WHERE name = ?", arguments: [name])
            guard old != value, old != nil || value != "none" else { return }
            try db.run(
                prepared: """
                    INSERT INTO setting (name, value, changed_at) VALUES (?, ?, ?)
                    ON CONFLICT (name) DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
                    """, arguments: [name, value, now.milliseconds])
            let detail = ["old": Store.token(old ?? "-"), "new": Store.token(value)]
            try Journal.append(
                Journal.Line(kind: "setting", key: name, from: "-", event: "changed", to: "-", effects: "", detail: detail), by: author,
                at: now, in: db)
        }
    }

    /// Settings may hold free text; the journal takes tokens.
    private static func token(_ text: String) -> String {
        String(text.prefix(400).map { $0 == " " || $0 == "\n" ? "_" : $0 })
    }
}

extension Booking {
    /// Nil where the row has none.
    init?(_ row: Row) throws {
        guard let voucher = row["voucher"] as String? else { return nil }
        self.init(voucher: try Coding.value(Voucher.self, voucher), contactID: row["contact_id"], fileSHA256: row["file_sha256"])
    }
}

extension Link {
    init(_ row: Row) {
        self.init(
            kind: row["kind"], key: row["key"], remoteID: row["remote_id"], linkedAt: Instant(milliseconds: row["linked_at"]),
            unlinkedAt: (row["unlinked_at"] as Int64?).map(Instant.init(milliseconds:)))
    }
}
