internal import Bookkeeping

/// The XML of a document in the syntax CII: profile EN 16931, and EXTENDED where advance payments are stated (einvoice.md §2).
struct CrossIndustryInvoice {
    let draft: HeroDraft
    let number: String
    let date: BusinessDay
    let typeCode: Int
    let figures: EInvoiceFigures
    let company: HeroCompanyRecord
    let customer: HeroCustomerRecord
    /// ISO 3166 alpha-2, of the customer.
    let country: String
    let isExtended: Bool
    private let isAlone: Bool
    /// BG-3: number and date.
    let preceding: [(number: String, date: BusinessDay?)]

    static let fileName = "factur-x.xml"

    /// Nil for a document that has no e-invoice, or cannot have one: not published, without number or date, or with gross prices.
    init?(of document: HeroDocumentRecord, _ records: HeroRecords) {
        guard let eInvoice = document.draft.eInvoice, document.publishedAt != nil, let number = document.number,
            let date = document.draft.date, !document.draft.isGross, document.draft.lines.contains(where: \.isCounted),
            let customer = records.customers[document.draft.customerID]
        else { return nil }
        draft = document.draft
        self.number = number
        self.date = date
        self.customer = customer
        company = records.company
        country = customer.address?.countryID.flatMap { records.countries[$0] }?.code ?? "DE"
        let original = document.selectedDocumentID.flatMap { records.documents[$0] }
        let isCreditNote = document.type == "reversal_invoice" && original?.statusCode != HeroStatus.cancelled
        typeCode = eInvoice.typeCode ?? CrossIndustryInvoice.typeCode(of: document, isCreditNote: isCreditNote)
        figures = EInvoiceFigures(
            of: document, as: eInvoice.deductions, typeReason: records.documentTypes[document.draft.typeID]?.zeroReason,
            sign: isCreditNote && document.totals.gross < 0 ? -1 : 1)
        isAlone = eInvoice.isAlone
        isExtended = eInvoice.deductions == .advances && !figures.advances.isEmpty
        let earlier = figures.advances.map { (number: $0.number, date: $0.date) }
        preceding = original.flatMap { record in record.number.map { [($0, record.draft.date)] } } ?? earlier
    }

    var bytes: [UInt8] {
        let namespace = "urn:un:unece:uncefact:data:standard"
        return XMLElement(
            "rsm:CrossIndustryInvoice",
            attributes: [
                ("xmlns:rsm", "\(namespace):CrossIndustryInvoice:100"), ("xmlns:qdt", "\(namespace):QualifiedDataType:100"),
                ("xmlns:ram", "\(namespace):ReusableAggregateBusinessInformationEntity:100"),
                ("xmlns:udt", "\(namespace):UnqualifiedDataType:100"),
            ],
            XMLElement(
                "rsm:ExchangedDocumentContext",
                XMLElement("ram:GuidelineSpecifiedDocumentContextParameter", XMLElement("ram:ID", text: profile))),
            XMLElement(
                "rsm:ExchangedDocument",
                XMLElement("ram:ID", text: number), XMLElement("ram:TypeCode", text: "\(typeCode)"),
                XMLElement("ram:IssueDateTime", CIIText.day(date)), note),
            XMLElement("rsm:SupplyChainTradeTransaction", lines + [agreement, delivery, settlement])
        ).document
    }

    private var profile: String {
        if isAlone { return "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0" }
        return isExtended ? "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended" : "urn:cen.eu:en16931:2017"
    }

    /// Deductions that the figures do not explain by themselves stand in words.
    private var note: XMLElement? {
        guard !figures.advances.isEmpty, !isExtended else { return nil }
        let parts = figures.advances.map { "\($0.number): \(CIIText.amount($0.gross)) EUR brutto" }
        return XMLElement(
            "ram:IncludedNote", XMLElement("ram:Content", text: "Bereits berechnet: \(parts.joined(separator: ", "))"))
    }

    private static func typeCode(of document: HeroDocumentRecord, isCreditNote: Bool) -> Int {
        guard document.type != "reversal_invoice" else { return isCreditNote ? 381 : 384 }
        switch document.draft.style {
        case .parted, .downpayment: return 875
        case .full, .cumulative, nil: return document.draft.deductions.isEmpty ? 380 : 877
        }
    }
}
