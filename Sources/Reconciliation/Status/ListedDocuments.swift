package import Bookkeeping
internal import Hero
package import Persistence
package import StateCharts

/// One document as `list` shows it.
package struct ListedDocumentLine: Sendable {
    package var key: String
    package var configuration: InvoiceConfiguration
    package var reason: ReasonCode?
    package var detail: String?
    package var number: String?
    package var date: BusinessDay?
    /// Gross of the voucher as booked, else as HERO prints the document, signed.
    package var gross: Cents?
    package var voucherID: String?

    package var needsPerson: Bool { InvoiceChart.isAttention(configuration) }
}

extension ListedDocumentLine {
    /// In HERO's order.
    package static func documents(_ question: DocumentQuestion, _ store: Store) throws -> [ListedDocumentLine] {
        try store.listed(DocumentHeader.Glance.self, question).map { record in
            ListedDocumentLine(
                key: record.key, configuration: record.configuration, reason: record.reason, detail: record.detail,
                number: record.header?.number, date: record.header?.date, gross: record.booked ?? record.header?.gross,
                voucherID: record.voucherID)
        }
    }
}

extension DocumentHeader {
    /// What a list shows of it: reading the rest of a row costs three times as much.
    struct Glance: Storable {
        var number: String?
        var date: BusinessDay?
        var valueNet: Cents?
        var vat: Cents?

        var gross: Cents? { valueNet.flatMap { net in vat.map { net + $0 } } }
    }
}
