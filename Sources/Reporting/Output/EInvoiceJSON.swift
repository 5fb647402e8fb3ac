internal import Bookkeeping
package import EInvoice

/// What is in a PDF or XML as one NDJSON record for each; amounts in cents, what the file does not say is left out.
package enum EInvoiceJSON {
    package static func lines(_ looks: [EInvoiceLook], exit: Int) -> [String] {
        [JSONLine.version] + looks.map { record($0.reading, file: $0.file, bytes: $0.bytes) }
            + [JSONLine("change_summary").adding(["exit": exit]).text]
    }

    static func record(_ reading: EInvoiceReading, file: String, bytes: Int) -> String {
        var line = JSONLine("einvoice")
        line.add([
            "file": file, "bytes": bytes, "embedded": reading.embedded, "attachments": reading.attachments, "xml_sha256": reading.xmlSHA256,
        ])
        switch reading.result {
        case .none: line.add(["result": "NO_XML"])
        case .ambiguous(let names):
            line.add([
                "result": "AMBIGUOUS", "invoices": names, "hold": ReasonCode.eInvoiceAmbiguous.rawValue,
            ])
        case .unreadable(let cause):
            line.add([
                "result": "UNREADABLE", "error": cause, "hold": ReasonCode.eInvoiceUnreadable.rawValue,
            ])
        case .read(let facts, let words):
            line.add(["result": "READ"])
            addHeader(facts, words, &line)
            addFigures(facts, words, &line)
            addVouchers(facts, &line)
        }
        return line.text
    }

    private static func addHeader(_ facts: EInvoiceFacts, _ words: EInvoiceWords, _ line: inout JSONLine) {
        line.add([
            "syntax": facts.syntax.rawValue, "profile": facts.profile, "is_einvoice": EInvoiceProfile(facts).isEInvoice,
            "number": facts.number, "type_code": facts.typeCode, "issue_date": facts.issueDate?.description, "currency": facts.currency,
            "delivery_date": facts.deliveryDate?.description, "period_start": facts.periodStart?.description,
            "period_end": facts.periodEnd?.description, "due_date": facts.dueDate?.description, "terms": words.terms,
            "seller_vat": words.sellerVATID, "buyer_vat": words.buyerVATID, "buyer_country": facts.buyerCountry,
            "buyer_reference": words.buyerReference, "preceding": OrderedJSON.list(facts.preceding.map(reference)),
        ])
    }

    private static func addFigures(_ facts: EInvoiceFacts, _ words: EInvoiceWords, _ line: inout JSONLine) {
        line.add([
            "lines": facts.lines.count, "negative_lines": facts.lines.negative,
        ])
        let totals = facts.totals
        for (name, amount) in [
            ("line_total", totals.lineTotal), ("charge_total", totals.chargeTotal), ("allowance_total", totals.allowanceTotal),
            ("tax_basis", totals.taxBasis), ("tax_total", totals.taxTotal), ("grand_total", totals.grandTotal),
            ("prepaid", totals.prepaid), ("rounding", totals.rounding), ("payable", totals.payable),
        ] {
            line.add([name: amount.map(cents)])
        }
        let reasons = words.allowanceReasons + [String?](repeating: nil, count: facts.allowances.count)
        line.add([
            "allowances_charges": OrderedJSON.list(zip(facts.allowances, reasons).map(allowance)),
            "advance_payments": OrderedJSON.list(facts.advances.map(advance)),
            "third_party_payments": OrderedJSON.list(facts.thirdPartyPayments.map(cents)), "sign": Int(facts.sign),
            "figures_per_rate": OrderedJSON.list(facts.groups.map { group($0.signed(facts.sign)) }),
        ])
        let findings = EInvoiceChecks.findings(in: facts)
        line.add([
            "checks": OrderedJSON.list(findings.map { .list([.text($0.rule.rawValue), .text($0.detail)]) }),
            "tolerated": findings.filter(\.isTolerated).map(\.rule.rawValue),
        ])
    }

    private static func addVouchers(_ facts: EInvoiceFacts, _ line: inout JSONLine) {
        line.add(["voucher_full": voucher(EInvoiceVoucher(of: facts.groups.map { $0.signed(facts.sign) }))])
        switch EInvoiceRemainder(of: facts) {
        case .whole: break
        case .rest(let groups):
            line.add([
                "remainder_per_rate": OrderedJSON.list(groups.map(group)), "voucher_remainder": voucher(EInvoiceVoucher(of: groups)),
            ])
        case .unclear(let detail):
            let isSilent = facts.advances.allSatisfy(\.taxes.isEmpty)
            line.add([
                "remainder_note": isSilent
                    ? "PREPAID_WITHOUT_TAX: BT-113 says neither rate nor tax of what was paid"
                    : "\(ReasonCode.deductionUnclear.rawValue): \(detail)"
            ])
        }
        line.add([
            "shipping_date": facts.shippingDate?.description, "hold": EInvoiceHold(facts)?.text,
        ])
    }

    // MARK: Parts

    private static func cents(_ amount: Cents) -> OrderedJSON { .integer(Int(amount.amount)) }

    private static func group(_ group: EInvoiceTaxGroup) -> OrderedJSON {
        .object([
            ("category", .text(group.category)), ("rate", .text(group.rate.description)), ("net", cents(group.net)),
            ("tax", cents(group.tax)), ("gross", cents(group.gross)), ("reason_code", .text(group.reasonCode)),
            ("reason", .text(group.reason)),
        ])
    }

    private static func allowance(_ allowance: EInvoiceAllowance, reason: String?) -> OrderedJSON {
        .object([
            ("charge", .flag(allowance.isCharge)), ("amount", cents(allowance.amount)),
            ("percent", .text(allowance.percent?.description)), ("category", .text(allowance.category)),
            ("rate", .text(allowance.rate?.description)), ("reason", .text(reason)),
        ])
    }

    private static func advance(_ advance: EInvoiceAdvance) -> OrderedJSON {
        let taxes = advance.taxes.map { tax -> OrderedJSON in
            .object([("category", .text(tax.category)), ("rate", .text(tax.rate.description)), ("tax", cents(tax.tax))])
        }
        return .object([
            ("paid", cents(advance.paid)), ("received", .text(advance.received?.description)), ("number", .text(advance.number)),
            ("date", .text(advance.date?.description)), ("taxes", .list(taxes)),
        ])
    }

    private static func reference(_ reference: EInvoiceReference) -> OrderedJSON {
        .object([
            ("number", .text(reference.number)), ("date", .text(reference.date?.description)), ("type", .text(reference.typeCode)),
        ])
    }

    private static func voucher(_ voucher: EInvoiceVoucher) -> OrderedJSON {
        switch voucher {
        case .mixedSign: .object([("blocked", .text(ReasonCode.mixedSign.rawValue))])
        case .zeroTotal: .object([("skipped", .text(ReasonCode.zeroTotal.rawValue))])
        case .voucher(let type, let items):
            .object([
                ("type", .text(type.rawValue)), ("gross", cents(items.map(\.amount).sum())), ("tax", cents(items.map(\.taxAmount).sum())),
                ("items", .list(items.map(item))),
            ])
        }
    }

    private static func item(_ item: EInvoiceVoucherItem) -> OrderedJSON {
        .object([
            ("rate", .text(item.rate.description)), ("vat_category", .text(item.category)), ("amount", cents(item.amount)),
            ("taxAmount", cents(item.taxAmount)), ("printed_tax", cents(item.printedTax)),
        ])
    }
}

/// One file that was looked into.
package struct EInvoiceLook: Sendable {
    /// As it was asked for.
    package let file: String
    /// Its length.
    let bytes: Int
    package let reading: EInvoiceReading

    package init(file: String, bytes: Int, reading: EInvoiceReading) {
        self.file = file
        self.bytes = bytes
        self.reading = reading
    }
}
