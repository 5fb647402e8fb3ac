package import Bookkeeping
import GRDB

/// A HERO document as last seen. `header` and `detail` are the client's own values as JSON text: this module knows rows, not wires.
package struct DocumentObservation: Sendable, Hashable {
    package var id: Int
    package var header: String
    package var fingerprint: String
    /// HERO's `modified` as it came, for change detection alone.
    package var modified: String?
    /// The document this one reverses, if any.
    package var refersTo: Int?
    package var detail: String?
    package var detailFingerprint: String?
    package var detailModified: String?

    package init(
        id: Int, header: String, fingerprint: String, modified: String?, refersTo: Int? = nil, detail: String? = nil,
        detailFingerprint: String? = nil, detailModified: String? = nil
    ) {
        self.id = id
        self.header = header
        self.fingerprint = fingerprint
        self.modified = modified
        self.refersTo = refersTo
        self.detail = detail
        self.detailFingerprint = detailFingerprint
        self.detailModified = detailModified
    }
}

/// A row of lexoffice's voucher list as last seen.
package struct VoucherObservation: Sendable, Hashable {
    package var id: String
    package var row: String
    package var number: String
    package var updated: String

    package init(id: String, row: String, number: String, updated: String) {
        self.id = id
        self.row = row
        self.number = number
        self.updated = updated
    }
}

extension Store {
    /// Rows that are new or differ are written and stay fresh until ``settle(documents:)``: a crash between looking and
    /// concluding loses nothing.
    package func record(documents: [DocumentObservation], at now: Instant) throws(StoreError) {
        try write { db in
            for document in documents {
                let known = try String.fetchOne(db, sql: "SELECT header FROM hero_document WHERE id = ?", arguments: [document.id])
                if known == document.header { continue }
                try db.execute(
                    sql: """
                        INSERT INTO hero_document (id, header, fingerprint, modified, refers_to, seen_at) VALUES (?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET header = excluded.header, fingerprint = excluded.fingerprint,
                            modified = excluded.modified, refers_to = excluded.refers_to, seen_at = excluded.seen_at,
                            fresh = 1
                        """,
                    arguments: [
                        document.id, document.header, document.fingerprint, document.modified, document.refersTo, now.milliseconds,
                    ])
            }
        }
    }

    /// Documents with news nobody has drawn conclusions from yet.
    package func freshDocuments() throws(StoreError) -> [Int] {
        try read { db in try Int.fetchAll(db, sql: "SELECT id FROM hero_document WHERE fresh = 1 ORDER BY id") }
    }

    /// The conclusions are drawn and committed.
    package func settle(documents: Set<Int>) throws(StoreError) {
        try write { db in
            for id in documents { try db.execute(sql: "UPDATE hero_document SET fresh = 0 WHERE id = ?", arguments: [id]) }
        }
    }

    package func freshVouchers() throws(StoreError) -> [String] {
        try read { db in try String.fetchAll(db, sql: "SELECT id FROM lex_voucher WHERE fresh = 1 ORDER BY id") }
    }

    package func settle(vouchers: [String]) throws(StoreError) {
        try write { db in
            for id in vouchers { try db.execute(sql: "UPDATE lex_voucher SET fresh = 0 WHERE id = ?", arguments: [id]) }
        }
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

    package func record(detail: String, fingerprint: String, modified: String?, ofDocument id: Int) throws(StoreError) {
        try write { db in
            try db.execute(
                sql: "UPDATE hero_document SET detail = ?, detail_fingerprint = ?, detail_modified = ? WHERE id = ?",
                arguments: [detail, fingerprint, modified, id])
        }
    }

    package func documents() throws(StoreError) -> [DocumentObservation] {
        try read { db in try Row.fetchAll(db, sql: "SELECT * FROM hero_document ORDER BY id").map(DocumentObservation.init) }
    }

    package func document(_ id: Int) throws(StoreError) -> DocumentObservation? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM hero_document WHERE id = ?", arguments: [id]).map(DocumentObservation.init)
        }
    }

    /// Whether a document that reverses this one was seen.
    package func hasReversal(ofDocument id: Int) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM hero_document WHERE refers_to = ?)", arguments: [id]) ?? false
        }
    }

    /// Rows that are new or differ are written and stay fresh until ``settle(vouchers:)``. Returns how many those were.
    /// - Parameter isSweep: marks unchanged rows as seen too, so that ``forgetVouchers(notSeenSince:)`` can tell what is gone.
    package func record(vouchers: [VoucherObservation], isSweep: Bool, at now: Instant) throws(StoreError) -> Int {
        try write { db in
            var changed = 0
            for voucher in vouchers {
                let known = try String.fetchOne(db, sql: "SELECT row FROM lex_voucher WHERE id = ?", arguments: [voucher.id])
                if known == voucher.row {
                    if isSweep {
                        try db.execute(sql: "UPDATE lex_voucher SET seen_at = ? WHERE id = ?", arguments: [now.milliseconds, voucher.id])
                    }
                    continue
                }
                changed += 1
                try db.execute(
                    sql: """
                        INSERT INTO lex_voucher (id, row, number, updated, seen_at) VALUES (?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET row = excluded.row, number = excluded.number, updated = excluded.updated,
                            seen_at = excluded.seen_at, fresh = 1
                        """,
                    arguments: [voucher.id, voucher.row, voucher.number, voucher.updated, now.milliseconds])
            }
            return changed
        }
    }

    /// After a complete sweep: forgets vouchers the sweep no longer showed.
    package func forgetVouchers(notSeenSince start: Instant) throws(StoreError) {
        try write { db in
            try db.execute(sql: "DELETE FROM lex_voucher WHERE seen_at < ?", arguments: [start.milliseconds])
        }
    }

    package func vouchers() throws(StoreError) -> [VoucherObservation] {
        try read { db in try Row.fetchAll(db, sql: "SELECT * FROM lex_voucher ORDER BY id").map(VoucherObservation.init) }
    }

    package func vouchers(number: String) throws(StoreError) -> [VoucherObservation] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM lex_voucher WHERE number = ? ORDER BY id", arguments: [number]).map(
                VoucherObservation.init)
        }
    }

    package func voucher(_ id: String) throws(StoreError) -> VoucherObservation? {
        try read { db in
            try Row.fetchOne(db, sql: "SELECT * FROM lex_voucher WHERE id = ?", arguments: [id]).map(VoucherObservation.init)
        }
    }

    /// Replaces the contact mirror by a complete walk.
    package func replace(contacts: [LexofficeContact], at now: Instant) throws(StoreError) {
        try write { db in
            try db.execute(sql: "DELETE FROM lex_contact")
            for contact in contacts { try Store.insert(contact, at: now, in: db) }
        }
    }

    /// Adds or refreshes contacts we created or looked up ourselves.
    package func record(contacts: [LexofficeContact], at now: Instant) throws(StoreError) {
        try write { db in for contact in contacts { try Store.insert(contact, at: now, in: db) } }
    }

    package func contacts() throws(StoreError) -> [LexofficeContact] {
        try read { db in
            try String.fetchAll(db, sql: "SELECT contact FROM lex_contact ORDER BY id").map { try Coding.value(LexofficeContact.self, $0) }
        }
    }

    package func contact(_ id: String) throws(StoreError) -> LexofficeContact? {
        try read { db in
            try String.fetchOne(db, sql: "SELECT contact FROM lex_contact WHERE id = ?", arguments: [id])
                .map { try Coding.value(LexofficeContact.self, $0) }
        }
    }

    private static func insert(_ contact: LexofficeContact, at now: Instant, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO lex_contact (id, contact, seen_at) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET contact = excluded.contact, seen_at = excluded.seen_at
                """,
            arguments: [contact.id, try Coding.text(contact), now.milliseconds])
    }
}

extension DocumentObservation {
    init(_ row: Row) {
        self.init(
            id: row["id"], header: row["header"], fingerprint: row["fingerprint"], modified: row["modified"],
            refersTo: row["refers_to"], detail: row["detail"], detailFingerprint: row["detail_fingerprint"],
            detailModified: row["detail_modified"])
    }
}

extension VoucherObservation {
    init(_ row: Row) {
        self.init(id: row["id"], row: row["row"], number: row["number"], updated: row["updated"])
    }
}
