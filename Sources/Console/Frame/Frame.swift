internal import Bookkeeping
internal import Wording

/// What the layout shows around a page.
struct Frame: Sendable {
    struct MenuItem: Sendable {
        let address: String
        let name: String
        let isCurrent: Bool
        /// What waits there; nil for nothing.
        let count: String?
    }

    struct VisitorView: Sendable {
        let name: String
        let role: String
        let canLogOut: Bool
    }

    /// One line above the page: what became of what the visitor just did.
    struct Notice: Sendable {
        enum Tone: String, Sendable { case good, calm, warn, bad }

        let tone: String
        let text: String
        let detail: String?

        init(_ tone: Tone, _ text: String, detail: String? = nil) {
            self.tone = tone.rawValue
            self.text = text
            self.detail = detail
        }
    }

    let language: String
    let otherLanguage: String
    let title: String
    let target: String
    let version: String
    let assets: String
    /// Of a fleet, whose pages these are: whoever looks after many must not take one for another.
    let account: String?
    let asOf: String
    /// How far journal and service were when the page was made (``LiveStamp``).
    let journal: String
    let visitor: VisitorView?
    let menu: [MenuItem]
    let notice: Notice?
}
