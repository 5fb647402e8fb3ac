package import Bookkeeping
import GRDB

/// A HERO document as last seen. `header` and `detail` are the client's own values as JSON text: this module knows rows, not wires.
package struct DocumentObservation: Sendable, Hashable {
    package var id: Int
    package var header: String
    package var fingerprint: String
    /// As HERO prints it.
    package var number: String?
    /// HERO's `modified` as it came, for change detection alone.
    package var modified: String?
    /// The document this one reverses, if any.
    package var refersTo: Int?
    package var detail: String?
    package var detailFingerprint: String?
    package var detailModified: String?

    package init(
        id: Int, header: String, fingerprint: String, number: String? = nil, modified: String?, refersTo: Int? = nil, detail: String? = nil,
        detailFingerprint: String? = nil, detailModified: String? = nil
    ) {
        self.id = id
        self.header = header
        self.fingerprint = fingerprint
        self.number = number
        self.modified = modified
        self.refersTo = refersTo
        self.detail = detail
        self.detailFingerprint = detailFingerprint
        self.detailModified = detailModified
    }
}

extension Store {
    /// Rows that are new or differ are written and stay fresh until ``settle(documents:)``: a crash between looking and
    /// concluding loses nothing.
    package func record(documents: [DocumentObservation], at now: Instant) throws(StoreError) {
        try write { db in
            for document in documents {
                // What was seen by an earlier integration only is news to this one (``lookAnew(forgetting:)``).
                let known = try String.fetchOne(
                    db, prepared: "SELECT header FROM hero_document WHERE id = ? AND seen_at > 0", arguments: [document.id])
                if known == document.header { continue }
                try db.run(
                    prepared: """
                        INSERT INTO hero_document (id, header, fingerprint, number, modified, refers_to, seen_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET header = excluded.header, fingerprint = excluded.fingerprint,
                            number = excluded.number, modified = excluded.modified, refers_to = excluded.refers_to, seen_at = excluded.seen_at,
                            fresh = 1
                        """,
                    arguments: [
                        document.id, document.header, document.fingerprint, document.number, document.modified, document.refersTo,
                        now.milliseconds,
                    ])
            }
        }
    }

    /// Documents with news nobody has drawn conclusions from yet.
    package func freshDocuments() throws(StoreError) -> [Int] {
        try read { db in try Int.fetchAll(db, prepared: "SELECT id FROM hero_document WHERE fresh = 1 ORDER BY id") }
    }

    /// The conclusions are drawn and committed.
    package func settle(documents: Set<Int>) throws(StoreError) {
        try write { db in
            for id in documents { try db.run(prepared: "UPDATE hero_document SET fresh = 0 WHERE id = ?", arguments: [id]) }
        }
    }

    package func record(detail: String, fingerprint: String, modified: String?, ofDocument id: Int) throws(StoreError) {
        try write { db in
            try db.run(
                prepared: "UPDATE hero_document SET detail = ?, detail_fingerprint = ?, detail_modified = ? WHERE id = ?",
                arguments: [detail, fingerprint, modified, id])
        }
    }

    package func documents() throws(StoreError) -> [DocumentObservation] {
        try read { db in try Row.fetchAll(db, prepared: "SELECT * FROM hero_document ORDER BY id").map(DocumentObservation.init) }
    }

    package func document(_ id: Int) throws(StoreError) -> DocumentObservation? {
        try read { db in
            try Row.fetchOne(db, prepared: "SELECT * FROM hero_document WHERE id = ?", arguments: [id]).map(DocumentObservation.init)
        }
    }

    /// The documents that reverse one of these, in HERO's order.
    package func reversals(of ids: [Int]) throws(StoreError) -> [DocumentObservation] {
        try read { db in
            try Row.fetchAll(
                db, prepared: "SELECT * FROM hero_document WHERE refers_to IN (SELECT value FROM json_each(?)) ORDER BY id",
                arguments: [try Coding.text(ids)]
            ).map(DocumentObservation.init)
        }
    }

    /// Whether a document that reverses this one was seen.
    package func hasReversal(ofDocument id: Int) throws(StoreError) -> Bool {
        try read { db in
            try Bool.fetchOne(db, prepared: "SELECT EXISTS (SELECT 1 FROM hero_document WHERE refers_to = ?)", arguments: [id]) ?? false
        }
    }
}

extension DocumentObservation {
    init(_ row: Row) {
        self.init(
            id: row["id"], header: row["header"], fingerprint: row["fingerprint"], number: row["number"], modified: row["modified"],
            refersTo: row["refers_to"], detail: row["detail"], detailFingerprint: row["detail_fingerprint"],
            detailModified: row["detail_modified"])
    }
}
