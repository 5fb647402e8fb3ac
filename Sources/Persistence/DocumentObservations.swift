package import Bookkeeping
import GRDB

/// What every list of HERO's shows of a document.
package protocol ListedDocument: Storable {
    var id: Int { get }
    var fingerprint: String { get }
    /// As HERO prints it.
    var number: String? { get }
    /// For change detection alone.
    var modified: Instant? { get }
    /// The document this one reverses, if any.
    var selectedDocumentID: Int? { get }
    /// The project it belongs to, if any.
    var projectMatchID: Int? { get }
}

/// A HERO document as last seen, and what was read of it in full.
package struct DocumentObservation<Header: ListedDocument, Detail: Storable>: Sendable {
    package let id: Int
    package let header: Header
    package let detailFingerprint: String?
    package let detailModified: String?
    private let texts: (header: String, detail: String?)
    private let values: RowValues

    init(_ row: Row, _ values: RowValues) throws {
        id = row["id"]
        texts = (row["header"], row["detail"])
        header = try values.value(Header.self, texts.header, .header(id))
        detailFingerprint = row["detail_fingerprint"]
        detailModified = row["detail_modified"]
        self.values = values
    }

    /// Read when it is asked for: most documents are looked at for their header alone.
    package func detail() throws -> Detail? { try detail(Detail.self) }

    /// The same for whom looks through many of them one after the other: nothing of it stays.
    package func detailOnce() throws -> Detail? { try texts.detail.map { try RowText.value(Detail.self, $0, of: .detail(id)) } }

    /// A part of it, for whom reading all of it costs too much.
    package func detail<Part: Storable>(_ part: Part.Type) throws -> Part? {
        try texts.detail.map { try values.value(part, $0, .detail(id)) }
    }

    /// Another one when the header differs, or what it is looked at with.
    package func stamp(_ other: String) -> String { Digest.sha256((texts.header + other).utf8) }
}

extension RowValues.Place {
    static func header(_ id: Int) -> Self { Self(table: "hero_document header", id: String(id)) }
    fileprivate static func detail(_ id: Int) -> Self { Self(table: "hero_document detail", id: String(id)) }
}

extension Store {
    /// Rows that are new or differ are written and stay fresh until ``settle(documents:)``: a crash between looking and
    /// concluding loses nothing.
    package func record(documents: [some ListedDocument], at now: Instant) throws(StoreError) {
        try write { db in
            for document in documents {
                let text = try values.text(document, .header(document.id))
                // What was seen by an earlier integration only is news to this one (``lookAnew(forgetting:)``).
                let known = try String.fetchOne(
                    db, prepared: "SELECT header FROM hero_document WHERE id = ? AND seen_at > 0", arguments: [document.id])
                if known == text { continue }
                try db.run(
                    prepared: """
                        INSERT INTO hero_document (id, header, fingerprint, number, modified, refers_to, project, seen_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                        ON CONFLICT (id) DO UPDATE SET header = excluded.header, fingerprint = excluded.fingerprint,
                            number = excluded.number, modified = excluded.modified, refers_to = excluded.refers_to,
                            project = excluded.project, seen_at = excluded.seen_at, fresh = 1
                        """,
                    arguments: [
                        document.id, text, document.fingerprint, document.number, document.modified?.isoText, document.selectedDocumentID,
                        document.projectMatchID, now.milliseconds,
                    ])
            }
        }
    }

    /// Documents with news nobody has drawn conclusions from yet.
    package func freshDocuments() throws(StoreError) -> [Int] { try columns("SELECT id FROM hero_document WHERE fresh = 1 ORDER BY id") }

    /// The conclusions are drawn and committed.
    package func settle(documents: Set<Int>) throws(StoreError) {
        guard !documents.isEmpty else { return }
        try write { db in
            for id in documents { try db.run(prepared: "UPDATE hero_document SET fresh = 0 WHERE id = ? AND fresh <> 0", arguments: [id]) }
        }
    }

    /// - Parameter stamp: of what it was read with; nil when it is to be read anew.
    package func record(detail: some Storable, fingerprint: String, modified stamp: String?, ofDocument id: Int) throws(StoreError) {
        try run(
            """
            UPDATE hero_document SET detail = ?1, detail_fingerprint = ?2, detail_modified = ?3
            WHERE id = ?4 AND (detail IS NOT ?1 OR detail_fingerprint IS NOT ?2 OR detail_modified IS NOT ?3)
            """,
            [try values.text(detail, .detail(id)), fingerprint, stamp, id])
    }

    /// What was read of it in full is read anew before it is used again.
    package func forget(detailOfDocument id: Int) throws(StoreError) {
        try run("UPDATE hero_document SET detail_modified = NULL WHERE id = ? AND detail_modified IS NOT NULL", [id])
    }

    /// The document as it is now is what its voucher stands for.
    package func accept(changesOfDocument id: Int) throws(StoreError) {
        try run("UPDATE hero_document SET detail_fingerprint = fingerprint WHERE id = ?", [id])
    }

    package func documents<H, D>(_ type: DocumentObservation<H, D>.Type) throws(StoreError) -> [DocumentObservation<H, D>] {
        try rows("SELECT * FROM hero_document ORDER BY id") { try DocumentObservation($0, values) }
    }

    package func document<H, D>(_ type: DocumentObservation<H, D>.Type, _ id: Int) throws(StoreError) -> DocumentObservation<H, D>? {
        try row("SELECT * FROM hero_document WHERE id = ?", [id]) { try DocumentObservation($0, values) }
    }

    /// The documents that reverse one of these, in HERO's order.
    package func reversals<H, D>(_ type: DocumentObservation<H, D>.Type, of ids: [Int]) throws(StoreError) -> [DocumentObservation<H, D>] {
        try rows(
            "SELECT * FROM hero_document WHERE refers_to IN (SELECT value FROM json_each(?)) ORDER BY id", [try RowText.text(ids)]
        ) { try DocumentObservation($0, values) }
    }

    /// The documents of a project before this one, in HERO's order.
    package func documents<H, D>(
        _ type: DocumentObservation<H, D>.Type, ofProject project: Int, before id: Int
    ) throws(StoreError) -> [DocumentObservation<H, D>] {
        try rows("SELECT * FROM hero_document WHERE project = ? AND id < ? ORDER BY id", [project, id]) {
            try DocumentObservation($0, values)
        }
    }

    /// The newest, these first.
    package func newestDocuments<H, D>(_ type: DocumentObservation<H, D>.Type, _ count: Int) throws(StoreError) -> [DocumentObservation<
        H, D
    >] {
        try rows("SELECT * FROM hero_document ORDER BY id DESC LIMIT ?", [count]) { try DocumentObservation($0, values) }
    }

    /// The documents with one of these numbers, in HERO's order.
    package func documents<H, D>(_ type: DocumentObservation<H, D>.Type, numbers: [String]) throws(StoreError) -> [DocumentObservation<
        H, D
    >] {
        try rows(
            "SELECT * FROM hero_document WHERE number IN (SELECT value FROM json_each(?)) ORDER BY id", [try RowText.text(numbers)]
        ) { try DocumentObservation($0, values) }
    }

    /// Whether a document that reverses this one was seen.
    package func hasReversal(ofDocument id: Int) throws(StoreError) -> Bool {
        try row("SELECT EXISTS (SELECT 1 FROM hero_document WHERE refers_to = ?)", [id]) { $0[0] } ?? false
    }
}
