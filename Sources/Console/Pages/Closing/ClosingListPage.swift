internal import Bookkeeping
internal import Comparison
internal import Persistence
internal import Reconciliation
internal import Wording

/// `/abschluss`: the months, newest first, and what an adviser takes away.
struct ClosingListPage: Sendable {
    struct Row: Sendable {
        let month: String
        let address: String
        let tone: String
        let standing: String
        let signed: String?
        let read: String?
    }

    struct Table: Sendable {
        let name: String
        let explanation: String
        let address: String
    }

    struct View: Sendable {
        let months: [Row]
        let year: String
        let years: [YearLink]
        let tables: [Table]
        let procedure: String
        let auditCommand: String
    }

    struct YearLink: Sendable {
        let year: String
        let address: String
        let isCurrent: Bool
    }

    let parts: ConsoleParts

    /// So many months back; older ones are found by their address.
    static let shown = 36

    /// Of the address: a month to go to.
    static let monthField = "monat"

    func answer(_ request: PageRequest) throws -> Answer {
        guard let named = request.query[ClosingListPage.monthField] else { return .page(try page(request)) }
        return BookMonth(named).map { .seeOther("\(ConsoleSection.closing.address)/\($0)") } ?? .missing
    }

    private func page(_ request: PageRequest) throws -> Page {
        let (store, text) = (try parts.view(), request.text)
        let now = BookMonth(BusinessDay(berlinDayOf: parts.now))
        let months = try Settings.load(store).map { ClosingListPage.months(from: BookMonth($0.startDate), to: now) } ?? []
        let years = Set(months.map(\.year) + [now.year]).sorted(by: >)
        let chosen = request.query[Downloads.yearField].flatMap { Int($0) } ?? now.year
        let year = years.contains(chosen) ? chosen : now.year
        let view = View(
            months: try months.map { try row($0, now, store, text) }, year: String(year),
            years: years.map { YearLink(year: String($0), address: "/abschluss?\(Downloads.yearField)=\($0)", isCurrent: $0 == year) },
            tables: ExportTable.allCases.map { table in
                Table(
                    name: text(table.title).replacing("_", with: " "), explanation: text(table.explanation),
                    address: "/datei/\(Downloads.name(table))?\(Downloads.yearField)=\(year)")
            }, procedure: "/datei/\(Downloads.procedure)?\(Downloads.yearField)=\(year)",
            auditCommand: "reconcile export z3 \(year) z3-\(year)")
        var page = Page(.closingList, text(FrameWord.closing), view, words: ClosingWord.self, request.language, section: .closing)
        page.words = page.words.and(TakingWord.self).and(SigningWord.self)
        return page
    }

    /// Newest first.
    static func months(from first: BookMonth, to last: BookMonth) -> [BookMonth] {
        var (months, month): ([BookMonth], BookMonth?) = ([], last)
        while let next = month, next >= first, months.count < shown {
            months.append(next)
            month = next.previous
        }
        return months
    }

    private func row(_ month: BookMonth, _ now: BookMonth, _ store: Store, _ text: PageText) throws -> Row {
        let kept = parts.work.closing.result(month)
        let closing = try store.closing(Closing<SheetRecord>.self, of: month)
        let (word, tone) = standing(month, now, closing, kept?.value)
        return Row(
            month: text.month(month), address: "\(ConsoleSection.closing.address)/\(month)", tone: tone.rawValue, standing: text(word),
            signed: closing.map { "\($0.name), \(text.day(BusinessDay(berlinDayOf: $0.signedAt)))" },
            read: kept.map { text.age(of: $0.at, at: parts.now) })
    }

    private func standing(
        _ month: BookMonth, _ now: BookMonth, _ closing: Closing<SheetRecord>?, _ kept: SheetOutcome?
    ) -> (ClosingWord, Frame.Notice.Tone) {
        guard let closing else { return month < now ? (.open, .warn) : (.running, .calm) }
        // Never green without a sheet that shows it.
        guard case .sheet(let sheet) = kept else { return (.signedUnread, .calm) }
        return SheetSignature(closing, now: sheet.record).change.isEmpty ? (.unchanged, .good) : (.changed, .bad)
    }
}

extension BookMonth {
    /// Nil before the calendar begins.
    var previous: BookMonth? {
        let (year, month) = month > 1 ? (year, month - 1) : (year - 1, 12)
        return BusinessDay(year: year, month: month, day: 1).map(BookMonth.init)
    }
}
