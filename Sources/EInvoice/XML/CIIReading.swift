internal import Bookkeeping
internal import StrictXML

/// Cross Industry Invoice (einvoice.md §2).
struct CIIReading {
    private let root: XMLElement
    private let names: CIINames
    private let sha256: String

    init(_ root: XMLElement, names: CIINames, sha256: String) {
        self.root = root
        self.names = names
        self.sha256 = sha256
    }

    func invoice() throws(EInvoiceFault) -> (EInvoiceFacts, EInvoiceWords) {
        let header = try section(names.document)
        let transaction = try section(names.transaction)
        guard let settlement = transaction.group(names.settlement) else { throw EInvoiceFault("\(names.settlement) is missing") }
        let currency = try settlement.code("InvoiceCurrencyCode")
        let isFirst = names.percent == CIINames.zugferd1.percent
        var facts = EInvoiceFacts(syntax: isFirst ? .zugferd1 : .crossIndustryInvoice, xmlSHA256: sha256)
        var words = EInvoiceWords()
        facts.profile = try section(names.context).group("GuidelineSpecifiedDocumentContextParameter")?.text("ID")
        facts.number = try header.text("ID")
        facts.typeCode = try header.code("TypeCode")
        facts.issueDate = try header.day("IssueDateTime")
        facts.currency = currency
        try readAgreement(transaction.group(names.agreement), &facts, &words)
        let event = transaction.group(names.delivery, "ActualDeliverySupplyChainEvent")
        facts.deliveryDate = try event?.day("OccurrenceDateTime")
        let period = settlement.group("BillingSpecifiedPeriod")
        facts.periodStart = try period?.day("StartDateTime")
        facts.periodEnd = try period?.day("EndDateTime")
        try readTerms(settlement, &facts, &words)
        try readAllowances(settlement, currency, &facts, &words)
        facts.totals = try totals(settlement.group(names.summation), currency)
        facts.advances = try advances(settlement, currency)
        for node in try settlement.all("InvoiceReferencedDocument") {
            if let earlier = try reference(node) { facts.preceding.append(earlier) }
        }
        let groups = try settlement.all("ApplicableTradeTax").map { node throws(EInvoiceFault) in try group(node, currency) }
        (facts.lines, facts.groups) = try lines(transaction, currency, try EInvoiceEntries(groups, facts))
        return (facts, words)
    }

    /// A part of the root; these stand in the namespace of the document.
    private func section(_ name: String) throws(EInvoiceFault) -> InvoiceNode {
        let found = root.children.filter { $0.namespace == root.namespace && $0.localName == name }
        guard found.count == 1 else { throw EInvoiceFault(found.isEmpty ? "\(name) is missing" : "\(name) stands there more than once") }
        return InvoiceNode(element: found[0], groups: names.aggregates, values: names.aggregates)
    }

    // MARK: Who and when

    private func readAgreement(
        _ agreement: InvoiceNode?, _ facts: inout EInvoiceFacts, _ words: inout EInvoiceWords
    ) throws(EInvoiceFault) {
        words.buyerReference = try agreement?.text("BuyerReference")
        let buyer = agreement?.group("BuyerTradeParty")
        facts.buyerCountry = try buyer?.group("PostalTradeAddress")?.text("CountryID")?.countryCode
        words.buyerVATID = Self.vatID(of: buyer)
        words.sellerVATID = Self.vatID(of: agreement?.group("SellerTradeParty"))
    }

    private static func vatID(of party: InvoiceNode?) -> String? {
        let registrations = party?.lines("SpecifiedTaxRegistration") ?? []
        let ids = registrations.flatMap { $0.lines("ID") }
        return ids.first { $0.element.attribute("schemeID")?.value == "VA" }?.content
    }

    /// The term with a discount names the day of the *Skonto*; of the others the last is the day it is due.
    private func readTerms(
        _ settlement: InvoiceNode, _ facts: inout EInvoiceFacts, _ words: inout EInvoiceWords
    ) throws(EInvoiceFault) {
        for term in try settlement.all("SpecifiedTradePaymentTerms") {
            words.terms += term.texts("Description")
            guard term.group("ApplicableTradePaymentDiscountTerms") == nil, let day = try term.day("DueDateDateTime") else { continue }
            facts.dueDate = max(facts.dueDate ?? day, day)
        }
    }

    // MARK: Figures

    private func totals(_ node: InvoiceNode?, _ currency: String?) throws(EInvoiceFault) -> EInvoiceTotals {
        guard let node else { return EInvoiceTotals() }
        return EInvoiceTotals(
            lineTotal: try node.amount("LineTotalAmount", currency), allowanceTotal: try node.amount("AllowanceTotalAmount", currency),
            chargeTotal: try node.amount("ChargeTotalAmount", currency), taxBasis: try node.amount("TaxBasisTotalAmount", currency),
            taxTotal: try node.amount("TaxTotalAmount", currency), grandTotal: try node.amount("GrandTotalAmount", currency),
            prepaid: try node.amount("TotalPrepaidAmount", currency), rounding: try node.amount("RoundingAmount", currency),
            payable: try node.amount("DuePayableAmount", currency))
    }

    private func group(_ node: InvoiceNode, _ currency: String?) throws(EInvoiceFault) -> EInvoiceTaxGroup {
        guard let category = try node.code("CategoryCode"), let net = try node.amount("BasisAmount", currency),
            let tax = try node.amount("CalculatedAmount", currency)
        else { throw EInvoiceFault("ApplicableTradeTax in line \(node.element.location.line) lacks its category, basis or tax") }
        return EInvoiceTaxGroup(
            category: category, rate: try node.rate(names.percent) ?? ExactDecimal(0), net: net, tax: tax,
            reason: try node.text("ExemptionReason"), reasonCode: try node.text("ExemptionReasonCode"))
    }

    private func readAllowances(
        _ settlement: InvoiceNode, _ currency: String?, _ facts: inout EInvoiceFacts, _ words: inout EInvoiceWords
    ) throws(EInvoiceFault) {
        for node in try settlement.all("SpecifiedTradeAllowanceCharge") {
            guard let isCharge = node.group("ChargeIndicator")?.element.children.first?.text.trimmed?.xmlFlag,
                let amount = try node.amount("ActualAmount", currency)
            else { throw EInvoiceFault("SpecifiedTradeAllowanceCharge in line \(node.element.location.line) is none") }
            let tax = node.group("CategoryTradeTax")
            facts.allowances.append(
                EInvoiceAllowance(
                    isCharge: isCharge, amount: amount, percent: try node.percent("CalculationPercent"),
                    category: try tax?.code("CategoryCode"), rate: try tax?.rate(names.percent)))
            words.allowanceReasons.append(try node.text("Reason"))
        }
        for node in try settlement.all("SpecifiedLogisticsServiceCharge") {
            guard let amount = try node.amount("AppliedAmount", currency) else {
                throw EInvoiceFault("SpecifiedLogisticsServiceCharge in line \(node.element.location.line) has no amount")
            }
            let tax = node.group("AppliedTradeTax")
            facts.allowances.append(
                EInvoiceAllowance(
                    isCharge: true, amount: amount, category: try tax?.code("CategoryCode"), rate: try tax?.rate(names.percent)))
            words.allowanceReasons.append(try node.text("Description"))
        }
    }

    private func advances(_ settlement: InvoiceNode, _ currency: String?) throws(EInvoiceFault) -> [EInvoiceAdvance] {
        var advances: [EInvoiceAdvance] = []
        for node in try settlement.all("SpecifiedAdvancePayment") {
            guard let paid = try node.amount("PaidAmount", currency) else {
                throw EInvoiceFault("SpecifiedAdvancePayment in line \(node.element.location.line) has no amount")
            }
            let invoice = try node.group("InvoiceSpecifiedReferencedDocument").flatMap { node throws(EInvoiceFault) in try reference(node) }
            advances.append(
                EInvoiceAdvance(
                    paid: paid, received: try node.day("FormattedReceivedDateTime"), number: invoice?.number, date: invoice?.date,
                    taxes: try taxes(of: node, currency)))
        }
        return advances
    }

    private func taxes(of advance: InvoiceNode, _ currency: String?) throws(EInvoiceFault) -> [EInvoiceAdvanceTax] {
        var taxes: [EInvoiceAdvanceTax] = []
        for tax in try advance.all("IncludedTradeTax") {
            guard let category = try tax.code("CategoryCode"), let amount = try tax.amount("CalculatedAmount", currency) else {
                throw EInvoiceFault("IncludedTradeTax in line \(tax.element.location.line) lacks its category or tax")
            }
            taxes.append(EInvoiceAdvanceTax(category: category, rate: try tax.rate(names.percent) ?? ExactDecimal(0), tax: amount))
        }
        return taxes
    }

    private func reference(_ node: InvoiceNode) throws(EInvoiceFault) -> EInvoiceReference? {
        guard let number = try node.text(names.referencedNumber) else { return nil }
        return EInvoiceReference(number: number, date: try node.day("FormattedIssueDateTime"), typeCode: try node.text("TypeCode"))
    }

    // MARK: Lines

    /// A line that sums up those below it, or only informs, has no amount of its own (EXTENDED).
    private func lines(
        _ transaction: InvoiceNode, _ currency: String?, _ groups: EInvoiceEntries
    ) throws(EInvoiceFault) -> (EInvoiceLines, [EInvoiceTaxGroup]) {
        var lines = EInvoiceLines()
        var entries = groups
        for line in transaction.lines("IncludedSupplyChainTradeLineItem") {
            lines.count += 1
            let settlement = line.group(names.lineSettlement)
            guard let amount = try settlement?.group(names.lineSummation)?.amount("LineTotalAmount", currency) else { continue }
            if amount.signum < 0 { lines.negative += 1 }
            let role = try line.group("AssociatedDocumentLineDocument")?.text("LineStatusReasonCode")
            guard role != "GROUP", role != "INFORMATION" else { continue }
            lines.net += amount
            let tax = settlement?.group("ApplicableTradeTax")
            entries.count(category: try tax?.code("CategoryCode"), rate: try tax?.rate(names.percent))
        }
        return (lines, entries.groups)
    }
}
