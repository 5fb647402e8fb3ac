internal import Administration
internal import Bookkeeping
internal import Hero
internal import Lexoffice
internal import Persistence
package import Reconciliation
internal import StateCharts
package import Wording

/// The biography of one document as a person or a program reads it.
package struct BiographyPage {
    let biography: Biography
    let notes: [ReportLine]
    let language: Language
    let lexofficeApp: String
    let heroEndpoint: String

    package init(biography: Biography, notes: [ReportLine], language: Language, lexofficeApp: String, heroEndpoint: String) {
        self.biography = biography
        self.notes = notes
        self.language = language
        self.lexofficeApp = lexofficeApp
        self.heroEndpoint = heroEndpoint
    }

    private var standing: DocumentStatus { biography.standing }

    // MARK: text

    package var text: [String] { head + present + contact.flatMap(\.text) + payments + noted + next + history }

    private var contact: [ContactCardsPage] {
        biography.cards.map { [ContactCardsPage(cards: $0, language: language, lexofficeApp: lexofficeApp)] } ?? []
    }

    private var head: [String] {
        var lines = ["\(standing.number ?? "#\(standing.key)")  (HERO \(standing.key))\(biography.kind.map { "  \($0.rawValue)" } ?? "")"]
        if let gross = standing.heroGross { lines.append("\(Catalogue.amountWord(language)): \(Catalogue.amount(gross, language))") }
        lines.append("\(Catalogue.state(language)): \(standing.machine.configuration)")
        if let reason = standing.machine.reason {
            let detail = standing.machine.detail.map { " (\($0))" } ?? ""
            lines.append("\(Catalogue.reason(language)): \(reason.rawValue): \(Catalogue.explanation(reason).what(language))\(detail)")
        }
        return lines
    }

    private var present: [String] {
        var lines: [String] = []
        if let link = heroLink { lines.append("HERO: \(link)") }
        if let voucherID = standing.voucherID {
            lines.append("\(Catalogue.voucher(language)): \(voucherID)")
            lines.append("  \(DeepLink.voucher(app: lexofficeApp, id: voucherID))")
            let facts = [
                biography.voucherStatus, biography.open.map { "\(Catalogue.openAmount(language)) \(Catalogue.amount($0, language))" },
                biography.dueDate.map { "\(Catalogue.due(language)) \(Catalogue.day($0, language))" },
            ].compactMap(\.self)
            if !facts.isEmpty { lines.append("  \(facts.joined(separator: ", "))") }
        }
        if let voucher = standing.booking?.voucher {
            for item in voucher.items {
                let tax = "USt \(Catalogue.amount(item.taxAmount, language))"
                lines.append("  \(item.rate) % \(item.category.rawValue): \(Catalogue.amount(item.amount, language)) (\(tax))")
            }
            lines.append("\(Catalogue.remark(language)): \(voucher.remark)")
        }
        return lines
    }

    private var payments: [String] {
        guard !biography.payments.isEmpty else { return [] }
        return ["\(Catalogue.payments(language)):"]
            + biography.payments.map { payment in
                let what = payment.payment.map { Catalogue.payment($0, language) } ?? Catalogue.foreignPayment(language)
                let amount = payment.amount.map { "  \(Catalogue.amount($0, language))" } ?? ""
                let entry = payment.entry.map { "  HERO \($0)" } ?? ""
                let reason = payment.needsAnswer ? payment.machine.reason.map { "  \($0.rawValue) (\(payment.machine.detail ?? ""))" } : nil
                return "  \(what)\(amount)  \(payment.state.rawValue)\(entry)\(reason ?? "")  [\(payment.machine.key)]"
            }
    }

    private var noted: [String] {
        let report = ReportText(language: language)
        return notes.flatMap { report.text($0, width: 0).map(\.text) }
    }

    private var next: [String] {
        let when = biography.next.notBefore.map { " (\(Catalogue.notBefore(language)) \($0.berlinText))" } ?? ""
        return ["\(Catalogue.nextTitle(language)): \(biography.next.steps.sentence(language))\(when)"]
    }

    private var history: [String] {
        ["\(Catalogue.history(language)):"]
            + biography.events.map { event in
                let when = event.at?.berlinText ?? event.day.description
                if let entry = event.entry {
                    let subject = entry.kind == InvoiceChart.name ? "" : "  \(entry.kind) \(entry.key)"
                    let detail = entry.detail.isEmpty ? "" : "  \(entry.detail)"
                    let move = "\(entry.event)  \(entry.from) → \(entry.to)"
                    return "  \(when)  reconcile\(subject)  \(move)  \(entry.actor) (\(entry.cause))\(detail)"
                }
                let source = event.source == .hero ? "HERO" : "lexoffice"
                let amount = event.amount.map { "  \(Catalogue.amount($0, language))" } ?? ""
                return "  \(when)  \(source)  \(event.what(language))\(amount)\(event.actor.map { "  \($0)" } ?? "")"
            }
    }

    private var heroLink: String? {
        biography.projectMatchID.flatMap { HeroDeepLink.project(endpoint: heroEndpoint, projectMatchID: $0) }
    }

    // MARK: JSON

    package var json: [String] {
        [JSONLine.version, document.text] + contact.flatMap(\.json) + biography.payments.map(payment) + notes.map(ReportJSON.line)
            + biography.events.map(event)
            + [JSONLine.summary(exit: 0)]
    }

    private var document: JSONLine {
        var line = JSONLine("document")
        line.add("document", standing.key)
        line.add("number", standing.number)
        line.add("state", standing.machine.configuration.description)
        line.add("reason", standing.machine.reason?.rawValue)
        line.add("detail", standing.machine.detail)
        line.add("voucher", standing.voucherID)
        line.add("voucher_link", standing.voucherID.map { DeepLink.voucher(app: lexofficeApp, id: $0) })
        line.add("hero_link", heroLink)
        line.add("voucher_status", biography.voucherStatus)
        if let gross = standing.booking?.voucher.gross { line.add("gross_cents", Int(gross.amount)) }
        if let open = biography.open { line.add("open_cents", Int(open.amount)) }
        line.add("due_date", biography.dueDate?.description)
        line.add(biography.next.steps)
        line.add("next_not_before", biography.next.notBefore?.isoText)
        return line
    }

    private func payment(_ standing: PaymentStatus) -> String {
        var line = JSONLine("payment")
        line.add("payment", standing.machine.key)
        line.add("state", standing.state.rawValue)
        line.add("kind", standing.payment?.kind.rawValue)
        line.add("date", standing.payment?.date.description)
        if let amount = standing.amount { line.add("amount_cents", Int(amount.amount)) }
        line.add("hero_entry", standing.entry)
        line.add("reason", standing.machine.reason?.rawValue)
        line.add("detail", standing.machine.detail)
        return line.text
    }

    private func event(_ event: Biography.Event) -> String {
        if let entry = event.entry { return JournalJSON.line(entry) }
        var line = JSONLine("fact")
        line.add("system", event.source.rawValue)
        line.add("day", event.day.description)
        line.add("at", event.at?.isoText)
        line.add("what_de", event.what.de)
        line.add("what_en", event.what.en)
        if let amount = event.amount { line.add("amount_cents", Int(amount.amount)) }
        line.add("actor", event.actor)
        return line.text
    }
}
