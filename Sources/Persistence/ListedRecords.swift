package import Bookkeeping
import GRDB
package import StateCharts

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
    private static let listedAtOnce = 1_000

    /// In HERO's order, of each no more than is shown, out of columns of their own: there may be a hundred thousand. So many at a time
    /// that the first are shown at once, and no transaction waits for whoever reads them.
    /// - Parameters:
    ///   - transfer: nil for documents wherever they stand.
    ///   - show: returns false once nobody wants any more.
    package func list(_ transfer: InvoiceTransfer? = nil, _ show: ([ListedRecord]) throws -> Bool) throws {
        var configurations: [String: InvoiceConfiguration] = [:]
        var last: String?
        while true {
            let listed = try read { db in try ListedRecord.page(db, transfer, after: last, Self.listedAtOnce, &configurations) }
            guard !listed.isEmpty, try show(listed), listed.count == Self.listedAtOnce else { return }
            last = listed.last?.key
        }
    }
}

extension ListedRecord {
    /// - Parameter configurations: those met so far, by their columns: a hundred thousand documents stand in a dozen.
    fileprivate static func page(
        _ db: Database, _ transfer: InvoiceTransfer?, after key: String?, _ limit: Int,
        _ configurations: inout [String: InvoiceConfiguration]
    ) throws -> [ListedRecord] {
        var (conditions, arguments) = (["TRUE"], StatementArguments())
        if let transfer {
            conditions.append("document_row.transfer = ?")
            arguments += [transfer.rawValue]
        }
        if let key {
            conditions.append("(position, document_row.key) > (CAST(? AS INTEGER), ?)")
            arguments += [key, key]
        }
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT document_row.key, reason, detail, number, date, \(gross), voucher_id, \(regions)
                FROM document_row JOIN invoice ON invoice.key = document_row.key WHERE \(conditions.joined(separator: " AND "))
                ORDER BY position, document_row.key LIMIT ?
                """, arguments: arguments + [limit])
        var listed: [ListedRecord] = []
        while let row = try rows.next() {
            let regions: String = row[7]
            guard let configuration = configurations[regions] ?? InvoiceConfiguration(columnValues: columns(regions)) else {
                throw Machines.stray(InvoiceChart.self, row[0])
            }
            configurations[regions] = configuration
            listed.append(try ListedRecord(row, configuration))
        }
        return listed
    }

    private init(_ row: Row, _ configuration: InvoiceConfiguration) throws {
        let key: String = row[0]
        self.init(
            key: key, configuration: configuration, reason: (row[1] as String?).flatMap(ReasonCode.init), detail: row[2], number: row[3],
            date: BusinessDay(written: row[4]), gross: try ListedRecord.gross(row[5], key), voucherID: row[6])
    }

    private static func gross(_ value: DatabaseValue, _ key: String) throws -> Cents? {
        if value.isNull { return nil }
        if let amount = Int64.fromDatabaseValue(value) { return Cents(amount) }
        let isHeader = String.fromDatabaseValue(value) == unreadableHeader
        throw RowText.unreadable(isHeader ? .header(Int(key) ?? 0) : .booking(key))
    }

    /// The columns of a machine as one text, and again as columns.
    private static let regions = InvoiceConfiguration.columnNames.map { "invoice.\($0)" }.joined(separator: " || ' ' || ")
    private static func columns(_ regions: String) -> [String] {
        regions.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    }

    /// What the row of the lists has; of what it has nothing of, the voucher's items are summed and HERO's row is looked at, so that what
    /// cannot be read is named.
    private static let gross = """
        CASE WHEN booked IS NOT NULL THEN ABS(booked) ELSE COALESCE((SELECT \(booked) FROM booking WHERE booking.key = invoice.key), stated,
            (SELECT '\(unreadableHeader)' FROM hero_document WHERE id = position AND date = '' AND NOT json_valid(header))) END
        """
    private static let unreadableHeader = "header"

    /// The sum of a voucher's items. A text where they are no items with amounts.
    private static let booked = """
        CASE WHEN json_valid(booking.voucher) AND json_type(booking.voucher, '$.items') = 'array'
            THEN (SELECT CASE WHEN COUNT(*) = TOTAL(CASE type WHEN 'object' THEN json_type(value, '$.amount') = 'integer' END)
                    THEN COALESCE(SUM(CASE type WHEN 'object' THEN json_extract(value, '$.amount') END), 0) ELSE 'voucher' END
                FROM json_each(booking.voucher, '$.items'))
            ELSE 'voucher' END
        """
}
