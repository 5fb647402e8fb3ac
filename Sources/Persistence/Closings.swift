package import Bookkeeping
import GRDB

/// A month's sheet as somebody signed it.
package struct Closing<Sheet: Storable>: Sendable, Hashable {
    /// In the order in which they were signed, over all months.
    package var seq: Int64
    /// Of the sheet.
    package var hash: String
    /// Who signed, as he wrote it.
    package var name: String
    package var remark: String
    package var sheet: Sheet
    /// Who ran the command, as the journal names people.
    package var actor: String
    package var signedAt: Instant
}

/// A signature before it is given.
package struct NewClosing<Sheet: Storable>: Sendable {
    package var month: BookMonth
    package var hash: String
    package var name: String
    package var remark: String
    package var sheet: Sheet

    package init(month: BookMonth, hash: String, name: String, remark: String, sheet: Sheet) {
        self.month = month
        self.hash = hash
        self.name = name
        self.remark = remark
        self.sheet = sheet
    }
}

extension Store {
    /// The last signature of a month; nil while there is none.
    package func closing<S>(_ type: Closing<S>.Type, of month: BookMonth) throws(StoreError) -> Closing<S>? {
        try row("SELECT * FROM closing WHERE month = ? ORDER BY seq DESC LIMIT 1", [month.description]) { try Closing($0) }
    }

    /// The sheet is stored and the journal says so, in one transaction. The name stands in the row alone.
    /// - Parameter detail: ids, codes and counts for the journal.
    package func sign<S>(_ closing: NewClosing<S>, detail: [String: String], by author: Author, at now: Instant) throws(StoreError) {
        try write { db in
            let month = closing.month.description
            let isFirst = try Bool.fetchOne(
                db, prepared: "SELECT NOT EXISTS (SELECT 1 FROM closing WHERE month = ?)", arguments: [month])
            try db.run(
                prepared: "INSERT INTO closing (month, hash, name, remark, sheet, actor, signed_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                arguments: [
                    month, closing.hash, closing.name, closing.remark, try RowText.text(closing.sheet), author.actor, now.milliseconds,
                ])
            let line = Journal.Line(
                kind: "closing", key: month, from: isFirst == true ? "open" : "signed", event: "op.sign", to: "signed", detail: detail)
            try Journal.append(line, by: author, at: now, in: db)
        }
    }

    /// What a signature is about: the month as the person saw it, by its last signature.
    package func closingSubject(_ month: BookMonth) throws(StoreError) -> DecisionSubject {
        let last = try row("SELECT seq, hash FROM closing WHERE month = ? ORDER BY seq DESC LIMIT 1", [month.description]) {
            ($0["seq"] as Int64, $0["hash"] as String)
        }
        return DecisionSubject(kind: "closing", key: month.description, revision: last?.0, seen: last.map { "signed \($0.1)" } ?? "open")
    }

    /// The kinds and keys the journal tells of after an entry, each once: machines that moved, settings that changed.
    package func journalled(after entry: Int64) throws(StoreError) -> [(kind: String, key: String)] {
        try rows("SELECT DISTINCT kind, key FROM transition WHERE seq > ? ORDER BY kind, key", [entry]) { ($0[0], $0[1]) }
    }
}

extension Closing {
    fileprivate init(_ row: Row) throws {
        let seq: Int64 = row["seq"]
        self.init(
            seq: seq, hash: row["hash"], name: row["name"], remark: row["remark"],
            sheet: try RowText.value(Sheet.self, row["sheet"], of: RowValues.Place(table: "closing", id: String(seq))), actor: row["actor"],
            signedAt: Instant(milliseconds: row["signed_at"]))
    }
}
