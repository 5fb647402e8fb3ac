package import Bookkeeping
package import Persistence
package import Wording

/// One table as a file German spreadsheets open: UTF-8 with its mark, semicolons, decimal comma, a line of headings, lines end as on
/// Windows. Whatever the language of the headings, the form is this one.
package struct TableFile {
    /// What was written, for whoever describes the file.
    package struct Written: Sendable, Hashable {
        package var rows: Int
        /// The longest text of each column, in characters of the file.
        package var widths: [Int]
    }

    package let shape: TableShape
    package let language: Language

    package init(_ table: ExportTable, language: Language = .de) {
        shape = TableShape(table)
        self.language = language
    }

    package var name: String { TableFile.name(shape.table) }

    package static func name(_ table: ExportTable) -> String { "\(table.rawValue).csv" }

    /// Enough to be worth a write, little enough for any memory.
    private static let chunk = 64 * 1024

    /// - Parameter sink: takes the file piece by piece, in order.
    @discardableResult
    package func write(_ store: Store, days: ClosedRange<BusinessDay>?, to sink: ([UInt8]) throws -> Void) throws -> Written {
        var written = Written(rows: 0, widths: [Int](repeating: 0, count: shape.columns.count))
        var pending: [UInt8] = [0xEF, 0xBB, 0xBF]
        func end(_ fields: [String]) throws {
            pending += Array("\(fields.joined(separator: ";"))\r\n".utf8)
            guard pending.count >= Self.chunk else { return }
            try sink(pending)
            pending.removeAll(keepingCapacity: true)
        }
        try end(shape.columns.map { "\"\($0.name.heading(language))\"" })
        try TableRows(store: store, days: days).walk(shape.table) { cells in
            let fields = cells.map(\.field)
            for (index, field) in fields.enumerated() where index < written.widths.count {
                written.widths[index] = max(written.widths[index], field.unicodeScalars.count)
            }
            written.rows += 1
            try end(fields)
        }
        try sink(pending)
        return written
    }
}

extension BusinessDay {
    /// Every day of a year; nil for one the calendar does not know.
    package static func year(_ year: Int) -> ClosedRange<BusinessDay>? {
        guard let first = BusinessDay(year: year, month: 1, day: 1), let last = BusinessDay(year: year, month: 12, day: 31) else {
            return nil
        }
        return first...last
    }
}
