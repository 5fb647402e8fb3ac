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

    package var text: [String] { head + present + contact.flatMap(\.text) + payments + troubled + noted + next + history }

    private var contact: [ContactCardsPage] {
        biography.cards.map { [ContactCardsPage(cards: $0, language: language, lexofficeApp: lexofficeApp)] } ?? []
    }

    private var head: [String] {
        var lines = ["\(standing.number ?? "#\(standing.key)")  (HERO \(standing.key))\(biography.kind.map { "  \($0.rawValue)" } ?? "")"]
        if let gross = standing.heroGross { lines.append("\(Catalogue.amountWord(language)): \(Catalogue.amount(gross, language))") }
        lines.append("\(Catalogue.state(language)): \(standing.machine.configuration)")
        if let reason = standing.machine.reason {
            let detail = standing.machine.detail.map { " (\(Catalogue.detail($0, language)))" } ?? ""
            let what = Catalogue.explanation(reason, about: standing.machine.detail).what
            lines.append("\(Catalogue.reason(language)): \(reason.rawValue): \(what(language))\(detail)")
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

    /// Everything reports say is wrong about its payments, each with whom it waits for.
    private var troubled: [String] {
        let report = ReportText(language: language)
        return biography.troubles.flatMap { line in
            let steps = line.reason.map { Catalogue.explanation($0, about: line.detail).next } ?? [.nextPass]
            return report.text(line, width: 0).map(\.text) + [waitsFor(steps)]
        }
    }

    private func waitsFor(_ steps: [NextStep]) -> String {
        "    \(Catalogue.waitsFor(language)): \(Catalogue.actors(steps, language))"
    }

    private var noted: [String] {
        let report = ReportText(language: language)
        return notes.flatMap { report.text($0, width: 0).map(\.text) }
    }

    private var next: [String] {
        let when = biography.next.notBefore.map { " (\(Catalogue.notBefore(language)) \($0.berlinText))" } ?? ""
        return ["\(Catalogue.nextTitle(language)): \(biography.next.steps.sentence(language))\(when)", waitsFor(biography.next.steps)]
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

    private var heroLink: String? { biography.projectMatchID.flatMap { HeroDeepLink.project(endpoint: heroEndpoint, projectMatchID: $0) } }

    // MARK: JSON

    package var json: [String] {
        [JSONLine.version, document.text] + contact.flatMap(\.json) + biography.payments.map(payment)
            + biography.troubles.map(ReportJSON.line) + notes.map(ReportJSON.line)
            + biography.events.map(event) + [JSONLine("change_summary").adding(["exit": 0]).text]
    }

    private var document: JSONLine {
        var line = JSONLine("document").adding([
            "document": standing.key, "number": standing.number, "state": standing.machine.configuration.description,
            "reason": standing.machine.reason?.rawValue, "detail": standing.machine.detail, "voucher": standing.voucherID,
            "voucher_link": standing.voucherID.map { DeepLink.voucher(app: lexofficeApp, id: $0) }, "hero_link": heroLink,
            "voucher_status": biography.voucherStatus, "gross_cents": standing.booking?.voucher.gross, "open_cents": biography.open,
            "due_date": biography.dueDate?.description,
        ])
        line.add(biography.next.steps)
        return line.adding(["next_not_before": biography.next.notBefore?.isoText])
    }

    private func payment(_ standing: PaymentStatus) -> String {
        JSONLine("payment").adding([
            "payment": standing.machine.key, "state": standing.state.rawValue, "kind": standing.payment?.kind.rawValue,
            "date": standing.payment?.date.description, "amount_cents": standing.amount, "hero_entry": standing.entry,
            "reason": standing.machine.reason?.rawValue, "detail": standing.machine.detail,
        ]).text
    }

    private func event(_ event: Biography.Event) -> String {
        if let entry = event.entry { return JournalJSON.line(entry) }
        return JSONLine("fact").adding([
            "system": event.source.rawValue, "day": event.day.description, "at": event.at?.isoText, "what_de": event.what.de,
            "what_en": event.what.en, "amount_cents": event.amount, "actor": event.actor,
        ]).text
    }
}
