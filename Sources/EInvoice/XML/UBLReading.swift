internal import Bookkeeping
internal import StrictXML

/// Universal Business Language 2.1, invoice and credit note (einvoice.md §2).
struct UBLReading {
    private let root: InvoiceNode
    private let syntax: EInvoiceSyntax
    private let sha256: String

    init(_ root: XMLElement, _ syntax: EInvoiceSyntax, sha256: String) {
        self.root = InvoiceNode(
            element: root, groups: "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
            values: "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2")
        self.syntax = syntax
        self.sha256 = sha256
    }

    private var isCreditNote: Bool { syntax == .ublCreditNote }

    func invoice() throws(EInvoiceFault) -> (EInvoiceFacts, EInvoiceWords) {
        var facts = EInvoiceFacts(syntax: syntax, xmlSHA256: sha256)
        var words = EInvoiceWords()
        let currency = try root.code("DocumentCurrencyCode")
        facts.profile = try root.text("CustomizationID")
        facts.number = try root.text("ID")
        facts.typeCode = try root.code(isCreditNote ? "CreditNoteTypeCode" : "InvoiceTypeCode")
        facts.issueDate = try root.day("IssueDate")
        facts.currency = currency
        try readParties(&facts, &words)
        facts.deliveryDate = try root.group("Delivery")?.day("ActualDeliveryDate")
        let period = root.group("InvoicePeriod")
        facts.periodStart = try period?.day("StartDate")
        facts.periodEnd = try period?.day("EndDate")
        facts.dueDate = try isCreditNote ? root.group("PaymentMeans")?.day("PaymentDueDate") : root.day("DueDate")
        words.terms = try root.all("PaymentTerms").flatMap { $0.texts("Note") }
        try readAllowances(currency, &facts, &words)
        try readPreceding(&facts)
        for payment in try root.all("PrepaidPayment") {
            if let amount = try payment.amount("PaidAmount", currency) { facts.thirdPartyPayments.append(amount) }
        }
        facts.totals = try totals(currency)
        let taxes = try taxTotal(currency)
        facts.totals.taxTotal = try taxes?.amount("TaxAmount", currency)
        let groups = try taxes?.all("TaxSubtotal").map { node throws(EInvoiceFault) in try group(node, currency) }
        (facts.lines, facts.groups) = try lines(currency, try EInvoiceEntries(groups ?? [], facts))
        return (facts, words)
    }

    // MARK: Who and when

    private func readParties(_ facts: inout EInvoiceFacts, _ words: inout EInvoiceWords) throws(EInvoiceFault) {
        words.buyerReference = try root.text("BuyerReference")
        let buyer = root.group("AccountingCustomerParty", "Party")
        facts.buyerCountry = try buyer?.group("PostalAddress", "Country")?.text("IdentificationCode")?.countryCode
        words.buyerVATID = try Self.vatID(of: buyer)
        words.sellerVATID = try Self.vatID(of: root.group("AccountingSupplierParty", "Party"))
    }

    private static func vatID(of party: InvoiceNode?) throws(EInvoiceFault) -> String? {
        for scheme in try party?.all("PartyTaxScheme") ?? [] where try scheme.group("TaxScheme")?.text("ID") == "VAT" {
            return try scheme.text("CompanyID")
        }
        return nil
    }

    private func readPreceding(_ facts: inout EInvoiceFacts) throws(EInvoiceFault) {
        for node in try root.all("BillingReference") {
            guard let invoice = node.group("InvoiceDocumentReference"), let number = try invoice.text("ID") else { continue }
            facts.preceding.append(
                EInvoiceReference(number: number, date: try invoice.day("IssueDate"), typeCode: try invoice.text("DocumentTypeCode")))
        }
    }

    // MARK: Figures

    private func totals(_ currency: String?) throws(EInvoiceFault) -> EInvoiceTotals {
        guard let node = root.group("LegalMonetaryTotal") else { return EInvoiceTotals() }
        return EInvoiceTotals(
            lineTotal: try node.amount("LineExtensionAmount", currency),
            allowanceTotal: try node.amount("AllowanceTotalAmount", currency),
            chargeTotal: try node.amount("ChargeTotalAmount", currency), taxBasis: try node.amount("TaxExclusiveAmount", currency),
            grandTotal: try node.amount("TaxInclusiveAmount", currency), prepaid: try node.amount("PrepaidAmount", currency),
            rounding: try node.amount("PayableRoundingAmount", currency), payable: try node.amount("PayableAmount", currency))
    }

    /// The tax in the currency of the invoice; a second one says it in the currency of the books.
    private func taxTotal(_ currency: String?) throws(EInvoiceFault) -> InvoiceNode? {
        let own = try root.all("TaxTotal").filter { total in
            total.element.children.contains { $0.localName == "TaxAmount" && ($0.attribute("currencyID")?.value ?? currency) == currency }
        }
        guard own.count <= 1 else { throw EInvoiceFault("TaxTotal stands there more than once in one currency") }
        return own.first
    }

    private func group(_ node: InvoiceNode, _ currency: String?) throws(EInvoiceFault) -> EInvoiceTaxGroup {
        guard let tax = node.group("TaxCategory"), let category = try tax.code("ID"),
            let net = try node.amount("TaxableAmount", currency), let amount = try node.amount("TaxAmount", currency)
        else { throw EInvoiceFault("TaxSubtotal in line \(node.element.location.line) lacks its category, basis or tax") }
        return EInvoiceTaxGroup(
            category: category, rate: try tax.rate("Percent") ?? ExactDecimal(0), net: net, tax: amount,
            reason: try tax.text("TaxExemptionReason"), reasonCode: try tax.text("TaxExemptionReasonCode"))
    }

    private func readAllowances(
        _ currency: String?, _ facts: inout EInvoiceFacts, _ words: inout EInvoiceWords
    ) throws(EInvoiceFault) {
        for node in try root.all("AllowanceCharge") {
            guard let isCharge = try node.text("ChargeIndicator")?.xmlFlag, let amount = try node.amount("Amount", currency)
            else { throw EInvoiceFault("AllowanceCharge in line \(node.element.location.line) is none") }
            let tax = node.group("TaxCategory")
            facts.allowances.append(
                EInvoiceAllowance(
                    isCharge: isCharge, amount: amount, percent: try node.percent("MultiplierFactorNumeric"),
                    category: try tax?.code("ID"), rate: try tax?.rate("Percent")))
            words.allowanceReasons.append(try node.text("AllowanceChargeReason"))
        }
    }

    // MARK: Lines

    /// Lines below lines (XRechnung extension) are summed up in the one they stand in.
    private func lines(_ currency: String?, _ entries: EInvoiceEntries) throws(EInvoiceFault) -> (EInvoiceLines, [EInvoiceTaxGroup]) {
        var lines = EInvoiceLines()
        var entries = entries
        for line in root.lines(isCreditNote ? "CreditNoteLine" : "InvoiceLine") {
            lines.count += 1
            guard let amount = try line.amount("LineExtensionAmount", currency) else { continue }
            if amount.signum < 0 { lines.negative += 1 }
            lines.net += amount
            let tax = line.group("Item", "ClassifiedTaxCategory")
            entries.count(category: try tax?.code("ID"), rate: try tax?.rate("Percent"))
        }
        return (lines, entries.groups)
    }
}
