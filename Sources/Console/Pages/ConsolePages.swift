internal import Persistence

/// Which page answers which address.
struct ConsolePages: Sendable {
    let parts: ConsoleParts
    let openItems: LongOpenItems

    init(parts: ConsoleParts) {
        self.parts = parts
        openItems = LongOpenItems(parts: parts)
    }

    func answer(_ route: ConsoleRoute, _ request: PageRequest, isPost: Bool) async throws -> Answer {
        switch route {
        case .overview: isPost ? .missing : .page(try OverviewPage(parts: parts, openItems: openItems).page(request))
        case .decide: isPost ? try DecisionPosting(parts: parts).answer(request) : .missing
        case .clarify: isPost ? .missing : .page(try ClarifyPage(parts: parts).page(request))
        case .document(let name): isPost ? .missing : .page(try DocumentPage(parts: parts).page(name, request))
        case .documentFile(let name): isPost ? .missing : try await DocumentFilePage(parts: parts).answer(name, request)
        case .journal: try await JournalPages(parts: parts).answer(request, isPost: isPost)
        case .download(JournalTable.fileName): isPost ? .missing : try JournalTable(parts: parts).answer(request)
        case .documents: isPost ? .missing : .page(try DocumentsPage(parts: parts).page(request))
        case .download(DocumentsTable.fileName): isPost ? .missing : DocumentsTable(parts: parts).answer(request)
        case .help: isPost ? .missing : .page(HelpPage.page(request))
        case .plan, .payments, .setup, .system, .importContacts, .closing, .download, .login, .logout:
            .missing
        // Answered before anybody asks who is there.
        case .style, .script, .icon, .live, .language: .missing
        }
    }
}
