package import Bookkeeping
import GRDB
package import StateCharts

// Documents of which something may be open. Those of which surely nothing is are counted and not read: of a hundred thousand, nearly all.

extension Store {
    /// How many of the documents in these states, with a voucher, were settled by both sides on the day and before.
    package func settledDocuments(in states: [InvoiceTransfer], on day: BusinessDay) throws(StoreError) -> Int {
        try read { db in
            try Int.fetchOne(
                db, sql: "SELECT COUNT(*) FROM document_row WHERE transfer IN (\(texts(states))) AND settled <= ?",
                arguments: [day.description]) ?? 0
        }
    }

    /// The keys of all others in these states.
    /// - Parameter day: nil asks for those, too, that are settled.
    package func unsettledDocuments(in states: [InvoiceTransfer], on day: BusinessDay?) throws(StoreError) -> Set<String> {
        let keys = "SELECT key FROM document_row WHERE transfer IN (\(texts(states))) AND voucher_id IS NOT NULL"
        return try read { db in
            guard let day else { return Set(try String.fetchAll(db, sql: keys)) }
            // Each part along the index; with OR, SQLite would look at all rows.
            return Set(
                try String.fetchAll(
                    db, sql: "\(keys) AND settled IS NULL UNION ALL \(keys) AND settled > ?", arguments: [day.description]))
        }
    }

    /// Documents HERO shows under a number that no pass ever took for one that is due, in HERO's order. The numbers stand in an index: the
    /// rows hold all HERO said of a document.
    package func documentsNeverDue<H, D>(_ type: DocumentObservation<H, D>.Type) throws(StoreError) -> [DocumentObservation<H, D>] {
        try rows(
            """
            SELECT * FROM hero_document WHERE id IN (
                SELECT id FROM hero_document AS numbered WHERE number IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM invoice WHERE key = CAST(numbered.id AS TEXT) AND transfer <> '\(InvoiceTransfer.none.rawValue)'))
            ORDER BY id
            """
        ) { try DocumentObservation($0, values) }
    }

    /// Vouchers of lexoffice's list that no document is tied to, and those named, tied or not.
    package func untiedVouchers<Listed: Storable>(_ type: Listed.Type, besides ids: Set<String>) throws(StoreError) -> [Listed] {
        let tied = "SELECT 1 FROM link WHERE kind = 'invoice' AND remote_id = lex_voucher.id AND unlinked_at IS NULL"
        return try rows(
            "SELECT id, row FROM lex_voucher WHERE NOT EXISTS (\(tied)) OR id IN (SELECT value FROM json_each(?)) ORDER BY id",
            [try RowText.text(ids.sorted())]
        ) { try listed($0) }
    }

    /// In HERO's order.
    package func documents<H, D>(_ type: DocumentObservation<H, D>.Type, ids: [Int]) throws(StoreError) -> [DocumentObservation<H, D>] {
        try rows("SELECT * FROM hero_document WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", [try RowText.text(ids)]) {
            try DocumentObservation($0, values)
        }
    }

    /// What is known of the payments of these vouchers, each with when it was read.
    package func payments<S, R>(_ type: PaymentObservation<S, R>.Type, ofVouchers ids: Set<String>) throws(StoreError) -> [(
        observation: PaymentObservation<S, R>, readAt: Instant
    )] {
        try rows(
            "SELECT * FROM lex_payment WHERE voucher_id IN (SELECT value FROM json_each(?)) ORDER BY voucher_id",
            [try RowText.text(ids.sorted())]
        ) { (try PaymentObservation($0, values), Instant(milliseconds: $0["read_at"])) }
    }

    private func texts(_ states: [InvoiceTransfer]) -> String { states.map { "'\($0.rawValue)'" }.joined(separator: ", ") }
}
