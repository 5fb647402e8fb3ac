extension SamplePlan {
    /// Invoices that stand alone, of every VAT case, until there are `total` invoices.
    mutating func addPlainInvoices(upTo total: Int) {
        while invoiceCount < total {
            let offset = random.number(0...days - 46)
            var draft = plainDraft(day: offset)
            if random.percent(20) {
                draft.cashDiscount = HeroCashDiscount(basisPoints: 200, days: 10)
                draft.dueDays = 30
            }
            if random.percent(25) { sprinkleInformation(&draft) }
            if case .amount = draft.discount {} else { random.skip() }
            let key = publish(draft, day: offset)
            plainInvoices.append((key, offset, draft.lines.first { $0.isCounted }))
        }
    }

    private mutating func plainDraft(day offset: Int) -> HeroDraft {
        let firm = customer(isFirm: true)
        let person = customer(isFirm: false)
        let anyone = random.percent(50) ? firm : person
        switch random.number(1...100) {
        case ...36: return draft(SampleTypes.invoice, customer: anyone, day: offset, lines: standard(1...6))
        case ...52: return draft(SampleTypes.invoice, customer: anyone, day: offset, lines: mixed())
        case ...62:
            let lines = SampleCatalogue.lines(random.number(1...3), SampleCatalogue.construction, rate: 0, &random)
            return draft(SampleTypes.construction, customer: firm, day: offset, lines: lines)
        case ...69:
            let lines = SampleCatalogue.lines(random.number(1...3), SampleCatalogue.photovoltaic, rate: 0, &random)
            return draft(SampleTypes.photovoltaic, customer: person, day: offset, lines: lines)
        case ...74: return wallbox(person, day: offset)
        case ...84:
            var result = draft(SampleTypes.invoice, customer: person, day: offset, lines: random.percent(70) ? standard(1...4) : mixed())
            result.isGross = true
            return result
        case ...90:
            var result = draft(SampleTypes.invoice, customer: anyone, day: offset, lines: mixed())
            result.discount = .percent(basisPoints: random.pick([200, 250, 300, 500, 1000]))
            return result
        case ...94:
            var result = draft(SampleTypes.invoice, customer: anyone, day: offset, lines: mixed())
            result.discount = .amount(Int64(random.pick([500, 1001, 2500, 5000])))
            return result
        default:
            var lines = standard(2...4)
            lines[0].quantity = 40_000
            lines[0].unitPrice = 8000
            lines.append(HeroLine("Rücknahme Material", quantity: -3000, unitPrice: 2840, rate: 19))
            return draft(SampleTypes.invoice, customer: anyone, day: offset, lines: lines)
        }
    }

    mutating func standard(_ count: ClosedRange<Int>) -> [HeroLine] {
        var lines = SampleCatalogue.lines(random.number(count), SampleCatalogue.standard, rate: 19, &random)
        if random.percent(25) { lines[0].discountBasisPoints = Int64(random.pick([300, 500, 1250])) }
        return lines
    }

    mutating func mixed() -> [HeroLine] {
        standard(1...4) + SampleCatalogue.lines(random.number(1...2), SampleCatalogue.reduced, rate: 7, &random)
    }

    /// Photovoltaics at 0 % and a wallbox at 19 % on one invoice, the reason stated by its type (G10).
    private mutating func wallbox(_ customer: Int, day offset: Int) -> HeroDraft {
        var lines = SampleCatalogue.lines(random.number(1...2), SampleCatalogue.photovoltaic, rate: 0, &random)
        lines.append(HeroLine("Wallbox 11 kW", unitPrice: Int64(random.number(59_900...129_900)), rate: 19))
        return draft(SampleTypes.photovoltaicWithExtras, customer: customer, day: offset, lines: lines)
    }

    /// Lines that are printed and not booked.
    private mutating func sprinkleInformation(_ draft: inout HeroDraft) {
        draft.lines.insert(HeroLine(information: .text, "Wir danken für Ihren Auftrag <b>& grüßen</b> \"herzlich\"."), at: 0)
        draft.lines.append(HeroLine(information: .subtotal, "Zwischensumme", amount: 123_456))
        draft.lines.append(HeroLine(information: .labourNotice, "Lohnkosten nach § 35a EStG", amount: 58_550))
        var alternative = SampleCatalogue.line(SampleCatalogue.standard, rate: 19, &random)
        alternative.isOptional = true
        draft.lines.append(alternative)
    }

    /// Reverses plain invoices some days later; every tenth invoice stays open to corrections.
    mutating func addCancellations(_ count: Int) {
        var candidates = plainInvoices.enumerated().filter { !$0.offset.isMultiple(of: 10) }.map(\.element)
        candidates.shuffle(using: &random)
        for invoice in candidates.prefix(count) {
            add(.cancel(key: invoice.key), day: invoice.day + random.number(1...40))
        }
    }

    /// Commercial credit notes; one arrives with positive amounts, one is cancelled again.
    mutating func addCreditNotes() {
        for (index, invoice) in plainInvoices.enumerated().filter({ $0.offset.isMultiple(of: 10) }).map(\.element).enumerated() {
            guard var line = invoice.line else { continue }
            line.quantity = index == 1 ? 1000 : -1000
            line.discountBasisPoints = 0
            // A credit note's own type states no tax case.
            if line.rate == 0 { line = HeroLine("Nachlass Anfahrt", quantity: line.quantity, unitPrice: 4900, rate: 19) }
            line.name = "Gutschrift: \(line.name)"
            let key = add(.credit(key: invoice.key, lines: [line]), day: invoice.day + random.number(1...20))
            if index == 2 { add(.cancel(key: key), day: invoice.day + 30) }
        }
    }
}
