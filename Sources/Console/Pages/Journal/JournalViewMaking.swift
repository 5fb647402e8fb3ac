internal import Bookkeeping
internal import Hero
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// From entries to what the page shows of them.
struct JournalViewMaking {
    let filter: JournalFilter
    let found: JournalPage
    let store: Store
    let request: PageRequest

    private var text: PageText { request.text }

    func view(check: JournalView.Check, anchor: JournalView.Anchor?) throws -> JournalView {
        let (older, newer, further) = try neighbours()
        let numbers = try numbers()
        return JournalView(
            kinds: JournalQuestion.kinds.map { kind in
                JournalView.Option(
                    value: kind, name: JournalPageWord(rawValue: kind).map { text($0) } ?? kind, isChosen: kind == filter.kind)
            },
            events: Self.events, name: filter.name ?? "", actor: filter.actor ?? "", event: filter.event ?? "", from: filter.from ?? "",
            to: filter.to ?? "", badDay: filter.hasBadDay, isFiltered: filter.isAny, hasRows: !found.entries.isEmpty,
            rows: found.entries.map { row($0, numbers) },
            empty: found.entries.isEmpty && further == nil && !filter.hasBadDay
                ? text(filter.isAny ? JournalPageWord.nothingFiltered : .nothing) : nil,
            newest: filter.place == .newest ? nil : filter.address("/protokoll"), newer: newer, older: older, further: further,
            export: filter.address("/datei/\(JournalTable.fileName)"), check: check, anchor: anchor, anchorTyped: anchor?.typed ?? "")
    }

    /// Pages by the number of the entry they begin behind: what is added meanwhile moves none of them.
    private func neighbours() throws -> (older: String?, newer: String?, further: String?) {
        func address(_ place: JournalPlace) -> String { filter.address("/protokoll", place) }
        let (first, last) = (found.entries.first?.seq, found.entries.last?.seq)
        let isFull = found.entries.count >= JournalPages.pageLength
        switch filter.place {
        case .newest, .before:
            let further = isFull ? nil : found.unseen.map { address(.before($0)) }
            let older = isFull ? found.unseen.map { address(.before($0)) } : nil
            guard case .before(let start) = filter.place else { return (older, nil, further) }
            let isAnyNewer = start <= Int64(try store.journalLength())
            return (older, isAnyNewer ? address(.after(first ?? start.minus(1))) : nil, further)
        case .after(let start):
            let newer = found.unseen.map { address(.after($0)) }
            return (address(.before(last ?? start.plus(1))), newer, nil)
        }
    }

    private func row(_ entry: JournalEntry, _ numbers: [String: String]) -> JournalView.Row {
        let raw = JournalSentence.raw(entry, text)
        return JournalView.Row(
            seq: raw.seq, iso: entry.at.isoText, when: text.moment(entry.at), what: JournalSentence.of(entry, text), code: raw.move,
            actor: entry.actor, about: about(entry, numbers), address: address(entry), facts: raw.facts)
    }

    /// Documents by the number people know.
    private func about(_ entry: JournalEntry, _ numbers: [String: String]) -> String {
        let id = Self.document(entry)
        return "\(text(JournalText.about(kind: entry.kind))) \(id.map { numbers[$0] ?? $0 } ?? entry.key)"
    }

    private static func document(_ entry: JournalEntry) -> String? {
        switch entry.kind {
        case InvoiceChart.name: entry.key
        case PaymentChart.name: PaymentKey(entry.key).map { String($0.documentID) }
        default: nil
        }
    }

    private func numbers() throws -> [String: String] {
        var numbers: [String: String] = [:]
        for id in Set(found.entries.compactMap(Self.document)) {
            guard let row = try Int(id).flatMap({ id throws in try store.document(DocumentRow.self, id) }) else { continue }
            numbers[id] = row.header.number
        }
        return numbers
    }

    private func address(_ entry: JournalEntry) -> String? {
        Self.document(entry).map { DocumentPage.address($0, id: $0) }
    }

    /// Every event a chart knows, for the list under the field.
    private static let events: [String] = {
        func names<C: StateChart>(_ chart: C.Type) -> [String] { C.Event.allCases.map { $0.rawValue } }
        var all = Set(NotedEventWord.allCases.map { $0.rawValue })
        for chart in Charts.all { all.formUnion(names(chart)) }
        return all.sorted()
    }()
}
