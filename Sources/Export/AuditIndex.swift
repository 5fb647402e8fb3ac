package import Bookkeeping
package import Wording

/// `index.xml`: what an auditor's software must know of the files beside it. German, as its reader is.
package struct AuditIndex {
    /// The organisation as lexoffice calls it.
    package var supplier: String
    /// Version of the program and state of the journal.
    package var comment: String
    package var days: ClosedRange<BusinessDay>
    package var tables: [(table: ExportTable, written: TableFile.Written)]

    package init(
        supplier: String, comment: String, days: ClosedRange<BusinessDay>, tables: [(table: ExportTable, written: TableFile.Written)]
    ) {
        self.supplier = supplier
        self.comment = comment
        self.days = days
        self.tables = tables
    }

    package static let fileName = "index.xml"

    package var text: String {
        let head = [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE DataSet SYSTEM \"\(AuditGrammar.fileName)\">", "<DataSet>",
            Self.element("Version", "1.0"),
            "<DataSupplier>\(Self.element("Name", supplier))<Location>Deutschland</Location>"
                + "\(Self.element("Comment", "\(Catalogue.auditComment(.de)) \(comment)"))</DataSupplier>",
            "<Media>", Self.element("Name", Catalogue.auditMedia(.de)),
        ]
        return (head + tables.flatMap(table) + ["</Media>", "</DataSet>", ""]).joined(separator: "\n")
    }

    private static func element(_ name: String, _ text: String) -> String { "<\(name)>\(MarkupText.escaped(text))</\(name)>" }

    private func table(_ table: ExportTable, _ written: TableFile.Written) -> [String] {
        let shape = TableShape(table)
        let keys = zip(shape.columns, written.widths).prefix(shape.keys).map { Self.column("VariablePrimaryKey", $0, width: $1) }
        let others = zip(shape.columns, written.widths).dropFirst(shape.keys).map { Self.column("VariableColumn", $0, width: $1) }
        let references = shape.columns.compactMap { column in
            column.references.map {
                "<ForeignKey>\(Self.element("Name", column.name.heading(.de)))\(Self.element("References", $0.title(.de)))</ForeignKey>"
            }
        }
        let range = "\(Self.element("From", ExportCell.german(days.lowerBound)))\(Self.element("To", ExportCell.german(days.upperBound)))"
        return [
            "<Table>", Self.element("URL", TableFile.name(table)), Self.element("Name", table.title(.de)),
            Self.element("Description", table.explanation(.de)),
            "<Validity><Range>\(range)</Range>\(Self.element("Format", Self.dayFormat))</Validity>", "<UTF8/>",
            "<DecimalSymbol>,</DecimalSymbol><DigitGroupingSymbol>.</DigitGroupingSymbol>",
            // The first line holds the headings.
            "<Range><From>2</From></Range>", "<VariableLength>", "<ColumnDelimiter>;</ColumnDelimiter>",
            "<RecordDelimiter>&#13;&#10;</RecordDelimiter><TextEncapsulator>&quot;</TextEncapsulator>",
        ] + keys + others + references + ["</VariableLength>", "</Table>"]
    }

    private static let dayFormat = "DD.MM.YYYY"

    private static func column(_ element: String, _ column: TableShape.Column, width: Int) -> String {
        let kind: String
        switch column.kind {
        case .whole: kind = "<Numeric><Accuracy>0</Accuracy></Numeric>"
        case .amount: kind = "<Numeric><Accuracy>2</Accuracy></Numeric>"
        case .day: kind = "<Date><Format>\(dayFormat)</Format></Date>"
        case .text, .moment: kind = "<AlphaNumeric/><MaxLength>\(max(1, width))</MaxLength>"
        }
        let description = Self.element("Description", column.name.explanation(.de))
        return "<\(element)>\(Self.element("Name", column.name.heading(.de)))\(description)\(kind)</\(element)>"
    }
}
