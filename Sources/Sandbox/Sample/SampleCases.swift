extension SamplePlan {
    /// Documents created before the start date: never sent. One is cancelled after it, one is deducted after it.
    mutating func addDocumentsBeforeStart() {
        for offset in [-20, -6] {
            publish(draft(SampleTypes.invoice, customer: customer(isFirm: true), day: offset, lines: standard(1...3)), day: offset)
        }
        let cancelled = publish(draft(SampleTypes.invoice, customer: 1, day: -9, lines: mixed()), day: -9)
        add(.cancel(key: cancelled), day: 3)
        var part = draft(SampleTypes.progress, customer: 2, day: -3, lines: [HeroLine("1. Abschlag", unitPrice: 480_000, rate: 19)])
        part.style = .downpayment
        let key = publish(part, day: -3)
        var final = draft(
            SampleTypes.invoice, customer: 2, day: 12, lines: [HeroLine("Badsanierung komplett", unitPrice: 1_234_567, rate: 19)])
        final.style = .full
        final.projectID = part.projectID
        publish(final, day: 12, deducting: [key])
        // Written before the start date, elsewhere, and uploaded on it.
        var uploaded = draft(SampleTypes.invoice, customer: 3, day: -4, lines: standard(1...2))
        uploaded.isUploaded = true
        publish(uploaded, day: 0)
    }

    /// Part, cumulative and final invoices of whole projects.
    mutating func addChains() {
        for number in 0..<6 {
            let rate = number == 4 ? 0 : 19
            let type = rate == 0 ? SampleTypes.construction : SampleTypes.invoice
            addChain(
                number, customer: customer(isFirm: true), start: 5 + number * 40 % (days - 60), rate: rate, type: type,
                hasReduced: number == 2)
        }
        // Overpaid by partials, fully prepaid, and one rate overpaid (domain.md G15, G17, G16).
        addFinal(
            lines: [HeroLine("Gesamtleistung", unitPrice: 420_000, rate: 19)], parts: [HeroLine("Abschlag", unitPrice: 500_000, rate: 19)],
            day: 15)
        addFinal(
            lines: [HeroLine("Gesamtleistung", unitPrice: 200_000, rate: 19)], parts: [HeroLine("Abschlag", unitPrice: 200_000, rate: 19)],
            day: 25)
        addFinal(
            lines: [HeroLine("Gesamtleistung", unitPrice: 300_000, rate: 19), HeroLine("Pflanzen", unitPrice: 20_000, rate: 7)],
            parts: [HeroLine("Abschlag", unitPrice: 100_000, rate: 19), HeroLine("Abschlag Pflanzen", unitPrice: 30_000, rate: 7)], day: 35)
        var retention = draft(
            SampleTypes.invoice, customer: 0, day: 45,
            lines: [
                HeroLine("Rohbau Abschnitt 2", unitPrice: 2_000_000, rate: 19),
                HeroLine(information: .text, "5 % Sicherheitseinbehalt, zahlbar 22.610,00 €", amount: 119_000),
            ])
        retention.style = .full
        publish(retention, day: 45)
    }

    private mutating func addChain(_ number: Int, customer: Int, start: Int, rate: Int, type: Int, hasReduced: Bool) {
        let total = Int64(random.number(800_000...3_000_000))
        let first = total * 3 / 10
        let second = total * 4 / 10
        var part = draft(
            rate == 0 ? type : SampleTypes.progress, customer: customer, day: start,
            lines: [HeroLine("1. Abschlag", unitPrice: first, rate: rate)])
        part.style = .downpayment
        let firstKey = publish(part, day: start)
        // Work done so far, minus what was asked for already.
        var cumulative = draft(
            type, customer: customer, day: start + 20, lines: [HeroLine("Leistungsstand 70 %", unitPrice: first + second, rate: rate)])
        cumulative.style = .cumulative
        cumulative.projectID = part.projectID
        let secondKey = publish(cumulative, day: start + 20, deducting: [firstKey])
        var lines = [
            HeroLine("Gesamtleistung laut LV", unitPrice: total, rate: rate),
            HeroLine("Nachtrag Std.", quantity: 3250, unit: "Std", unitPrice: 6890, rate: rate),
        ]
        if hasReduced { lines.append(HeroLine("Hauswasseranschluss", unitPrice: 128_755, rate: 7)) }
        var final = draft(type, customer: customer, day: start + 45, lines: lines)
        final.style = .full
        final.projectID = part.projectID
        // The rest is asked for in every way that can be told from one document alone.
        final.deductionForm = [.negativeLines, .restOnly, .negativeLines, .positions][number % 4]
        final.eInvoice?.deductions = [.advances, .prepaid, .rest][number % 3]
        publish(final, day: start + 45, deducting: [firstKey, secondKey])
    }

    private mutating func addFinal(lines: [HeroLine], parts: [HeroLine], day offset: Int) {
        let customer = customer(isFirm: true)
        var part = draft(SampleTypes.invoice, customer: customer, day: offset, lines: parts)
        part.style = .parted
        let key = publish(part, day: offset)
        var final = draft(SampleTypes.invoice, customer: customer, day: offset + 20, lines: lines)
        final.style = .full
        final.projectID = part.projectID
        publish(final, day: offset + 20, deducting: [key])
    }

    /// Documents that must stop with a reason, and must stop nothing else.
    mutating func addCasesToHold() {
        func blocked(_ reason: String) -> SampleStep.Outcome { .fixed(.blocked(reason: reason)) }
        for (offset, numbering) in [(8, HeroNumbering.missing), (22, .exactly("RE-xxxx"))] {
            var numberless = draft(SampleTypes.invoice, customer: 1, day: offset, lines: standard(1...2))
            numberless.numbering = numbering
            publish(numberless, day: offset, blocked("MISSING_NUMBER"))
        }
        publish(
            draft(
                SampleTypes.rental, customer: 4, day: 30,
                lines: [HeroLine("Gerüstmiete", quantity: 14_000, unit: "Tage", unitPrice: 3950, rate: 19)]),
            day: 30, blocked("UNKNOWN_DOCUMENT_TYPE"))
        publish(
            draft(
                SampleTypes.invoice, customer: 5, day: 33,
                lines: [HeroLine("Arbeit", unitPrice: 50_000, rate: 19), HeroLine("Auslage", unitPrice: 4000, rate: 0)]),
            day: 33, blocked("ZERO_RATE_WITHOUT_REASON"))
        publish(
            draft(SampleTypes.construction, customer: foreigner, day: 40, lines: [HeroLine("Dachstuhl", unitPrice: 880_000, rate: 0)]),
            day: 40, blocked("CUSTOMER_COUNTRY"))
        var unrendered = draft(SampleTypes.invoice, customer: 7, day: 50, lines: standard(1...3))
        unrendered.isNeverRendered = true
        publish(unrendered, day: 50, blocked("FILE_MISSING"))
    }

    /// Offers, delivery notes, reminders, internal invoices, drafts: none of the books' business.
    mutating func addDocumentsToIgnore() {
        let types = [
            SampleTypes.offer, SampleTypes.deliveryNote, SampleTypes.dunning, SampleTypes.confirmation, SampleTypes.internalInvoice,
        ]
        for number in 0..<30 {
            let offset = random.number(0...days - 1)
            let draft = draft(types[number % types.count], customer: customer(isFirm: true), day: offset, lines: standard(1...4))
            add(.publish(draft, deducting: [], isSent: true), day: offset, .fixed(.notBooked))
        }
        for number in 0..<6 {
            let offset = random.number(0...days - 1)
            let draft = draft(SampleTypes.invoice, customer: customer(isFirm: false), day: offset, lines: standard(1...4))
            add(.saveDraft(draft, isDeleted: number == 5), day: offset, .fixed(.notBooked))
        }
    }
}
