internal import Bookkeeping

extension CrossIndustryInvoice {
    var settlement: XMLElement {
        let taxes = figures.groups.map(tax)
        let allowances = figures.allowances.map {
            CrossIndustryInvoice.allowance($0.net, reason: "Nachlass", category: $0.category)
        }
        let references = preceding.map { reference("ram:InvoiceReferencedDocument", $0.number, $0.date) }
        let advances = isExtended ? figures.advances.map(advance) : []
        let head: [XMLElement?] = [
            XMLElement("ram:PaymentReference", text: number), XMLElement("ram:InvoiceCurrencyCode", text: draft.currency), paymentMeans,
        ]
        return XMLElement(
            "ram:ApplicableHeaderTradeSettlement",
            head + taxes + [period] + allowances + [terms, summation] + references + advances)
    }

    private var paymentMeans: XMLElement {
        XMLElement(
            "ram:SpecifiedTradeSettlementPaymentMeans",
            XMLElement("ram:TypeCode", text: "58"),
            XMLElement("ram:PayeePartyCreditorFinancialAccount", XMLElement("ram:IBANID", text: "DE02120300000000202051")))
    }

    private func tax(_ sum: EInvoiceFigures.Sum) -> XMLElement {
        XMLElement(
            "ram:ApplicableTradeTax",
            CIIText.amount("ram:CalculatedAmount", sum.tax), XMLElement("ram:TypeCode", text: "VAT"),
            sum.category.reason.map { XMLElement("ram:ExemptionReason", text: $0) }, CIIText.amount("ram:BasisAmount", sum.net),
            XMLElement("ram:CategoryCode", text: sum.category.code),
            sum.category.reasonCode.map { XMLElement("ram:ExemptionReasonCode", text: $0) },
            sum.category.rateElement)
    }

    private var period: XMLElement? {
        guard let from = draft.serviceFrom, let to = draft.serviceTo else { return nil }
        return XMLElement(
            "ram:BillingSpecifiedPeriod",
            XMLElement("ram:StartDateTime", CIIText.day(from)), XMLElement("ram:EndDateTime", CIIText.day(to)))
    }

    private var terms: XMLElement {
        let dueDate = draft.dueDays.map { date.adding(days: $0) }
        var description = dueDate == nil ? "Zahlbar sofort ohne Abzug." : nil
        if let discount = draft.cashDiscount {
            // Basis points have the two decimals of this notation already.
            description = "#SKONTO#TAGE=\(discount.days)#PROZENT=\(CIIText.amount(discount.basisPoints))#\n"
        }
        return XMLElement(
            "ram:SpecifiedTradePaymentTerms",
            description.map { XMLElement("ram:Description", text: $0) },
            dueDate.map { XMLElement("ram:DueDateDateTime", CIIText.day($0)) })
    }

    private var summation: XMLElement {
        XMLElement(
            "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
            CIIText.amount("ram:LineTotalAmount", figures.lineTotal), CIIText.amount("ram:ChargeTotalAmount", 0),
            CIIText.amount("ram:AllowanceTotalAmount", figures.allowanceTotal), CIIText.amount("ram:TaxBasisTotalAmount", figures.net),
            XMLElement("ram:TaxTotalAmount", attributes: [("currencyID", draft.currency)], text: CIIText.amount(figures.tax)),
            CIIText.amount("ram:GrandTotalAmount", figures.gross), CIIText.amount("ram:TotalPrepaidAmount", figures.prepaid),
            CIIText.amount("ram:DuePayableAmount", figures.gross - figures.prepaid))
    }

    private func reference(_ name: String, _ number: String, _ date: BusinessDay?) -> XMLElement {
        XMLElement(
            name,
            XMLElement("ram:IssuerAssignedID", text: number),
            date.map { XMLElement("ram:FormattedIssueDateTime", CIIText.day($0, qualified: true)) })
    }

    private func advance(_ advance: EInvoiceFigures.Advance) -> XMLElement {
        let taxes = advance.sums.map { sum in
            XMLElement(
                "ram:IncludedTradeTax",
                CIIText.amount("ram:CalculatedAmount", sum.tax), XMLElement("ram:TypeCode", text: "VAT"),
                XMLElement("ram:CategoryCode", text: sum.category.code),
                sum.category.rateElement)
        }
        let received = advance.date.map { XMLElement("ram:FormattedReceivedDateTime", CIIText.day($0, qualified: true)) }
        return XMLElement(
            "ram:SpecifiedAdvancePayment",
            [CIIText.amount("ram:PaidAmount", advance.gross), received] + taxes
                + [reference("ram:InvoiceSpecifiedReferencedDocument", advance.number, advance.date)])
    }
}
