internal import Wording

/// A page before it is HTML: its view, filled in, and the template that shows it.
struct Page: Sendable {
    let template: PageTemplate
    let title: String
    /// A plain tree of texts, numbers that are shown as they are, truths, optionals and arrays of such: the template reads it by name.
    let view: any Sendable
    var words: PageWords
    /// Which part of the menu it belongs to.
    let section: ConsoleSection?
    var status = 200
    /// Another than the one that came, where a form comes back to its page.
    var request: PageRequest?

    init<Words: WordList>(
        _ template: PageTemplate, _ title: String, _ view: any Sendable, words: Words.Type, _ language: Language,
        section: ConsoleSection?, status: Int = 200
    ) {
        self.template = template
        self.title = title
        self.view = view
        self.words = PageWords(words, language)
        self.section = section
        self.status = status
    }
}

/// What a request leads to.
enum Answer: Sendable {
    case page(Page)
    /// POST → 303 → GET.
    case seeOther(String)
    /// - Parameter name: of the file it becomes when it is kept; nil to show it in the browser.
    case file(type: String, name: String?, bytes: [UInt8])
    /// A file somebody else made, shown in the browser, where it may do nothing.
    case foreign(type: String, name: String, bytes: [UInt8])
    /// A file that is made while it is sent.
    case stream(type: String, name: String, AsyncThrowingStream<[UInt8], any Error>)
    case missing
    case forbidden
    /// What a form said cannot be used.
    case refused(String)
}
