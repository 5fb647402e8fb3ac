internal import Bookkeeping

/// Why an amount bears the VAT it bears (BT-118 to BT-121; einvoice.md §2).
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

    /// `zeroReason` in the words of `TaxCase`; free of tax for no reason that is known where there is none.
    init(rate: Int, zeroReason: String?) {
        guard rate == 0 else {
            self.init("S", rate: rate)
            return
        }
        switch zeroReason.flatMap(TaxCase.init(rawValue:)) {
        case .construction13b, .euService13b: self.init("AE", "Steuerschuldnerschaft des Leistungsempfängers", "VATEX-EU-AE")
        case .photovoltaic0: self.init("Z")
        case .smallBusiness: self.init("E", "Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG")
        case .intraEUGoods: self.init("K", "Innergemeinschaftliche Lieferung", "VATEX-EU-IC")
        case .exportGoods: self.init("G", "Ausfuhrlieferung", "VATEX-EU-G")
        case .exportService, .nonTaxable: self.init("O", "Nicht steuerbar", "VATEX-EU-O")
        case .standard, .recipientElsewhere, nil: self.init("E", "Steuerfrei")
        }
    }

    static let deducted = EInvoiceCategory("E", "Abzug bereits berechneter Leistungen")

    /// As CII names it; what lies outside the scope of VAT has no rate, not even zero.
    var rateElement: XMLElement? { code == "O" ? nil : XMLElement("ram:RateApplicablePercent", text: "\(rate).00") }

    /// Category and rate without amounts.
    func element(_ name: String) -> XMLElement {
        XMLElement(name, XMLElement("ram:TypeCode", text: "VAT"), XMLElement("ram:CategoryCode", text: code), rateElement)
    }
}
