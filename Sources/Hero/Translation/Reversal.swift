import Bookkeeping

/// What a reversal is to the document it names. HERO has one base type for *Stornorechnung* and *Gutschrift* (hero-api.md §2.5), and
/// either can reverse a reversal again (hero-2026.md §8).
struct Reversal {
    let kind: DocumentKind
    /// The original lowered turnover itself: a credit note, a cancellation, an overpaid final invoice.
    let isOfCredit: Bool

    init(_ header: DocumentHeader, of original: DocumentHeader, _ siblings: [DocumentHeader], _ types: [DocumentType]) {
        let baseType = types.first { $0.id == original.documentTypeID }?.baseType ?? original.type
        let reversesReversal = baseType == "reversal_invoice"
        isOfCredit = reversesReversal || original.gross.map { $0.signum < 0 } ?? false
        let others = siblings.filter { $0.id != header.id && $0.selectedDocumentID == original.id && !$0.lifecycle.isUnfinished }
        let isCredited = !header.reversesInFull(original) && others.contains { $0.reversesInFull(original) }
        kind = reversesReversal || original.lifecycle == .cancelled && !isCredited ? .cancellation : .creditNote
    }
}

extension DocumentHeader {
    fileprivate var gross: Cents? {
        guard let valueNet, let vat else { return nil }
        return valueNet + vat
    }

    /// Whatever the signs; half a cent of tax may be rounded either way.
    fileprivate func reversesInFull(_ original: DocumentHeader) -> Bool {
        guard let valueNet, let vat, let originalNet = original.valueNet, let originalVAT = original.vat else { return false }
        return valueNet.magnitude == originalNet.magnitude && (vat.magnitude - originalVAT.magnitude).magnitude.amount <= 1
    }
}
