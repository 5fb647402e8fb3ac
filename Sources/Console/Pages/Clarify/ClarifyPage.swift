internal import Administration
internal import Bookkeeping
internal import ConsoleAccess
internal import Persistence
internal import Reconciliation
internal import StateCharts
internal import Wording

/// `/klaeren`: what needs a person, grouped by who acts, with the likeliest answers in place; several at once after a preview.
struct ClarifyPage: Sendable {
    struct View: Sendable {
        struct Group: Sendable {
            let title: String
            let count: String
            let anchor: String
            let batches: [Batch]
            let items: [Item]
        }

        /// Documents that wait for one reason: a form their boxes belong to.
        struct Batch: Sendable {
            let form: String
            let cause: String
            let count: String
            let buttons: [BatchButton]
        }

        struct BatchButton: Sendable {
            let value: String
            let title: String
        }

        struct Item: Sendable {
            let anchor: String
            let title: String
            let what: String
            let address: String?
            let amount: String?
            let cause: String
            let code: String?
            let since: String
            let age: String
            let help: String?
            /// Set while a decision about it waits to be carried out.
            let pending: String?
            let answers: AnswerFormsView?
            /// For a box; nil where it can only be answered alone.
            let tick: Tick?
        }

        struct Tick: Sendable {
            let form: String
            let value: String
            let label: String
        }

        struct Empty: Sendable {
            let tone: String
            let text: String
            /// What keeps it from being good news.
            let situation: String?
            let help: String
            let checked: String?
        }

        let count: String
        let groups: [Group]
        let empty: Empty?
        let notice: String?
        let previous: String?
        let next: String?
    }

    /// So many on one page.
    static let pageLength = 40

    let parts: ConsoleParts

    func page(_ request: PageRequest) throws -> Page {
        if request.query[ClarifyPreview.field] != nil { return try ClarifyPreview(parts: parts).page(request) }
        let store = try parts.view()
        let text = request.text
        let all = try ClarifyList(store: store, policy: parts.policy()).items()
        let number = max(1, min(request.query["seite"].flatMap { Int($0) } ?? 1, 100_000))
        let start = min((number - 1) * Self.pageLength, all.count)
        let shown = Array(all[start..<min(start + Self.pageLength, all.count)])
        let making = ClarifyMaking(
            store: store, forms: AnswerForms(parts: parts, extent: .likely), request: request, now: parts.now,
            due: try store.dueDecisions().compactMap(\.subject))
        let view = View(
            count: text.count(all.count), groups: try making.groups(shown), empty: all.isEmpty ? try empty(store, text) : nil,
            notice: request.visitor.role.may(.answer) ? nil : text(ClarifyWord.notForThisRole),
            previous: number > 1 ? "/klaeren?seite=\(number - 1)" : nil,
            next: start + shown.count < all.count ? "/klaeren?seite=\(number + 1)" : nil)
        return Page(.clarify, text(FrameWord.clarify), view, words: ClarifyWord.self, request.language, section: .clarify)
    }

    private func empty(_ store: Store, _ text: PageText) throws -> View.Empty {
        guard let pass = try store.lastPass(.complete), let finished = pass.finishedAt else {
            return View.Empty(
                tone: Frame.Notice.Tone.calm.rawValue, text: text(ClarifyWord.neverChecked), situation: nil, help: "", checked: nil)
        }
        // Nobody waits: whether all is well is another question.
        let situation = try OverviewFacts.read(parts).situation
        let isGood = situation.tone == .good
        return View.Empty(
            tone: situation.tone.rawValue, text: text(ClarifyWord.empty),
            situation: isGood ? nil : SituationText(text: text, now: parts.now).sentence(situation), help: text(ClarifyWord.emptyHelp),
            checked: "\(text.moment(finished)) (\(text.age(of: finished, at: parts.now)))")
    }
}
