import GRDB
package import StateCharts

/// Which of the documents we follow are asked for.
package enum DocumentQuestion: Sendable {
    case all
    /// By HERO's id, or by the number HERO prints.
    case named(String)
    /// Those that stand in one of the states, and those with one of the keys.
    case standing([StateQuestion<InvoiceChart>], and: Set<String> = [])
    /// Those whose rows do not say that both sides agree, and those with one of the keys.
    case differing(and: Set<String>)
}

/// One document: where it stands, and what the rows beside it say.
package struct DocumentRecord<Header: ListedDocument>: Sendable {
    package var machine: Machine<InvoiceChart>
    package var header: Header?
    package var booking: Booking?
    package var voucherID: String?
}

extension Store {
    /// In HERO's order, all of their rows with one question and one after the other.
    package func documents<H: ListedDocument>(_ header: H.Type, _ question: DocumentQuestion) throws(StoreError) -> [DocumentRecord<H>] {
        try read { db in
            let (condition, arguments) = try question.condition()
            let sql = """
                SELECT invoice.*, hero_document.id, hero_document.header, booking.voucher, booking.contact_id, booking.file_sha256, link.remote_id
                \(DocumentQuestion.tables) \(condition) \(DocumentQuestion.order)
                """
            // Asked in every pass, and few as a rule.
            if case .standing = question {
                return try Row.fetchAll(db, prepared: sql, arguments: arguments).map { try DocumentRecord($0, values) }
            }
            let rows = try Row.fetchCursor(db, sql: sql, arguments: arguments)
            var records: [DocumentRecord<H>] = []
            while let row = try rows.next() { records.append(try DocumentRecord(row, values)) }
            return records
        }
    }
}

extension DocumentRecord {
    fileprivate init(_ row: Row, _ values: RowValues) throws {
        machine = try Machines.machine(InvoiceChart.self, row)
        header = try (row["id"] as Int?).map { id in try values.value(Header.self, row["header"], .header(id)) }
        booking = try Booking(row, values)
        voucherID = row["remote_id"]
    }
}

extension DocumentQuestion {
    /// Ids are kept as texts in machines; a key that is none belongs to no row of HERO.
    fileprivate static let tables = """
        FROM invoice
        LEFT JOIN hero_document ON hero_document.id = CAST(invoice.key AS INTEGER) AND CAST(hero_document.id AS TEXT) = invoice.key
        LEFT JOIN booking ON booking.key = invoice.key
        LEFT JOIN link ON link.kind = 'invoice' AND link.key = invoice.key AND link.unlinked_at IS NULL
        """
    fileprivate static let order = "ORDER BY CAST(invoice.key AS INTEGER), invoice.key"

    /// The keys asked for, each part by an index of its own: put together with OR, SQLite would walk along all documents.
    fileprivate func condition() throws -> (sql: String, arguments: StatementArguments) {
        switch self {
        case .all: return ("", StatementArguments())
        case .named(let name):
            let keys = "SELECT ? UNION SELECT CAST(id AS TEXT) FROM hero_document WHERE number = ?"
            return ("WHERE invoice.key IN (\(keys))", [name, name])
        case .standing(let questions, let keys):
            let parts = questions.map { question in
                let states = question.states.map { "'\($0)'" }.joined(separator: ", ")
                return "SELECT key FROM invoice WHERE \(question.column) IN (\(states))"
            }
            let all = (parts + ["SELECT value FROM json_each(?)"]).joined(separator: " UNION ")
            return ("WHERE invoice.key IN (\(all))", [try RowText.text(keys.sorted())])
        case .differing(let keys):
            let differing = "SELECT key FROM document_row WHERE agreed IS NULL UNION SELECT value FROM json_each(?)"
            return ("WHERE invoice.key IN (\(differing))", [try RowText.text(keys.sorted())])
        }
    }
}
