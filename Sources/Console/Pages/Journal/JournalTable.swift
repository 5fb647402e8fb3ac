internal import Bookkeeping
internal import Persistence
internal import Reporting
internal import Wording

/// The filtered entries as a table, oldest last as on the page, made page by page while it is sent: a journal may be longer than memory.
struct JournalTable: Sendable {
    static let fileName = "protokoll.csv"
    private static let pageLength = 1_000

    let parts: ConsoleParts

    func answer(_ request: PageRequest) throws -> Answer {
        let filter = JournalFilter(request.query)
        guard !filter.hasBadDay else { return .refused(request.text(JournalPageWord.badDay)) }
        let store = try parts.view()
        let question = try filter.question(store)
        let lines = Lines(view: parts.view, question: question, text: request.text)
        return .stream(
            type: "text/csv; charset=utf-8", name: Self.fileName, AsyncThrowingStream(unfolding: { try await lines.next() }))
    }

    /// What is still to come.
    private actor Lines {
        private let view: @Sendable () throws(StoreError) -> Store
        private let question: JournalQuestion
        private let text: PageText
        private var place: JournalPlace? = .newest
        private var isBegun = false

        init(view: @escaping @Sendable () throws(StoreError) -> Store, question: JournalQuestion, text: PageText) {
            self.view = view
            self.question = question
            self.text = text
        }

        func next() throws -> [UInt8]? {
            guard isBegun else {
                isBegun = true
                // German Excel takes UTF-8 for UTF-8 by this mark alone.
                return Array(("\u{FEFF}" + JournalTable.line(JournalTable.columns)).utf8)
            }
            // A part without a fitting entry is empty, and no end.
            guard let place else { return nil }
            let page = try view().journal(question, place, limit: JournalTable.pageLength)
            self.place = page.unseen.map { .before($0) }
            return Array(page.entries.map { JournalTable.line(JournalTable.cells($0, text)) }.joined().utf8)
        }
    }

    /// English like all names of columns and codes.
    static let columns = [
        "seq", "at", "day", "actor", "cause", "kind", "key", "event", "sentence", "from", "to", "detail", "effects", "software", "mapping",
        "previous", "hash",
    ]

    static func cells(_ entry: JournalEntry, _ text: PageText) -> [String] {
        [
            String(entry.seq), entry.at.berlinText, text.day(entry.day), entry.actor, entry.cause, entry.kind, entry.key, entry.event,
            JournalSentence.of(entry, text), entry.from, entry.to, entry.detail, entry.effects, entry.software, entry.mapping,
            entry.previous, entry.hash,
        ]
    }

    static func line(_ cells: [String]) -> String {
        cells.map { CSVCell.text($0, separator: ";") }.joined(separator: ";") + "\r\n"
    }
}
