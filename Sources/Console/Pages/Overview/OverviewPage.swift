internal import Wording

/// `/`: one sentence, and the counts behind it.
struct OverviewPage: Sendable {
    struct View: Sendable {
        let sentence: String
        let tone: String
        let toClarify: String
    }

    let parts: ConsoleParts

    func page(_ request: PageRequest) throws -> Page {
        let text = request.text
        let waiting = try ClarifyList(store: try parts.view(), policy: parts.policy()).count()
        let view = View(sentence: text(OverviewWord.inStep), tone: Frame.Notice.Tone.good.rawValue, toClarify: text.count(waiting))
        return Page(.overview, text(FrameWord.overview), view, words: OverviewWord.self, request.language, section: .overview)
    }
}
