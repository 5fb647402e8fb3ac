package import Persistence
internal import StateCharts

/// One document as `list` shows it.
package typealias ListedDocumentLine = ListedRecord

extension ListedDocumentLine {
    package var needsPerson: Bool { InvoiceChart.isAttention(configuration) }
}
