internal import Bookkeeping
internal import Persistence
internal import Reporting
internal import Wording

/// What is filtered as a table that German spreadsheets open, made page by page while it is sent: in memory are a thousand rows.
struct DocumentsTable: Sendable {
    static let fileName = "belege.csv"
    private static let pageLength = 1_000

    let parts: ConsoleParts

    func answer(_ request: PageRequest) -> Answer {
        let lines = Lines(view: parts.view, search: DocumentsFilter(request.query).search, text: request.text)
        return .stream(
            type: "text/csv; charset=utf-8", name: Self.fileName, AsyncThrowingStream(unfolding: { try await lines.next() }))
    }

    /// What is still to come.
    private actor Lines {
        private let view: @Sendable () throws(StoreError) -> Store
        private let search: DocumentSearch
        private let text: PageText
        private var place: DocumentPlace?
        private var isBegun = false
        private var isDone = false

        init(view: @escaping @Sendable () throws(StoreError) -> Store, search: DocumentSearch, text: PageText) {
            self.view = view
            self.search = search
            self.text = text
        }

        func next() throws -> [UInt8]? {
            guard isBegun else {
                isBegun = true
                // German Excel takes UTF-8 for UTF-8 by this mark alone.
                return Array(("\u{FEFF}" + DocumentsTable.line(DocumentsTable.columns.map { text($0) })).utf8)
            }
            guard !isDone else { return nil }
            let rows = try view().found(search, after: place, limit: DocumentsTable.pageLength)
            isDone = rows.count < DocumentsTable.pageLength
            place = rows.last?.place
            return Array(rows.map { DocumentsTable.line(DocumentsTable.cells($0, text)) }.joined().utf8)
        }
    }

    static let columns: [DocumentListWord] = [.number, .heroID, .date, .kind, .customer, .gross, .state, .code, .voucherID]

    static func cells(_ document: FoundDocument, _ text: PageText) -> [String] {
        [
            document.number ?? "", document.key, document.date.map { Catalogue.plainDay($0, .de) } ?? "",
            document.kind.map { text(Catalogue.kind($0)) } ?? "", document.customer ?? "",
            document.gross.map { String($0.description.map { $0 == "." ? "," : $0 }) } ?? "",
            text(StateWord.of(document.configuration, document.reason)), document.reason?.rawValue ?? "", document.voucherID ?? "",
        ]
    }

    static func line(_ cells: [String]) -> String {
        cells.map { CSVCell.text($0, separator: ";") }.joined(separator: ";") + "\r\n"
    }
}
