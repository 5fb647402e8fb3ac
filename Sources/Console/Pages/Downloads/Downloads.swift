internal import Bookkeeping
internal import Comparison
internal import ConsoleAccess
internal import Export
internal import Persistence
internal import Reconciliation
internal import Reporting
internal import Wording

/// `/datei/NAME`: tables for a German spreadsheet, the procedure documentation, and the style sheets of what is printed.
struct Downloads: Sendable {
    let parts: ConsoleParts

    /// Of the address: a year, `yyyy`.
    static let yearField = "jahr"
    static let openItems = "offene-posten.csv"
    static let procedure = "verfahrensdokumentation.html"
    private static let procedureStyle = "verfahrensdokumentation.css"
    private static let sheetName = (prefix: "abschluss-", suffix: ".csv")
    private static let paperName = (prefix: "blatt-", suffix: ".css")
    /// A browser keeps what it is sent in memory, and so do we.
    static let bytesMaximum = 32 * 1024 * 1024

    static func name(_ table: ExportTable) -> String { TableFile.name(table) }
    static func sheet(_ month: BookMonth) -> String { "\(sheetName.prefix)\(month)\(sheetName.suffix)" }

    func answer(_ name: String, _ request: PageRequest) throws -> Answer {
        if let table = ExportTable.allCases.first(where: { Downloads.name($0) == name }) { return try file(table, request) }
        if name == Downloads.openItems { return try openItems(request) }
        if name == Downloads.procedure { return try procedure(request) }
        if name == Downloads.procedureStyle {
            return .file(type: "text/css; charset=utf-8", name: nil, bytes: Array(ProcedureStyle.sheet.utf8))
        }
        if let month = Downloads.between(Downloads.sheetName, name).flatMap(BookMonth.init) { return try sheet(month, request) }
        if let paper = Downloads.between(Downloads.paperName, name).flatMap(PaperStyle.init) {
            return .file(type: "text/css; charset=utf-8", name: nil, bytes: Array(paper.text.utf8))
        }
        return .missing
    }

    private static func between(_ ends: (prefix: String, suffix: String), _ name: String) -> String? {
        guard name.hasPrefix(ends.prefix), name.hasSuffix(ends.suffix), name.count > ends.prefix.count + ends.suffix.count else {
            return nil
        }
        return String(name.dropFirst(ends.prefix.count).dropLast(ends.suffix.count))
    }

    private struct TooLarge: Error {}

    private func file(_ table: ExportTable, _ request: PageRequest) throws -> Answer {
        var days: ClosedRange<BusinessDay>?
        if let named = request.query[Downloads.yearField] {
            guard named.utf8.count == 4, let year = Int(named).flatMap(BusinessDay.year) else { return .missing }
            days = year
        }
        let file = TableFile(table, language: request.language)
        let store = try parts.view()
        do {
            let bytes = try store.inOneView {
                var bytes: [UInt8] = []
                try file.write(store, days: days) { piece in
                    guard bytes.count + piece.count <= Downloads.bytesMaximum else { throw TooLarge() }
                    bytes += piece
                }
                return bytes
            }
            return .file(type: "text/csv; charset=utf-8", name: Downloads.name(table), bytes: bytes)
        } catch is TooLarge {
            return .refused(request.text(TakingWord.tooLarge))
        }
    }

    private func openItems(_ request: PageRequest) throws -> Answer {
        let now = parts.now
        let day = request.query[PaymentsPage.dateField].map { BusinessDay($0) } ?? BusinessDay(berlinDayOf: now)
        guard let day else { return .missing }
        let open = try OpenItemsReading(store: try parts.view(), now: now).run(day)
        return Downloads.table(OpenItemsCSV(language: .de).lines(open), "offene-posten-\(day).csv")
    }

    /// The sheet that is kept; nothing is read for it.
    private func sheet(_ month: BookMonth, _ request: PageRequest) throws -> Answer {
        guard case .sheet(let kept) = parts.work.closing.result(month)?.value else { return .refused(request.text(SigningWord.sheetGone)) }
        let sheet = try kept.signedAsNow(try parts.view())
        return Downloads.table(CloseCSV(language: .de).lines(sheet), Downloads.sheet(month))
    }

    /// As German spreadsheets open it, whatever the language of the page.
    private static func table(_ lines: [String], _ name: String) -> Answer {
        let bytes = [0xEF, 0xBB, 0xBF] + Array(lines.map { "\($0)\r\n" }.joined().utf8)
        return .file(type: "text/csv; charset=utf-8", name: name, bytes: bytes)
    }

    private func procedure(_ request: PageRequest) throws -> Answer {
        let (store, now) = (try parts.view(), parts.now)
        let year = request.query[Downloads.yearField].flatMap { Int($0) } ?? BusinessDay(berlinDayOf: now).year
        guard let days = BusinessDay.year(year) else { return .missing }
        let surroundings = ProcedureFacts.Surroundings(
            software: parts.instance().version, writtenAt: now, settle: parts.policy().settle,
            backup: parts.work.lastBackup(), consoleRoles: ConsoleRole.described)
        guard let facts = try ProcedureFacts.read(store, days: days, surroundings) else {
            return .refused(request.text(TakingWord.nothingKept))
        }
        let page = ProcedurePage(facts, style: "/datei/\(Downloads.procedureStyle)")
        return .file(type: "text/html; charset=utf-8", name: nil, bytes: Array(page.html.utf8))
    }
}
