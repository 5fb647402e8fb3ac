internal import Bookkeeping
package import EInvoice
package import Wording

/// What is in one PDF or XML, for people: an adviser can read it without any other part of the program.
package struct EInvoiceText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ reading: EInvoiceReading) -> [String] {
        var lines: [String]
        switch reading.result {
        case .none: lines = [Catalogue.eInvoiceNone(language)] + file(reading)
        case .ambiguous(let names):
            lines = file(reading) + hold(.eInvoiceAmbiguous, names.joined(separator: ", "))
        case .unreadable(let cause):
            lines = file(reading) + hold(.eInvoiceUnreadable, cause)
        case .read(let facts, let words):
            lines = head(facts, words, reading)
            if !EInvoiceProfile(facts).isEInvoice { lines += ["", Catalogue.eInvoiceNotLegal(language)] }
            lines += figures(facts) + checks(facts) + vouchers(facts)
            if let held = EInvoiceHold(facts) { lines += [""] + hold(held.reason, held.detail) }
        }
        return lines
    }

    // MARK: The head

    private func head(_ facts: EInvoiceFacts, _ words: EInvoiceWords, _ reading: EInvoiceReading) -> [String] {
        var table = TextTable([.left, .left])
        func add(_ name: Wording, _ value: String?) { if let value { table.add(["\(name(language)):", value]) } }
        add(Catalogue.eInvoiceFound, facts.syntax.rawValue)
        add(Catalogue.eInvoiceProfile, facts.profile)
        add(Catalogue.eInvoiceNumber, facts.number)
        let opposite = facts.sign < 0 ? " (\(Catalogue.eInvoiceCreditClass(language)))" : ""
        add(Catalogue.eInvoiceType, facts.typeCode.map { $0 + opposite })
        add(Catalogue.eInvoiceDate, facts.issueDate?.description)
        add(Catalogue.eInvoiceDelivery, facts.shippingDate?.description)
        add(Catalogue.eInvoiceDue, facts.dueDate?.description)
        for term in words.terms { add(Catalogue.eInvoiceTerms, term) }
        for reference in facts.preceding {
            add(
                Catalogue.eInvoicePreceding, ([reference.number] + [reference.date?.description].compactMap(\.self)).joined(separator: ", ")
            )
        }
        addFile(reading, &table)
        return table.lines(indent: "")
    }

    private func file(_ reading: EInvoiceReading) -> [String] {
        var table = TextTable([.left, .left])
        addFile(reading, &table)
        return table.lines(indent: "")
    }

    private func addFile(_ reading: EInvoiceReading, _ table: inout TextTable) {
        func add(_ name: Wording, _ value: String?) { if let value { table.add(["\(name(language)):", value]) } }
        add(Catalogue.eInvoiceEmbedded, reading.embedded)
        if let names = reading.attachments, !names.isEmpty { add(Catalogue.eInvoiceAttachments, names.joined(separator: ", ")) }
        add(Catalogue.eInvoiceDigest, reading.xmlSHA256)
    }

    // MARK: Figures

    private func figures(_ facts: EInvoiceFacts) -> [String] {
        var table = TextTable([.left, .right, .right, .right, .left])
        table.add([
            Catalogue.eInvoicePerRate(language), Catalogue.eInvoiceNet(language), Catalogue.eInvoiceTax(language),
            Catalogue.eInvoiceGross(language),
        ])
        for group in facts.groups.map({ $0.signed(facts.sign) }) {
            let reason = [group.reasonCode, group.reason].compactMap(\.self).joined(separator: ": ")
            table.add(["\(group.rate) % \(group.category)", number(group.net), number(group.tax), number(group.gross), reason])
        }
        let totals = facts.totals
        let currency = facts.currency.map { " \($0)" } ?? ""
        let sums = [
            (Catalogue.eInvoiceGross, totals.grandTotal), (Catalogue.eInvoicePrepaid, totals.prepaid),
            (Catalogue.eInvoicePayable, totals.payable),
        ]
        let stated = sums.compactMap { name, amount in amount.map { "\(name(language)): \(number($0))\(currency)" } }
        return [""] + table.lines(indent: "") + [""] + stated
    }

    private func checks(_ facts: EInvoiceFacts) -> [String] {
        let findings = EInvoiceChecks.findings(in: facts)
        guard !findings.isEmpty else { return ["", Catalogue.eInvoiceAllHold(language)] }
        return ["", "\(Catalogue.eInvoiceChecks(language)):"]
            + findings.map { finding in
                let tolerated = finding.isTolerated ? " (\(Catalogue.eInvoiceTolerated(language)))" : ""
                return "  \(finding.rule.rawValue): \(finding.detail)\(tolerated)"
            }
    }

    // MARK: The voucher

    private func vouchers(_ facts: EInvoiceFacts) -> [String] {
        let full = EInvoiceVoucher(of: facts.groups.map { $0.signed(facts.sign) })
        var lines = voucher(full, Catalogue.eInvoiceVoucher)
        switch EInvoiceRemainder(of: facts) {
        case .whole: break
        case .rest(let groups): lines += voucher(EInvoiceVoucher(of: groups), Catalogue.eInvoiceRest)
        case .unclear(let detail): lines += ["", "\(Catalogue.eInvoiceDeduction(language)) (\(detail))"]
        }
        return lines
    }

    private func voucher(_ voucher: EInvoiceVoucher, _ title: Wording) -> [String] {
        switch voucher {
        case .zeroTotal: return ["", "\(title(language)): \(Catalogue.eInvoiceNothingLeft(language))"]
        case .mixedSign: return [""] + hold(.mixedSign, "")
        case .voucher(let type, let items):
            var table = TextTable([.left, .right, .right, .left])
            table.add(["", Catalogue.eInvoiceGross(language), Catalogue.eInvoiceTax(language)])
            for item in items {
                let printed =
                    item.printedTax == item.taxAmount ? "" : "(\(Catalogue.eInvoicePrintedTax(language)) \(number(item.printedTax)))"
                table.add(["\(item.rate) % \(item.category)", number(item.amount), number(item.taxAmount), printed])
            }
            return ["", "\(title(language)): \(Catalogue.voucherType(type)(language))"] + table.lines()
        }
    }

    private func hold(_ reason: ReasonCode, _ detail: String) -> [String] {
        let explanation = Catalogue.explanation(reason)
        let about = detail.isEmpty ? "" : " (\(detail))"
        return [
            "\(Catalogue.eInvoiceHeld(language)): \(reason.rawValue): \(explanation.what(language))\(about)",
            "→ \(explanation.next.sentence(language))",
        ]
    }

    private func number(_ amount: Cents) -> String { Catalogue.number(amount, language) }
}
