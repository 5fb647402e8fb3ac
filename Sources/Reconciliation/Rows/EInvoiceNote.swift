package import Bookkeeping
internal import EInvoice

/// What the PDF of a document said when it was looked into; the facts alone, no name and no free text.
package enum EInvoiceNote: Sendable, Hashable, Codable {
    /// No e-invoice in it.
    case none
    case facts(EInvoiceFacts)
    /// There is one, and nobody can tell what it states.
    case refused(ReasonCode, detail: String)

    init(_ reading: EInvoiceReading) {
        switch reading.result {
        case .none: self = .none
        case .read(let facts, _): self = .facts(facts)
        case .ambiguous(let names): self = .refused(.eInvoiceAmbiguous, detail: "invoices=\(names.count)")
        case .unreadable(let cause): self = .refused(.eInvoiceUnreadable, detail: "error=\(Token.of(cause))")
        }
    }
}
