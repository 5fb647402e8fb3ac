package import Bookkeeping
package import Persistence
internal import StateCharts

/// What the PDFs of the last booked documents held.
package struct EInvoiceCensus: Sendable, Hashable {
    package private(set) var documents = 0
    package private(set) var profiles: [EInvoiceProfile: Int] = [:]

    /// - Parameter count: at most so many documents, the newest.
    package static func take(_ store: Store, last count: Int) throws -> EInvoiceCensus {
        var census = EInvoiceCensus()
        for row in try store.newestDocuments(DocumentRow.self, count) {
            guard try store.machine(InvoiceChart.self, String(row.id))?.configuration.isOnBooks == true,
                case .document(_, let file)? = try row.detail()
            else { continue }
            census.documents += 1
            if case .facts(let facts)? = file?.eInvoice { census.profiles[EInvoiceProfile(facts), default: 0] += 1 }
        }
        return census
    }
}
