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

    package var deductions: Deductions
    /// BT-3. Nil takes 875 for a part invoice, 877 for one that deducts others, 384 for a cancellation, 381 for a credit note and 380 for
    /// all else. Deposits may be 386 (e), final invoices 380.
    package var typeCode: Int?

    package init(deductions: Deductions = .advances, typeCode: Int? = nil) {
        self.deductions = deductions
        self.typeCode = typeCode
    }
}

/// Why an amount bears the VAT it bears (BT-118 to BT-121).
struct EInvoiceCategory: Hashable {
    /// `S`, `AE`, `Z` …
    let code: String
    /// Whole percent.
    let rate: Int
    let reason: String?
    let reasonCode: String?

    private init(_ code: String, rate: Int = 0, _ reason: String? = nil, _ reasonCode: String? = nil) {
        self.code = code
        self.rate = rate
        self.reason = reason
        self.reasonCode = reasonCode
    }

    /// `zeroReason` in the words of `TaxCase`.
    init(rate: Int, zeroReason: String?) {
        guard rate == 0 else {
            self.init("S", rate: rate)
            return
        }
        switch zeroReason {
        case "construction_13b": self.init("AE", "Steuerschuldnerschaft des Leistungsempfängers", "VATEX-EU-AE")
        case "photovoltaic_0": self.init("Z")
        case "intra_eu_goods": self.init("K", "Innergemeinschaftliche Lieferung", "VATEX-EU-IC")
        case "small_business": self.init("E", "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG")
        default: self.init("E", "Steuerfrei")
        }
    }

    static let deducted = EInvoiceCategory("E", "Abzug bereits berechneter Leistungen")
}
