package import Bookkeeping
import GRDB
package import StateCharts

/// Which of the documents we follow are asked for.
package enum DocumentQuestion: Sendable {
    case all
    /// By HERO's id, or by the number HERO prints.
    case named(String)
    /// Those that stand in one of the states, and those with one of the keys.
    case standing([StateQuestion<InvoiceChart>], and: Set<String> = [])
}

/// One document: where it stands, and what the rows beside it say.
package struct DocumentRecord<Header: ListedDocument>: Sendable {
    package var machine: Machine<InvoiceChart>
    package var header: Header?
    package var booking: Booking?
    package var voucherID: String?
}

/// One document as a list shows it.
package struct ListedRecord: Sendable, Hashable {
    package var key: String
    package var configuration: InvoiceConfiguration
    package var reason: ReasonCode?
    package var detail: String?
    package var number: String?
    package var date: BusinessDay?
    /// Gross of the voucher as it was booked, positive; else as HERO states it, signed.
    package var gross: Cents?
    package var voucherID: String?
}

extension Store {
    /// In HERO's order. Of each no more than is shown, out of columns of their own: there may be a hundred thousand.
    package func listed(_ question: DocumentQuestion) throws(StoreError) -> [ListedRecord] {
        let regions = InvoiceConfiguration.columnNames
        return try read { db in
            let (condition, arguments) = try question.condition()
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT invoice.key, reason, detail, number, date, \(DocumentQuestion.gross), voucher_id,
                        \(regions.map { "invoice.\($0)" }.joined(separator: ", "))
                    FROM document_row JOIN invoice ON invoice.key = document_row.key \(condition) ORDER BY position, document_row.key
                    """, arguments: arguments)
            var listed: [ListedRecord] = []
            while let row = try rows.next() { listed.append(try ListedRecord(row, regions: regions.indices.map { row[7 + $0] })) }
            return listed
        }
    }

    /// In HERO's order, all of their rows with one question and one after the other.
    package func documents<H: ListedDocument>(_ header: H.Type, _ question: DocumentQuestion) throws(StoreError) -> [DocumentRecord<H>] {
        try read { db in
            let (condition, arguments) = try question.condition()
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT invoice.*, hero_document.id, hero_document.header, booking.voucher, booking.contact_id, booking.file_sha256, link.remote_id
                    \(DocumentQuestion.tables) \(condition) \(DocumentQuestion.order)
                    """, arguments: arguments)
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

extension ListedRecord {
    fileprivate init(_ row: Row, regions: [String]) throws {
        let key: String = row[0]
        guard let configuration = InvoiceConfiguration(columnValues: regions) else { throw Machines.stray(InvoiceChart.self, key) }
        self.init(
            key: key, configuration: configuration, reason: (row[1] as String?).flatMap(ReasonCode.init), detail: row[2], number: row[3],
            date: BusinessDay(written: row[4]), gross: try ListedRecord.gross(row[5], key), voucherID: row[6])
    }

    private static func gross(_ value: DatabaseValue, _ key: String) throws -> Cents? {
        if value.isNull { return nil }
        if let amount = Int64.fromDatabaseValue(value) { return Cents(amount) }
        let isHeader = String.fromDatabaseValue(value) == DocumentQuestion.unreadableHeader
        throw RowText.unreadable(isHeader ? .header(Int(key) ?? 0) : .booking(key))
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
    /// What the row of the lists has; of what it has nothing of, the voucher's items are summed and HERO's row is looked at, so that what
    /// cannot be read is named.
    fileprivate static let gross = """
        CASE WHEN booked IS NOT NULL THEN ABS(booked) ELSE COALESCE((SELECT \(booked) FROM booking WHERE booking.key = invoice.key), stated,
            (SELECT '\(unreadableHeader)' FROM hero_document WHERE id = position AND date = '' AND NOT json_valid(header))) END
        """
    fileprivate static let unreadableHeader = "header"

    /// The sum of a voucher's items. A text where they are no items with amounts.
    private static let booked = """
        CASE WHEN json_valid(booking.voucher) AND json_type(booking.voucher, '$.items') = 'array'
            THEN (SELECT CASE WHEN COUNT(*) = TOTAL(CASE type WHEN 'object' THEN json_type(value, '$.amount') = 'integer' END)
                    THEN COALESCE(SUM(CASE type WHEN 'object' THEN json_extract(value, '$.amount') END), 0) ELSE 'voucher' END
                FROM json_each(booking.voucher, '$.items'))
            ELSE 'voucher' END
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
        }
    }
}
