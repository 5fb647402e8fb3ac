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
package struct ListedRecord<Header: Storable>: Sendable {
    package var key: String
    package var configuration: InvoiceConfiguration
    package var reason: ReasonCode?
    package var detail: String?
    package var header: Header?
    /// Gross of the voucher as it was booked, positive.
    package var booked: Cents?
    package var voucherID: String?
}

extension Store {
    /// In HERO's order. Read one after the other, and of each no more than is shown: there may be a hundred thousand.
    /// - Parameter header: the part of HERO's row that is wanted.
    package func listed<Header: Storable>(_ header: Header.Type, _ question: DocumentQuestion) throws(StoreError) -> [ListedRecord<Header>]
    {
        let regions = InvoiceConfiguration.columnNames
        return try read { db in
            let (condition, arguments) = try question.condition()
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT invoice.key, invoice.reason, invoice.detail, link.remote_id, hero_document.id, hero_document.header,
                        \(DocumentQuestion.booked),
                        \(regions.map { "invoice.\($0)" }.joined(separator: ", "))
                    \(DocumentQuestion.tables) \(condition) \(DocumentQuestion.order)
                    """, arguments: arguments)
            var listed: [ListedRecord<Header>] = []
            while let row = try rows.next() { listed.append(try ListedRecord(row, regions: regions.indices.map { row[7 + $0] })) }
            return listed
        }
    }

    /// In HERO's order, all of their rows with one question.
    package func documents<H: ListedDocument>(_ header: H.Type, _ question: DocumentQuestion) throws(StoreError) -> [DocumentRecord<H>] {
        try read { db in
            let (condition, arguments) = try question.condition()
            return try Row.fetchAll(
                db,
                prepared: """
                    SELECT invoice.*, hero_document.id, hero_document.header, booking.voucher, booking.contact_id, booking.file_sha256, link.remote_id
                    \(DocumentQuestion.tables) \(condition) \(DocumentQuestion.order)
                    """, arguments: arguments
            ).map { try DocumentRecord($0, values) }
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
            key: key, configuration: configuration, reason: (row[1] as String?).flatMap(ReasonCode.init), detail: row[2],
            header: try (row[4] as Int?).map { id in try RowText.value(Header.self, row[5], of: .header(id)) },
            booked: try ListedRecord.booked(row[6], key), voucherID: row[3])
    }

    private static func booked(_ value: DatabaseValue, _ key: String) throws -> Cents? {
        guard !value.isNull else { return nil }
        guard let amount = Int64.fromDatabaseValue(value) else { throw RowText.unreadable(.booking(key)) }
        return Cents(amount)
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
    /// The sum of a voucher's items, by SQLite: the rest of the voucher is not shown. A text where they are no items with amounts.
    fileprivate static let booked = """
        CASE WHEN booking.voucher IS NULL THEN NULL
            WHEN json_valid(booking.voucher) AND json_type(booking.voucher, '$.items') = 'array'
            THEN (SELECT CASE WHEN COUNT(*) = TOTAL(CASE type WHEN 'object' THEN json_type(value, '$.amount') = 'integer' END)
                    THEN COALESCE(SUM(CASE type WHEN 'object' THEN json_extract(value, '$.amount') END), 0) ELSE 'unreadable' END
                FROM json_each(booking.voucher, '$.items'))
            ELSE 'unreadable' END
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
