internal import Bookkeeping
internal import Persistence
internal import StateCharts
internal import Wording

/// `/belege`: all documents, searched and filtered by the address alone.
struct DocumentsPage: Sendable {
    static let pageLength = 50

    struct View: Sendable {
        struct Choice: Sendable {
            let value: String
            let name: String
            let isChosen: Bool
        }

        struct Row: Sendable {
            let address: String
            let number: String
            let date: String
            let iso: String?
            let kind: String
            let customer: String
            let gross: String
            let state: String
            let tone: String
            let code: String?
        }

        let text: String
        let standings: [Choice]
        let months: [Choice]
        let kinds: [Choice]
        let isFiltered: Bool
        let hasUnknown: Bool
        let rows: [Row]
        let hasRows: Bool
        let empty: String?
        /// `1.234 Belege`
        let count: String
        let gross: String
        let withoutGross: String?
        let newest: String?
        let newer: String?
        let older: String?
        let table: String
    }

    let parts: ConsoleParts

    func page(_ request: PageRequest) throws -> Page {
        let filter = DocumentsFilter(request.query)
        let store = try parts.view()
        let (text, search) = (request.text, filter.search)
        let (rows, newer, older) = try rows(filter, store)
        let sum = try filter.isWhole && older == nil ? FoundSum(rows) : store.sum(search)
        let view = View(
            text: filter.text,
            standings: DocumentStanding.allCases.map { standing in
                View.Choice(value: standing.rawValue, name: text(standing.word), isChosen: standing == search.standing)
            },
            months: try store.documentMonths().map {
                View.Choice(value: $0.description, name: text.month($0), isChosen: $0 == search.month)
            },
            kinds: DocumentKind.allCases.map {
                View.Choice(value: $0.rawValue, name: text(Catalogue.kind($0)), isChosen: $0 == search.kind)
            },
            isFiltered: filter.isAny, hasUnknown: filter.hasUnknown, rows: rows.map { Self.row($0, text) }, hasRows: !rows.isEmpty,
            empty: rows.isEmpty ? text(filter.isAny ? DocumentListWord.nothingFound : .noneYet) : nil,
            count: text(Catalogue.documents(sum.count)), gross: text.amount(sum.gross),
            withoutGross: sum.withoutGross > 0 ? text(Catalogue.documentsWithoutGross(sum.withoutGross)) : nil,
            newest: newer == nil ? nil : filter.address(), newer: newer.map { filter.address(before: $0) },
            older: older.map { filter.address(after: $0) }, table: filter.address("/datei/\(DocumentsTable.fileName)"))
        return Page(.documents, text(FrameWord.documents), view, words: DocumentListWord.self, request.language, section: .documents)
    }

    /// One more than is shown is asked for: it says whether there is a next page.
    private func rows(_ filter: DocumentsFilter, _ store: Store) throws
        -> (rows: [FoundDocument], newer: DocumentPlace?, older: DocumentPlace?)
    {
        let limit = Self.pageLength
        if let before = filter.before {
            let found = try store.found(filter.search, before: before, limit: limit + 1)
            let rows = Array(found.suffix(limit))
            return (rows, found.count > limit ? rows.first?.place : nil, rows.last?.place ?? before)
        }
        let found = try store.found(filter.search, after: filter.after, limit: limit + 1)
        let rows = Array(found.prefix(limit))
        return (rows, filter.after == nil ? nil : rows.first?.place, found.count > limit ? rows.last?.place : nil)
    }

    private static func row(_ document: FoundDocument, _ text: PageText) -> View.Row {
        View.Row(
            address: "/beleg/\(Fields.encoded(document.number ?? document.key))", number: document.number ?? "HERO \(document.key)",
            date: document.date.map(text.day) ?? "–", iso: document.date?.description,
            kind: document.kind.map { text(Catalogue.kind($0)) } ?? "–", customer: document.customer ?? "–",
            gross: document.gross.map(text.amount) ?? "–", state: text(StateWord.of(document.configuration, document.reason)),
            tone: DocumentStanding(document.configuration).tone.rawValue, code: document.reason?.rawValue)
    }
}

extension FoundSum {
    /// Of all that is found, where it is on one page: SQLite need not walk along all documents once more.
    init(_ rows: [FoundDocument]) {
        let amounts = rows.compactMap(\.gross)
        self.init()
        count = rows.count
        gross = amounts.sum()
        withoutGross = rows.count - amounts.count
    }
}

extension DocumentStanding {
    var word: DocumentListWord {
        switch self {
        case .needsPerson: .needsPerson
        case .inDoubt: .inDoubt
        case .waiting: .waiting
        case .draft: .draft
        case .transferred: .transferred
        case .leftOut: .leftOut
        case .released: .released
        }
    }

    var tone: Frame.Notice.Tone {
        switch self {
        case .needsPerson: .bad
        case .inDoubt: .warn
        case .waiting, .draft, .leftOut, .released: .calm
        case .transferred: .good
        }
    }
}
