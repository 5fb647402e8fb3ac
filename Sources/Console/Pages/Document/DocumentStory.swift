internal import Bookkeeping
internal import Persistence
internal import Reporting
internal import StateCharts
internal import Wording

/// The life of a document in sentences, newest last.
struct DocumentStory {
    /// So many events are shown of one document; the journal has all of them.
    static let eventsMax = 400

    let events: [Biography.Event]
    let text: PageText

    /// - Parameter isWhole: every step, not only what says something new.
    func shown(isWhole: Bool) -> [DocumentView.Event] {
        told(isWhole).suffix(Self.eventsMax).map(shown)
    }

    func isShortened(isWhole: Bool) -> Bool { told(isWhole).count > Self.eventsMax }

    private func told(_ isWhole: Bool) -> [Biography.Event] {
        events.filter { event in isWhole || event.entry.map { !EventWords.isRoutine(kind: $0.kind, event: $0.event) } ?? true }
    }

    private func shown(_ event: Biography.Event) -> DocumentView.Event {
        DocumentView.Event(
            iso: event.at?.isoText ?? event.day.description, when: event.at.map(text.moment) ?? text.day(event.day), source: source(event),
            sourceClass: event.source.rawValue, what: event.entry.map { JournalSentence.of($0, text) } ?? text(event.what),
            amount: event.amount.map(text.amount), actor: event.actor, raw: event.entry.map { JournalSentence.raw($0, text) })
    }

    private func source(_ event: Biography.Event) -> String {
        switch event.source {
        case .hero: return text(DocumentWord.heroSource)
        case .lexoffice: return text(DocumentWord.lexofficeSource)
        case .journal:
            return text(event.entry?.kind == PaymentChart.name ? DocumentWord.payment : DocumentWord.ownSource)
        }
    }
}

/// An entry of the journal for people.
enum JournalSentence {
    /// The code alone where this program has no words for it.
    static func of(_ entry: JournalEntry, _ text: PageText) -> String {
        let sentence = EventWords.sentence(kind: entry.kind, event: entry.event).map { text($0) } ?? entry.event
        guard let refused = value("refused", of: entry) else { return withReason(sentence, entry, text) }
        return "\(sentence) \(text(JournalText.refused)) (\(refused))"
    }

    private static func withReason(_ sentence: String, _ entry: JournalEntry, _ text: PageText) -> String {
        guard EventWords.isExplained(event: entry.event), let code = value("reason", of: entry), let reason = ReasonCode(rawValue: code)
        else { return sentence }
        return "\(sentence) \(text(Catalogue.explanation(reason).what))"
    }

    private static func value(_ name: String, of entry: JournalEntry) -> String? {
        entry.detail.split(separator: " ").first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }

    static func raw(_ entry: JournalEntry, _ text: PageText) -> DocumentView.Raw {
        var facts: [DocumentView.Fact] = []
        func add(_ word: DocumentWord, _ value: String) {
            if !value.isEmpty { facts.append(DocumentView.Fact(label: text(word), value: value)) }
        }
        add(.cause, entry.cause)
        add(.fields, entry.detail)
        add(.effects, entry.effects)
        add(.software, entry.software)
        add(.mappingDigest, entry.mapping)
        add(.hash, entry.hash)
        return DocumentView.Raw(
            seq: String(entry.seq), address: "/protokoll?vor=\(entry.seq.plus(1))",
            move: "\(entry.kind) \(entry.key): \(entry.event)  \(entry.from) → \(entry.to)", facts: facts)
    }
}
