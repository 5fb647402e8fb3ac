internal import Bookkeeping
internal import Output
package import Wording

/// A digest for people, line by line.
package struct DigestText {
    let language: Language
    /// Nil where there is no console: then the command stands in its place.
    let links: ConsoleLinks?

    package init(language: Language, links: ConsoleLinks?) {
        self.language = language
        self.links = links
    }

    /// - Parameter isRepeat: whether it may have arrived before.
    package func lines(_ digest: DailyDigest, isRepeat: Bool = false) -> [String] {
        var lines = isRepeat ? [DigestWords.repeated(language), ""] : []
        for notice in digest.notices { lines += ["\(words(notice.kind, notice.count)(language)) (\(age(notice.since, digest.day)))", ""] }
        for group in digest.own { lines += self.lines(group, digest.day) }
        let others = digest.others.map { (actor: $0.owner.actor, count: $0.count) }
        if !others.isEmpty { lines += [DigestWords.elsewhere(others)(language), ""] }
        if !digest.flow.isEmpty {
            let flow = digest.flow
            let words = DigestWords.flowed(
                vouchers: flow.vouchers, gross: flow.gross, payments: flow.payments, paid: flow.paid, since: flow.since)
            lines += [words(language), ""]
        }
        lines += [DigestWords.everything(links?.open ?? DigestWords.command)(language), "", "-- ", DigestWords.sender(language)]
        return lines.map(Self.safe)
    }

    /// Numbers, names and what was refused are other people's text.
    private static func safe(_ line: String) -> String { VisibleText.shown(Redaction.known.hiding(line)) }

    private func lines(_ group: DailyDigest.Group, _ day: BusinessDay) -> [String] {
        var lines = [DigestWords.waiting(group.count, for: group.owner.actor, gross: group.gross, day: day)(language), ""]
        for item in group.items { lines += self.lines(item, day) + [""] }
        if group.due > group.items.count { lines += [DigestWords.more(group.due - group.items.count)(language), ""] }
        if group.count > group.due { lines += [DigestWords.unlisted(group.count - group.due)(language), ""] }
        return lines
    }

    private func lines(_ item: DailyDigest.Item, _ day: BusinessDay) -> [String] {
        let payment = item.payment.map { key in
            PaymentKey(key)?.payment.map { Catalogue.payment($0, language) } ?? Catalogue.foreignPayment(language)
        }
        let name = item.number ?? "#\(item.key)"
        let head = [name, item.customer, payment, item.gross.map { Catalogue.amount($0, language) }].compactMap(\.self)
        let explanation = Catalogue.explanation(item.reason, about: item.detail)
        let when =
            item.isReminder
            ? "\(DigestWords.reminder(language)), \(age(item.since, day))" : "\(DigestWords.new(language)), \(age(item.since, day))"
        var lines = [
            head.joined(separator: ", "), "  \(when)", "  \(explanation.what(language))",
            "  \(DigestWords.next(language)): \(explanation.next.sentence(language))",
        ]
        if let links { lines.append("  \(links.document(item.number ?? item.key))") }
        return lines
    }

    private func age(_ since: BusinessDay, _ day: BusinessDay) -> String {
        DigestWords.since(since, days: ReminderDays.age(since, day))(language)
    }

    private func words(_ kind: Situation.Hindrance.Kind, _ count: Int) -> Wording {
        switch kind {
        case .paused: DigestWords.paused
        case .blocked: DigestWords.blocked
        case .noPass: DigestWords.noPass
        case .restored: DigestWords.restored
        case .imports: DigestWords.imports(count)
        }
    }
}
