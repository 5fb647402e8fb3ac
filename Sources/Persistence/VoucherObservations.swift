package import Bookkeeping
import GRDB

/// A row of lexoffice's voucher list.
package protocol ListedVoucher: Storable {
    var id: String { get }
    var number: String? { get }
    var updated: String { get }
    /// All it is made of, in the order of the names, for who has a hundred thousand of them to write; nil leaves it to an encoder.
    var members: [ListedMember]? { get }
}

extension ListedVoucher {
    package var members: [ListedMember]? { nil }
}

extension RowValues.Place {
    fileprivate static func voucher(_ id: String) -> Self { Self(table: "lex_voucher", id: id) }
    fileprivate static func stamp(_ id: String) -> Self { Self(table: "lex_voucher checked", id: id) }
}

extension Store {
    package func freshVouchers() throws(StoreError) -> [String] { try columns("SELECT id FROM lex_voucher WHERE fresh = 1 ORDER BY id") }

    package func settle(vouchers: [String]) throws(StoreError) {
        guard !vouchers.isEmpty else { return }
        try write { db in
            for id in vouchers { try db.run(prepared: "UPDATE lex_voucher SET fresh = 0 WHERE id = ? AND fresh <> 0", arguments: [id]) }
        }
    }

    /// How many vouchers the mirror holds.
    package func voucherCount() throws(StoreError) -> Int {
        try read { db in try Int.fetchOne(db, prepared: "SELECT COUNT(*) FROM lex_voucher") ?? 0 }
    }

    /// Remembers how far the movements of a voucher are explained.
    package func set(explained stamp: some Storable, ofVoucher id: String) throws(StoreError) {
        try run("UPDATE lex_voucher SET checked = ? WHERE id = ?", [try values.text(stamp, .stamp(id)), id])
    }

    /// The stamp of the last movement that was explained; nil while the next one is our own doing.
    package func explained<Stamp: Storable>(_ type: Stamp.Type, ofVoucher id: String) throws(StoreError) -> Stamp? {
        try row("SELECT checked FROM lex_voucher WHERE id = ? AND checked IS NOT NULL", [id]) { try values.value(type, $0[0], .stamp(id)) }
    }

    /// Vouchers we hold links to that the mirror does not show.
    package func linkedVouchersNotListed() throws(StoreError) -> [String] {
        try read { db in
            try String.fetchAll(
                db,
                sql: """
                    SELECT remote_id FROM link WHERE kind = 'invoice' AND unlinked_at IS NULL
                        AND remote_id NOT IN (SELECT id FROM lex_voucher) ORDER BY remote_id
                    """)
        }
    }

    /// Rows that are new or differ are written and stay fresh until ``settle(vouchers:)``. Returns how many those were.
    package func record(vouchers: [some ListedVoucher], at now: Instant) throws(StoreError) -> Int {
        try write { db in
            var changed = 0
            for voucher in vouchers {
                let row = try values.text(voucher, .voucher(voucher.id))
                let known = try String.fetchOne(db, prepared: "SELECT row FROM lex_voucher WHERE id = ?", arguments: [voucher.id])
                if known == row { continue }
                changed += 1
                try record(voucher, row, at: now, in: db)
            }
            return changed
        }
    }

    func record(_ voucher: some ListedVoucher, _ row: String, at now: Instant, in db: Database) throws {
        try db.run(
            prepared: """
                INSERT INTO lex_voucher (id, row, number, number_key, updated, seen_at) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET row = excluded.row, number = excluded.number, number_key = excluded.number_key,
                    updated = excluded.updated, seen_at = excluded.seen_at, fresh = 1
                """,
            arguments: [voucher.id, row, voucher.number ?? "", NumberSpelling.key(voucher.number ?? ""), voucher.updated, now.milliseconds])
    }

    package func vouchers<Listed: Storable>(_ type: Listed.Type) throws(StoreError) -> [Listed] {
        try rows("SELECT id, row FROM lex_voucher ORDER BY id") { try listed($0) }
    }

    /// Vouchers whose number may be this one, however it is spelled.
    package func vouchers<Listed: Storable>(_ type: Listed.Type, number: String) throws(StoreError) -> [Listed] {
        try rows("SELECT id, row FROM lex_voucher WHERE number_key = ? ORDER BY id", [NumberSpelling.key(number)]) { try listed($0) }
    }

    package func vouchers<Listed: Storable>(_ type: Listed.Type, ids: Set<String>) throws(StoreError) -> [Listed] {
        try rows(
            "SELECT id, row FROM lex_voucher WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", [try RowText.text(ids.sorted())]
        ) { try listed($0) }
    }

    package func voucher<Listed: Storable>(_ type: Listed.Type, _ id: String) throws(StoreError) -> Listed? {
        try row("SELECT id, row FROM lex_voucher WHERE id = ?", [id]) { try listed($0) }
    }

    func listed<Listed: Storable>(_ row: Row) throws -> Listed { try values.value(Listed.self, row["row"], .voucher(row["id"])) }
}
