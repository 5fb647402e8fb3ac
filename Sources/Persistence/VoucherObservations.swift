package import Bookkeeping
import GRDB

/// A row of lexoffice's voucher list as last seen.
package struct VoucherObservation: Sendable, Hashable {
    package var id: String
    package var row: String
    package var number: String
    package var updated: String
    /// The stamp of the last movement that was explained; nil while the next one is our own doing.
    package var checked: String?

    package init(id: String, row: String, number: String, updated: String, checked: String? = nil) {
        self.id = id
        self.row = row
        self.number = number
        self.updated = updated
        self.checked = checked
    }
}

extension Store {
    package func freshVouchers() throws(StoreError) -> [String] {
        try read { db in try String.fetchAll(db, prepared: "SELECT id FROM lex_voucher WHERE fresh = 1 ORDER BY id") }
    }

    package func settle(vouchers: [String]) throws(StoreError) {
        try write { db in
            for id in vouchers { try db.run(prepared: "UPDATE lex_voucher SET fresh = 0 WHERE id = ?", arguments: [id]) }
        }
    }

    /// How many vouchers the mirror holds.
    package func voucherCount() throws(StoreError) -> Int {
        try read { db in try Int.fetchOne(db, prepared: "SELECT COUNT(*) FROM lex_voucher") ?? 0 }
    }

    /// Remembers how far the movements of a voucher are explained.
    package func set(checked stamp: String, ofVoucher id: String) throws(StoreError) {
        try write { db in try db.run(prepared: "UPDATE lex_voucher SET checked = ? WHERE id = ?", arguments: [stamp, id]) }
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
    /// - Parameter isSweep: marks unchanged rows as seen too, so that ``forgetVouchers(notSeenSince:)`` can tell what is gone.
    package func record(vouchers: [VoucherObservation], isSweep: Bool, at now: Instant) throws(StoreError) -> Int {
        try write { db in
            var changed = 0
            for voucher in vouchers {
                let known = try String.fetchOne(db, prepared: "SELECT row FROM lex_voucher WHERE id = ?", arguments: [voucher.id])
                if known == voucher.row {
                    if isSweep {
                        try db.run(prepared: "UPDATE lex_voucher SET seen_at = ? WHERE id = ?", arguments: [now.milliseconds, voucher.id])
                    }
                    continue
                }
                changed += 1
                try db.run(
                    prepared: """
                        INSERT INTO lex_voucher (id, row, number, number_key, updated, seen_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET row = excluded.row, number = excluded.number, number_key = excluded.number_key,
                            updated = excluded.updated, seen_at = excluded.seen_at, fresh = 1
                        """,
                    arguments: [
                        voucher.id, voucher.row, voucher.number, NumberSpelling.key(voucher.number), voucher.updated, now.milliseconds,
                    ])
            }
            return changed
        }
    }

    /// Of vouchers that a sweep showed in a form that cannot be read: what is known of them stays.
    package func markSeen(vouchers ids: [String], at now: Instant) throws(StoreError) {
        guard !ids.isEmpty else { return }
        try write { db in
            for id in ids {
                try db.run(prepared: "UPDATE lex_voucher SET seen_at = ? WHERE id = ?", arguments: [now.milliseconds, id])
            }
        }
    }

    /// After a complete sweep: forgets vouchers the sweep no longer showed.
    package func forgetVouchers(notSeenSince start: Instant) throws(StoreError) {
        try write { db in
            try db.run(prepared: "DELETE FROM lex_voucher WHERE seen_at < ?", arguments: [start.milliseconds])
        }
    }

    package func vouchers() throws(StoreError) -> [VoucherObservation] {
        try read { db in try Row.fetchAll(db, prepared: "SELECT * FROM lex_voucher ORDER BY id").map(VoucherObservation.init) }
    }

    /// Vouchers whose number may be this one, however it is spelled.
    package func vouchers(number: String) throws(StoreError) -> [VoucherObservation] {
        try read { db in
            try Row.fetchAll(
                db, prepared: "SELECT * FROM lex_voucher WHERE number_key = ? ORDER BY id", arguments: [NumberSpelling.key(number)]
            ).map(VoucherObservation.init)
        }
    }

    package func vouchers(_ ids: Set<String>) throws(StoreError) -> [VoucherObservation] {
        try read { db in
            try Row.fetchAll(
                db, prepared: "SELECT * FROM lex_voucher WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
                arguments: [try Coding.text(ids.sorted())]
            ).map(VoucherObservation.init)
        }
    }

    package func voucher(_ id: String) throws(StoreError) -> VoucherObservation? {
        try read { db in
            try Row.fetchOne(db, prepared: "SELECT * FROM lex_voucher WHERE id = ?", arguments: [id]).map(VoucherObservation.init)
        }
    }
}

extension VoucherObservation {
    init(_ row: Row) {
        self.init(id: row["id"], row: row["row"], number: row["number"], updated: row["updated"], checked: row["checked"])
    }
}
