internal import Wording

/// What cannot be shown, in a sentence, with a way back.
enum MessagePage {
    struct View: Sendable {
        let what: String
        let help: String
        let address: String
    }

    /// - Parameter help: what a form said that cannot be used, or the setting at fault; nil for what is usual with the status.
    static func page(status: Int, language: Language, help: String?) -> Page {
        let words: (what: FrameWord, help: FrameWord) =
            switch status {
            case 404: (.notFound, .notFoundHelp)
            case 403: (.notAllowed, .notAllowedHelp)
            default: (.failed, .failedHelp)
            }
        let text = PageText(language: language)
        return Page(
            .message, text(words.what), View(what: text(words.what), help: help ?? text(words.help), address: "/"), words: FrameWord.self,
            language, section: nil, status: status)
    }
}

/// In place of every page that has nothing to show before the first set-up.
enum SetupFirstPage {
    static func page(_ request: PageRequest) -> Page {
        let text = request.text
        let view = MessagePage.View(
            what: text(SetupWord.comesFirst), help: text(SetupWord.comesFirstHelp), address: ConsoleSection.setup.address)
        return Page(.message, text(SetupWord.comesFirst), view, words: FrameWord.self, request.language, section: nil)
    }
}
