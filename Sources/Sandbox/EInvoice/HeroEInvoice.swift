/// The e-invoice HERO puts into the PDF where "E-Rechnung erstellen" was ticked. What HERO writes is not known, so the stand-in
/// plays every way in which final invoices state what was asked for before (einvoice.md §2).
package struct HeroEInvoice: Sendable, Hashable {
    package enum Deductions: String, Sendable, CaseIterable {
        /// (a) Profile EXTENDED: the whole work, and each earlier invoice as an advance payment with its VAT.
        case advances
        /// (b) The whole work, and the gross of all earlier invoices as one prepaid amount (BT-113) that tells of no VAT.
        case prepaid
        /// (c) The rest alone: a negative line for each earlier invoice and rate.
        case rest
        /// (d) The whole work, a negative group of category E with the net of all earlier invoices, their VAT as the prepaid amount.
        case exemptGroup
    }

    package var deductions = Deductions.advances
    /// BT-3. Nil takes 875 for a part invoice, 877 for one that deducts others, 384 for a cancellation, 381 for a credit note and 380 for
    /// all else. Deposits may be 386 (e), final invoices 380.
    package var typeCode: Int?
    /// The file of the document is the XML itself, an XRechnung, as somebody uploads it who was sent it back by a public buyer.
    package var isAlone = false
}
