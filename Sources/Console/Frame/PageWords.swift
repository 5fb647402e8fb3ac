internal import Mustache
internal import Wording

/// What `{{t.name}}` finds: the words of the page, then those that all pages share, then those of the forms that answer, in one language.
struct PageWords: MustacheParent, Sendable {
    private let language: Language
    private let word: @Sendable (String) -> Wording?

    init<Words: WordList>(_ words: Words.Type, _ language: Language) {
        self.language = language
        word = { Words(rawValue: $0)?.wording ?? FrameWord(rawValue: $0)?.wording ?? AnswerWord(rawValue: $0)?.wording }
    }

    func child(named name: String) -> Any? { word(name)?(language) }
}
