internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import StateCharts
internal import Web
internal import Wording

/// `/`: one sentence, the counts behind it, the month and the year, and what can be done.
struct OverviewPage: Sendable {
    struct View: Sendable {
        struct Tile: Sendable {
            let address: String
            /// Nil while it is counted.
            let figure: String?
            let name: String
        }

        struct Notice: Sendable {
            let text: String
            let address: String
        }

        struct Month: Sendable {
            let title: String
            let address: String
            let count: String
            let hero: String
            let lexoffice: String
            let difference: String
            let differs: Bool
            let due: String?
            let dueAddress: String
            let unknown: String?
        }

        struct Year: Sendable {
            let transferred: String
            let doubts: String
            let resolved: String
            let doubled: String
            let doubledOnes: [Notice]
        }

        let tone: String
        let sentence: String
        let details: [String]
        let notices: [Notice]
        let tiles: [Tile]
        let month: Month
        let year: Year
        let answers: AnswerFormsView
        let isReadOnly: Bool
    }

    let parts: ConsoleParts
    let openItems: LongOpenItems

    func page(_ request: PageRequest) throws -> Page {
        let text = request.text
        let facts = try OverviewFacts.read(parts)
        let store = try parts.view()
        let today = BusinessDay(berlinDayOf: parts.now)
        let words = SituationText(text: text, now: parts.now)
        let role = request.visitor.role
        let view = View(
            tone: facts.situation.tone.rawValue, sentence: words.sentence(facts.situation), details: details(facts, words),
            notices: notices(facts, text), tiles: try tiles(facts, text), month: try month(BookMonth(today), store, text),
            year: try year(today.year, store, text), answers: try AnswerForms(parts: parts).viewOfFlow(request),
            isReadOnly: !role.may(.syncNow) && !role.may(.pause))
        return Page(.overview, text(FrameWord.overview), view, words: OverviewWord.self, request.language, section: .overview)
    }

    /// Beneath the sentence: how far the work is, and how old all of it is.
    private func details(_ facts: OverviewFacts, _ words: SituationText) -> [String] {
        let text = words.text
        var details: [String] = []
        if let progress = facts.service.service.progress {
            if case .working = facts.situation {} else { details.append(words.working(progress)) }
        }
        if let last = facts.service.lastComplete {
            details.append(text(SituationWords.checked("\(words.clock(last)) (\(text.age(of: last, at: parts.now)))")))
        }
        if let next = facts.service.service.nextPassAt, facts.service.service.progress == nil, next.milliseconds > parts.now.milliseconds {
            if case .trouble = facts.situation {} else { details.append(text(SituationWords.nextPass(words.clock(next)))) }
        }
        return details
    }

    private func notices(_ facts: OverviewFacts, _ text: PageText) -> [View.Notice] {
        var notices = facts.missingRights.map { right in
            View.Notice(text: "\(text(OverviewWord.rightsMissing)): \(right)", address: "/hilfe#\(ReasonCode.rightMissing.rawValue)")
        }
        if facts.service.unreadableRows > 0 {
            notices.append(
                View.Notice(
                    text: "\(text.count(facts.service.unreadableRows)) \(text(OverviewWord.rowsUnreadable))",
                    address: "/hilfe#\(ReasonCode.rowUnreadable.rawValue)"))
        }
        if facts.decisionsDue > 0 {
            notices.append(
                View.Notice(text: "\(text.count(facts.decisionsDue)) \(text(OverviewWord.decisionsDue))", address: "/protokoll"))
        }
        return notices
    }

    private func tiles(_ facts: OverviewFacts, _ text: PageText) throws -> [View.Tile] {
        func documents(_ standing: DocumentStanding, _ word: OverviewWord) -> View.Tile {
            View.Tile(
                address: "/belege?\(DocumentsFilter.Field.standing)=\(standing.rawValue)",
                figure: text.count(facts.standings[standing] ?? 0), name: text(word))
        }
        var tiles = [
            View.Tile(address: ConsoleSection.clarify.address, figure: text.count(facts.toClarify), name: text(OverviewWord.toClarify)),
            documents(.waiting, .waitsByItself),
        ]
        if facts.standings[.inDoubt] ?? 0 > 0 { tiles.append(documents(.inDoubt, .inDoubt)) }
        tiles.append(
            View.Tile(
                address: "\(ConsoleSection.payments.address)#unterwegs", figure: text.count(facts.paymentsUnderWay),
                name: text(OverviewWord.paymentsUnderWay)))
        tiles.append(
            View.Tile(
                address: "\(ConsoleSection.payments.address)#posten",
                figure: try openItems.count().map(text.count),
                name: text(OverviewWord.openLong)))
        return tiles
    }

    private func month(_ month: BookMonth, _ store: Store, _ text: PageText) throws -> View.Month {
        let figures = try store.monthFigures(month)
        let unknown = figures.unknown > 0 ? "\(text.count(figures.unknown)) \(text(OverviewWord.unknownAmounts))" : nil
        let due = figures.due
        return View.Month(
            title: text.month(month), address: "\(ConsoleSection.closing.address)/\(month)",
            count: text(Catalogue.documents(figures.booked)),
            hero: text.amount(figures.hero), lexoffice: text.amount(figures.lexoffice), difference: text.amount(figures.difference),
            differs: figures.difference != .zero,
            due: due.count > 0 ? "\(text(Catalogue.documents(due.count))), \(text.amount(due.gross))" : nil,
            dueAddress: "/belege?\(DocumentsFilter.Field.month)=\(month)", unknown: unknown)
    }

    private func year(_ year: Int, _ store: Store, _ text: PageText) throws -> View.Year {
        let figures = try store.yearFigures(year)
        return View.Year(
            transferred: text.count(figures.transferred), doubts: text.count(figures.doubts), resolved: text.count(figures.resolved),
            doubled: text.count(figures.doubled.count),
            doubledOnes: figures.doubled.map { View.Notice(text: $0, address: "/beleg/\(Fields.encoded($0))") })
    }
}
