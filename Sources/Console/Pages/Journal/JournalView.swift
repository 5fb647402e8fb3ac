internal import Bookkeeping
internal import Persistence
internal import Wording

/// What the template `journal` shows.
struct JournalView: Sendable {
    struct Option: Sendable {
        let value: String
        let name: String
        let isChosen: Bool
    }

    struct Row: Sendable {
        let seq: String
        let iso: String
        let when: String
        let what: String
        let code: String
        let actor: String
        let about: String
        /// Where what it is about has a page.
        let address: String?
        let facts: [DocumentView.Fact]
    }

    struct Progress: Sendable {
        let done: Int
        let total: Int
        let text: String
    }

    struct Result: Sendable {
        let tone: String
        let text: String
        let detail: String?
        let facts: [DocumentView.Fact]

        init(_ check: JournalCheck, at: String, _ text: PageText) {
            func fact(_ word: JournalPageWord, _ value: String) -> DocumentView.Fact { .init(label: text(word), value: value) }
            switch check {
            case .verdict(let entries, let hash, let broken):
                tone = (broken == nil ? Frame.Notice.Tone.good : .bad).rawValue
                self.text = text(broken == nil ? JournalPageWord.whole : .broken)
                detail = broken.map { "\(text(JournalPageWord.entry)) \($0.seq): \($0.why)" }
                facts = [
                    fact(.count, text.count(Int(clamping: entries))), fact(.newestHash, hash.isEmpty ? "–" : hash), fact(.verifiedAt, at),
                ]
            case .failed(let code):
                tone = Frame.Notice.Tone.bad.rawValue
                self.text = text(JournalPageWord.verifyFailed)
                detail = code
                facts = [fact(.verifiedAt, at)]
            }
        }
    }

    struct Check: Sendable {
        var canRun = false
        var running: Progress?
        var result: Result?
    }

    struct Anchor: Sendable {
        let typed: String
        let tone: String
        let text: String
        var address: String?
    }

    let kinds: [Option]
    let events: [String]
    let name: String
    let actor: String
    let event: String
    let from: String
    let to: String
    let badDay: Bool
    let isFiltered: Bool
    let hasRows: Bool
    let rows: [Row]
    let empty: String?
    let newest: String?
    let newer: String?
    let older: String?
    /// Where the search goes on that was not finished.
    let further: String?
    let export: String
    let check: Check
    let anchor: Anchor?
    let anchorTyped: String
}
