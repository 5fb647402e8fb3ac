import Testing
import Wording

@testable import Console

/// Each template that is a page, with the type of its view and its words. A template that is neither here nor a part of one fails a test.
struct PageSample: Sendable, CustomTestStringConvertible {
    let template: PageTemplate
    let view: Any.Type
    let words: @Sendable (Language) -> PageWords
    let knows: @Sendable (String) -> Bool

    /// - Parameter also: the words the page adds.
    init<Words: WordList>(
        _ template: PageTemplate, _ view: Any.Type, _ words: Words.Type, also: @escaping @Sendable (PageWords) -> PageWords = { $0 }
    ) {
        self.template = template
        self.view = view
        self.words = { also(PageWords(words, $0)) }
        let known = also(PageWords(words, .de))
        knows = { known.child(named: $0) != nil }
    }

    var testDescription: String { template.name }

    static let all = [
        PageSample(.message, MessagePage.View.self, FrameWord.self),
        PageSample(.login, LoginPage.View.self, ConsoleLoginWord.self),
        PageSample(.overview, OverviewPage.View.self, OverviewWord.self),
        PageSample(.documents, DocumentsPage.View.self, DocumentListWord.self),
        PageSample(.help, HelpPage.View.self, HelpWord.self),
        PageSample(.payments, PaymentsPage.View.self, PaymentsWord.self),
        PageSample(.plan, PlanPage.View.self, PlanWord.self),
        PageSample(.closingList, ClosingListPage.View.self, ClosingWord.self, also: { $0.and(TakingWord.self).and(SigningWord.self) }),
        PageSample(.closing, ClosingPage.View.self, ClosingWord.self, also: { $0.and(SheetWord.self).and(SigningWord.self) }),
        PageSample(.contactImport, ImportView.self, ImportWord.self),
        PageSample(.setup, SetupView.self, SetupWord.self, also: { $0.and(PlanWord.self) }),
        PageSample(.system, SystemView.self, SystemWord.self),
        PageSample(.fleet, FleetPage.View.self, FleetPageWord.self),
        PageSample(.clarify, ClarifyPage.View.self, ClarifyWord.self),
        PageSample(.clarifyPreview, ClarifyPreview.View.self, ClarifyWord.self),
        PageSample(.document, DocumentView.self, DocumentWord.self),
        PageSample(.documentChoice, DocumentChoiceView.self, DocumentWord.self),
        PageSample(.documentFile, DocumentFilePage.View.self, DocumentWord.self),
        PageSample(.journal, JournalView.self, JournalPageWord.self),
    ]
}
