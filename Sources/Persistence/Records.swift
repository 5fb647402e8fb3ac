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
        try row("SELECT * FROM link WHERE kind = ? AND key = ? AND unlinked_at IS NULL", [C.name, key], Link.init)
    }

    /// Living links of a kind.
    package func links<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [Link] {
        try rows("SELECT * FROM link WHERE kind = ? AND unlinked_at IS NULL ORDER BY id", [C.name], Link.init)
    }

    /// Every link of a kind there ever was, ended ones included, oldest first.
    package func ties<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [Link] {
        try rows("SELECT * FROM link WHERE kind = ? ORDER BY id", [C.name], Link.init)
    }

    /// Which of our keys holds this voucher now, if any.
    package func holder(ofVoucher remoteID: String) throws(StoreError) -> String? {
        try row("SELECT key FROM link WHERE kind = 'invoice' AND remote_id = ? AND unlinked_at IS NULL", [remoteID]) { $0[0] }
    }

    /// Ever-linked vouchers of a key whose tie has ended.
    package func tombstones<C: StateChart>(_ chart: C.Type, _ key: String) throws(StoreError) -> [Link] {
        try rows("SELECT * FROM link WHERE kind = ? AND key = ? AND unlinked_at IS NOT NULL ORDER BY id", [C.name, key], Link.init)
    }

    package func booking(_ key: String) throws(StoreError) -> Booking? {
        try row("SELECT * FROM booking WHERE key = ?", [key]) { try Booking($0, values) }.flatMap(\.self)
    }

    package func disowned(_ key: String) throws(StoreError) -> Set<String> {
        try look { db in Set(try String.fetchAll(db, prepared: "SELECT remote_id FROM disowned WHERE key = ?", arguments: [key])) }
    }

    /// Every voucher a person said is not the document it resembles.
    package func allDisowned() throws(StoreError) -> Set<String> {
        try read { db in Set(try String.fetchAll(db, prepared: "SELECT remote_id FROM disowned")) }
    }

    /// When each key of a kind was first tied to a remote id, whether or not that tie still holds.
    package func firstLinks<C: StateChart>(_ chart: C.Type) throws(StoreError) -> [String: Instant] {
        let first = try rows("SELECT key, MIN(linked_at) FROM link WHERE kind = ? GROUP BY key", [C.name]) {
            ($0[0] as String, Instant(milliseconds: $0[1]))
        }
        return Dictionary(first, uniquingKeysWith: { first, _ in first })
    }

    /// Whether a file that lexoffice says it took was already given to another voucher: of another document, or one that was
    /// tied to this document before (domain.md E5).
    package func isFileElsewhere(_ fileID: String, key: String) throws(StoreError) -> Bool {
        try look { db in
            try Bool.fetchOne(
                db,
                prepared: """
                    SELECT EXISTS (
                        SELECT 1 FROM intent WHERE action = 'attachFile' AND outcome = 'done' AND remote_id = :file AND (key <> :key OR
                            (SELECT remote_id FROM link WHERE kind = 'invoice' AND key = :key AND linked_at <= closed_at
                                ORDER BY id DESC LIMIT 1)
                            IS NOT (SELECT remote_id FROM link WHERE kind = 'invoice' AND key = :key AND unlinked_at IS NULL)))
                    """, arguments: ["file": fileID, "key": key]) ?? false
        }
    }

    /// Writes announced and not yet accounted for. The plus keeps SQLite from walking along all there ever were
    /// for the sake of their order.
    package func openIntents() throws(StoreError) -> [Intent] {
        try rows("SELECT * FROM intent WHERE outcome IS NULL ORDER BY +id") { row in
            Intent(
                kind: row["kind"], key: row["key"], action: row["action"], digest: row["digest"],
                openedAt: Instant(milliseconds: row["opened_at"]))
        }
    }
}

extension RowValues.Place {
    static func booking(_ key: String) -> Self { Self(table: "booking", id: key) }
}

extension Booking {
    /// Nil where the row has none.
    init?(_ row: Row, _ values: RowValues) throws {
        guard let text = row["voucher"] as String? else { return nil }
        let voucher = try values.value(Voucher.self, text, .booking(row["key"]))
        self.init(voucher: voucher, contactID: row["contact_id"], fileSHA256: row["file_sha256"])
    }
}

extension Link {
    init(_ row: Row) {
        self.init(
            kind: row["kind"], key: row["key"], remoteID: row["remote_id"], linkedAt: Instant(milliseconds: row["linked_at"]),
            unlinkedAt: (row["unlinked_at"] as Int64?).map(Instant.init(milliseconds:)))
    }
}
