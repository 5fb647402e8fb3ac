import Bookkeeping

/// What HERO tells of a document's figures besides their sums. Each source stands for itself: one that cannot be read leaves the others,
/// and which of them is booked is decided by the document's own totals (``VoucherMapping``).
struct DocumentContent {
    /// Nil when it was never published as a draft, holds no items, or cannot be read.
    private(set) var draft: DraftData?
    private(set) var positions: [DocumentLine]?
    /// Why there is no draft, or no positions in its place.
    private(set) var unread: UnreadableField?

    init(_ row: WireObject, _ header: DocumentHeader) {
        do throws(UnreadableField) {
            if let data = try row.object("published_customer_document_draft")?.mixed("data") { draft = try DraftData(data) }
        } catch {
            unread = error
        }
        do throws(UnreadableField) {
            let rates = TaxRates.allowed(on: draft?.serviceDate ?? header.date)
            positions = try PositionLines.lines(row, documentVAT: header.vat, rates: rates)
        } catch {
            // A second telling is worth having, but nobody misses it where the first can be read.
            if draft == nil, unread == nil { unread = error }
        }
    }
}
