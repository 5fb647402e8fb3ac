internal import Bookkeeping
internal import Persistence
internal import StateCharts
internal import Wording

/// `/protokoll`: the journal, newest first, filtered; its proof; and whether a hash kept elsewhere stands on it.
struct JournalPages: Sendable {
    static let pageLength = 50

    let parts: ConsoleParts

    func answer(_ request: PageRequest, isPost: Bool) async throws -> Answer {
        guard isPost else { return .page(try page(request)) }
        parts.journalCheck?.start(.whole)
        return .seeOther("/protokoll#pruefung")
    }

    func page(_ request: PageRequest) throws -> Page {
        let store = try parts.view()
        let filter = JournalFilter(request.query)
        let found = filter.hasBadDay ? JournalPage.none : try found(filter, store)
        let making = JournalViewMaking(filter: filter, found: found, store: store, request: request)
        let view = try making.view(check: check(request.text), anchor: try anchor(request, store))
        return Page(
            .journal, request.text(FrameWord.journal), view, words: JournalPageWord.self, request.language, section: .journal)
    }

    private func found(_ filter: JournalFilter, _ store: Store) throws -> JournalPage {
        try store.journal(try filter.question(store), filter.place, limit: Self.pageLength)
    }

    // MARK: the proof

    private func check(_ text: PageText) -> JournalView.Check {
        guard let job = parts.journalCheck else { return JournalView.Check() }
        var check = JournalView.Check()
        check.canRun = true
        switch job.standing(.whole) {
        case .none: break
        case .running(_, let progress):
            check.running = JournalView.Progress(
                done: progress.done, total: max(1, progress.total),
                text: "\(text.count(progress.done)) \(text(JournalPageWord.of)) \(text.count(progress.total))")
        case .done(let result, let at):
            check.result = JournalView.Result(result, at: text.moment(at), text)
        }
        return check
    }

    // MARK: a hash kept elsewhere

    private func anchor(_ request: PageRequest, _ store: Store) throws -> JournalView.Anchor? {
        guard let typed = request.query[JournalFilter.Field.anchor] else { return nil }
        let hash = typed.filter { !$0.isWhitespace }.lowercased()
        let text = request.text
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }) else {
            return JournalView.Anchor(typed: typed, tone: Frame.Notice.Tone.warn.rawValue, text: text(JournalPageWord.anchorUnreadable))
        }
        guard let entry = try store.journalEntry(hash: hash) else {
            return JournalView.Anchor(typed: hash, tone: Frame.Notice.Tone.bad.rawValue, text: text(JournalPageWord.anchorMissing))
        }
        return JournalView.Anchor(
            typed: hash, tone: Frame.Notice.Tone.good.rawValue,
            text:
                "\(text(JournalPageWord.anchorFound)) \(entry.seq) \(text(JournalPageWord.anchorFoundElsewhere)) \(text.moment(entry.at)).",
            address: "/protokoll?\(JournalFilter.Field.before)=\(entry.seq.plus(1))")
    }
}
