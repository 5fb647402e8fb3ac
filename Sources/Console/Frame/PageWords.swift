internal import Mustache
internal import Wording

/// What `{{t.name}}` finds: the words of the page, then those that all pages share, then those of the forms that answer, in one language.
struct PageWords: MustacheParent, Sendable {
    private let language: Language
    private let word: @Sendable (String) -> Wording?

    init<Words: WordList>(_ words: Words.Type, _ language: Language) {
        self.init(language) { Words(rawValue: $0)?.wording ?? FrameWord(rawValue: $0)?.wording ?? AnswerWord(rawValue: $0)?.wording }
    }

    private init(_ language: Language, _ word: @escaping @Sendable (String) -> Wording?) {
        self.language = language
        self.word = word
    }

    /// These as well, where the page has no word of its own.
    func and<Words: WordList>(_ words: Words.Type) -> PageWords {
        let word = word
        return PageWords(language) { word($0) ?? Words(rawValue: $0)?.wording }
    }

    func child(named name: String) -> Any? { word(name)?(language) }
}
