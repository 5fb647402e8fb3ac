/// The names of Cross Industry Invoice that differ between its editions.
struct CIINames {
    let aggregates: String
    let context: String
    let document: String
    let transaction: String
    let agreement: String
    let delivery: String
    let settlement: String
    let summation: String
    let lineSettlement: String
    let lineSummation: String
    let percent: String
    /// Of a document referred to.
    let referencedNumber: String

    /// D16B: Factur-X, ZUGFeRD 2, XRechnung.
    static let current = CIINames(
        aggregates: "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
        context: "ExchangedDocumentContext", document: "ExchangedDocument", transaction: "SupplyChainTradeTransaction",
        agreement: "ApplicableHeaderTradeAgreement", delivery: "ApplicableHeaderTradeDelivery",
        settlement: "ApplicableHeaderTradeSettlement", summation: "SpecifiedTradeSettlementHeaderMonetarySummation",
        lineSettlement: "SpecifiedLineTradeSettlement", lineSummation: "SpecifiedTradeSettlementLineMonetarySummation",
        percent: "RateApplicablePercent", referencedNumber: "IssuerAssignedID")

    static let zugferd1 = CIINames(
        aggregates: "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12",
        context: "SpecifiedExchangedDocumentContext", document: "HeaderExchangedDocument",
        transaction: "SpecifiedSupplyChainTradeTransaction", agreement: "ApplicableSupplyChainTradeAgreement",
        delivery: "ApplicableSupplyChainTradeDelivery", settlement: "ApplicableSupplyChainTradeSettlement",
        summation: "SpecifiedTradeSettlementMonetarySummation", lineSettlement: "SpecifiedSupplyChainTradeSettlement",
        lineSummation: "SpecifiedTradeSettlementMonetarySummation", percent: "ApplicablePercent", referencedNumber: "ID")
}
