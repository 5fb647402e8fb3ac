internal import Wording

/// What cannot be shown, in a sentence, with a way back.
struct MessagePage: Sendable {
    private struct View: Sendable {
        let what: String
        let help: String
        let address: String
    }

    let page: Page
    /// Where even the page cannot be made.
    let plain: String

    /// - Parameter help: what a form said that cannot be used; nil for what is usual with the status.
    init(status: Int, language: Language, help: String?) {
        let words: (what: FrameWord, help: FrameWord) =
            switch status {
            case 404: (.notFound, .notFoundHelp)
            case 403: (.notAllowed, .notAllowedHelp)
            default: (.failed, .failedHelp)
            }
        let text = PageText(language: language)
        let what = text(words.what)
        plain = what
        page = Page(
            .message, what, View(what: what, help: help ?? text(words.help), address: "/"), words: FrameWord.self, language, section: nil,
            status: status)
    }
}
