package import Wording

/// The columns of one table, the key first: the standard wants the columns of a key before all others.
package struct TableShape: Sendable {
    package struct Column: Sendable {
        package let name: ExportColumn
        package let kind: ExportCell.Kind
        /// The table whose key the column names, where it is not empty.
        package let references: ExportTable?

        init(_ name: ExportColumn, _ kind: ExportCell.Kind = .text, of references: ExportTable? = nil) {
            (self.name, self.kind, self.references) = (name, kind, references)
        }
    }

    package let table: ExportTable
    package let columns: [Column]
    /// How many of the columns are the key.
    package let keys: Int

    package init(_ table: ExportTable) {
        self.table = table
        columns = Self.columns(table)
        switch table {
        case .items: keys = 2
        case .documents, .vouchers, .links, .payments, .trail, .journal, .settings: keys = 1
        }
    }

    private static func columns(_ table: ExportTable) -> [Column] {
        switch table {
        case .documents: documents
        case .items:
            [
                Column(.document, of: .documents), Column(.position, .whole), Column(.rate, .whole), Column(.category),
                Column(.net, .amount), Column(.tax, .amount), Column(.gross, .amount),
            ]
        case .vouchers:
            [
                Column(.voucher), Column(.inLexoffice, .whole), Column(.voucherType), Column(.voucherNumber), Column(.voucherDate, .day),
                Column(.status), Column(.gross, .amount), Column(.open, .amount), Column(.contact), Column(.changed),
            ]
        case .links:
            [
                Column(.link, .whole), Column(.document, of: .documents), Column(.voucher, of: .vouchers), Column(.linkedAt, .moment),
                Column(.unlinkedAt, .moment), Column(.fileDigest),
            ]
        case .payments:
            [
                Column(.payment), Column(.document, of: .documents), Column(.paymentKind), Column(.paymentDate, .day),
                Column(.amount, .amount), Column(.entry), Column(.state), Column(.reason),
            ]
        case .trail:
            [
                Column(.sequence, .whole, of: .journal), Column(.document, of: .documents), Column(.voucher, of: .vouchers),
                Column(.fileDigest), Column(.moment, .moment), Column(.event),
            ]
        case .journal: journal
        case .settings:
            [
                Column(.sequence, .whole), Column(.moment, .moment), Column(.day, .day), Column(.setting), Column(.old), Column(.new),
                Column(.actor), Column(.cause), Column(.software),
            ]
        }
    }

    /// Who a customer is stands in HERO and in lexoffice; here his number is enough to find him there (domain.md D5).
    private static let documents = [
        Column(.document), Column(.number), Column(.kind), Column(.documentDate, .day), Column(.serviceDate, .day), Column(.dueDate, .day),
        Column(.customer), Column(.currency), Column(.net, .amount), Column(.tax, .amount), Column(.gross, .amount), Column(.reversed),
        Column(.state), Column(.reason), Column(.otherVouchers),
    ]

    /// All that is hashed, so that the chain can be computed anew from the table alone.
    private static let journal = [
        Column(.sequence, .whole), Column(.moment, .moment), Column(.day, .day), Column(.actor), Column(.cause), Column(.software),
        Column(.mapping), Column(.subjectKind), Column(.subjectKey), Column(.from), Column(.event), Column(.to), Column(.effects),
        Column(.detail), Column(.previous), Column(.hash),
    ]
}
