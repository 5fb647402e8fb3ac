extension CrossIndustryInvoice {
    var lines: [XMLElement] {
        figures.lines.enumerated().map { index, line in
            XMLElement(
                "ram:IncludedSupplyChainTradeLineItem",
                XMLElement("ram:AssociatedDocumentLineDocument", XMLElement("ram:LineID", text: "\(index + 1)")),
                XMLElement("ram:SpecifiedTradeProduct", XMLElement("ram:Name", text: line.name)),
                XMLElement(
                    "ram:SpecifiedLineTradeAgreement",
                    XMLElement(
                        "ram:NetPriceProductTradePrice", CIIText.amount("ram:ChargeAmount", line.unitPrice))),
                XMLElement(
                    "ram:SpecifiedLineTradeDelivery",
                    XMLElement(
                        "ram:BilledQuantity", attributes: [("unitCode", CIIText.unitCode(line.unit))],
                        text: CIIText.quantity(line.quantity))),
                settlement(of: line))
        }
    }

    private func settlement(of line: EInvoiceFigures.Line) -> XMLElement {
        XMLElement(
            "ram:SpecifiedLineTradeSettlement",
            line.category.element("ram:ApplicableTradeTax"),
            line.allowance == 0 ? nil : CrossIndustryInvoice.allowance(line.allowance, reason: "Rabatt", category: nil),
            XMLElement(
                "ram:SpecifiedTradeSettlementLineMonetarySummation", CIIText.amount("ram:LineTotalAmount", line.net)))
    }

    /// A negative allowance is one all the same: it takes back what the original granted.
    static func allowance(_ amount: Int64, reason: String, category: EInvoiceCategory?) -> XMLElement {
        XMLElement(
            "ram:SpecifiedTradeAllowanceCharge",
            XMLElement("ram:ChargeIndicator", XMLElement("udt:Indicator", text: "false")),
            CIIText.amount("ram:ActualAmount", amount), XMLElement("ram:Reason", text: reason),
            category?.element("ram:CategoryTradeTax"))
    }
}
