package import Bookkeeping
import GRDB

extension Store {
    /// Replaces the contact mirror by a complete walk.
    package func replace(contacts: [LexofficeContact], at now: Instant) throws(StoreError) {
        try write { db in
            try db.run(prepared: "DELETE FROM lex_contact")
            for contact in contacts { try Store.insert(contact, at: now, in: db) }
        }
    }

    /// Adds or refreshes contacts we created or looked up ourselves.
    package func record(contacts: [LexofficeContact], at now: Instant) throws(StoreError) {
        try write { db in for contact in contacts { try Store.insert(contact, at: now, in: db) } }
    }

    /// It is gone.
    package func forget(contact id: String) throws(StoreError) {
        try write { db in try db.run(prepared: "DELETE FROM lex_contact WHERE id = ?", arguments: [id]) }
    }

    package func contacts() throws(StoreError) -> [LexofficeContact] {
        // All of them at once, for somebody who keeps them: remembering thousands here would forget everything else.
        try rows("SELECT id, contact FROM lex_contact ORDER BY id") {
            try RowText.value(LexofficeContact.self, $0[1], of: Store.place($0[0]))
        }
    }

    package func contact(_ id: String) throws(StoreError) -> LexofficeContact? {
        try row("SELECT contact FROM lex_contact WHERE id = ?", [id]) { try values.value(LexofficeContact.self, $0[0], Store.place(id)) }
    }

    private static func place(_ id: String) -> RowValues.Place { RowValues.Place(table: "lex_contact", id: id) }

    private static func insert(_ contact: LexofficeContact, at now: Instant, in db: Database) throws {
        try db.run(
            prepared: """
                INSERT INTO lex_contact (id, contact, seen_at) VALUES (?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET contact = excluded.contact, seen_at = excluded.seen_at
                """,
            arguments: [contact.id, try RowText.text(contact), now.milliseconds])
    }
}
