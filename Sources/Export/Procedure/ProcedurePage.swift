internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// The procedure documentation (*Verfahrensdokumentation*) as one file: HTML that prints on A4, without anything fetched from elsewhere.
package struct ProcedurePage {
    let facts: ProcedureFacts
    var page = PageWriter()
    private let style: String?

    /// - Parameter style: address of ``ProcedureStyle/sheet``, where a page may not carry its own; nil for one file with all in it.
    package init(_ facts: ProcedureFacts, style: String? = nil) {
        self.facts = facts
        self.style = style
    }

    package var html: String {
        var copy = self
        copy.write()
        return copy.page.html
    }

    typealias Column = ProcedureWords.Column

    /// In the order the GoBD name them. The raw value is the anchor.
    private enum Chapter: String, CaseIterable {
        case general, user, technical, operation, control, changes, supplement, appendix

        var heading: String {
            switch self {
            case .general: ProcedureWords.Heading.general
            case .user: ProcedureWords.Heading.user
            case .technical: ProcedureWords.Heading.technical
            case .operation: ProcedureWords.Heading.operation
            case .control: ProcedureWords.Heading.control
            case .changes: ProcedureWords.Heading.changes
            case .supplement: ProcedureWords.Heading.supplement
            case .appendix: ProcedureWords.Heading.appendix
            }
        }
    }

    private mutating func write() {
        let company = facts.settings.organizationName
        page.raw("<!DOCTYPE html>\n<html lang=\"de\"><head><meta charset=\"utf-8\">")
        page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        page.raw("<title>\(MarkupText.escaped("\(ProcedureWords.title) – \(company)"))</title>")
        page.raw(style.map { "<link rel=\"stylesheet\" href=\"\(MarkupText.escaped($0))\">" } ?? "<style>\(ProcedureStyle.sheet)</style>")
        page.raw("</head><body>")
        page.raw("<header>")
        page.heading(1, ProcedureWords.title)
        page.paragraph(ProcedureWords.subtitle)
        page.raw("</header><main>")
        page.paragraph(ProcedureWords.scope)
        contents()
        for chapter in Chapter.allCases {
            page.raw("<section>")
            page.heading(2, chapter.heading, id: chapter.rawValue)
            write(chapter)
            page.raw("</section>")
        }
        page.raw("</main></body></html>")
    }

    private mutating func write(_ chapter: Chapter) {
        switch chapter {
        case .general: general()
        case .user: user()
        case .technical: technical()
        case .operation: operation()
        case .control: control()
        case .changes: changes()
        case .supplement: supplement()
        case .appendix: appendix()
        }
    }

    private mutating func contents() {
        let links = Chapter.allCases.map { "<li><a href=\"#\($0.rawValue)\">\(MarkupText.escaped($0.heading))</a></li>" }
        page.raw("<nav aria-label=\"\(ProcedureWords.contents)\"><ul>\(links.joined())</ul></nav>")
    }

    private mutating func supplement() {
        page.list(ProcedureWords.supplement)
        page.raw("<p class=\"signature\">\(MarkupText.escaped(ProcedureWords.signature))</p>")
    }

    private mutating func appendix() {
        page.paragraph(ProcedureWords.Technical.picture)
        for chart in Charts.all { pictures(chart) }
    }

    private mutating func pictures<C: StateChart>(_ chart: C.Type) {
        typealias Words = ProcedureWords.Technical
        for picture in ChartPicture.all(chart) {
            page.raw("<section class=\"chart\">")
            page.heading(3, "\(Words.chart) \(C.name), \(Words.region) \(picture.region)")
            page.raw("<figure>\(picture.drawing)</figure>")
            page.table(
                [Words.from, Words.to, Words.events], picture.moves.map { [$0.move.from, $0.move.to, $0.events.joined(separator: ", ")] },
                empty: ProcedureWords.none)
            page.raw("</section>")
        }
    }

    // MARK: how values are written

    static func moment(_ instant: Instant) -> String {
        "\(ExportCell.german(BusinessDay(berlinDayOf: instant))) \(instant.berlinClock)"
    }

    mutating func facts(_ rows: [(String, String)]) {
        page.table([Column.fact, Column.value], rows.map { [$0.0, $0.1] }, empty: ProcedureWords.none)
    }
}
