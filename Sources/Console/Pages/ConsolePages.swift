internal import Persistence
internal import Reconciliation

/// Which page answers which address.
struct ConsolePages: Sendable {
    let parts: ConsoleParts
    let openItems: LongOpenItems

    init(parts: ConsoleParts) {
        self.parts = parts
        openItems = LongOpenItems(parts: parts)
    }

    func answer(_ route: ConsoleRoute, _ request: PageRequest, isPost: Bool) async throws -> Answer {
        if try comesLater(route) { return .page(SetupFirstPage.page(request)) }
        let answer = try await plainAnswer(route, request, isPost: isPost)
        guard isPost, case .refused(let why) = answer else { return answer }
        return try await FormReturn(pages: self).page(why, route, request).map { .page($0) } ?? answer
    }

    /// Before there is an integration there is nothing to show but how one is made.
    private func comesLater(_ route: ConsoleRoute) throws -> Bool {
        switch route {
        case .setup, .system, .help, .common, .download(SupportBundle.fileName): false
        case .overview, .clarify, .documents, .plan, .payments, .journal, .importContacts, .document, .documentFile, .closing, .decide,
            .download:
            try parts.administration != nil && IntegrationLevel.current(parts.view()) == nil
        }
    }

    private func plainAnswer(_ route: ConsoleRoute, _ request: PageRequest, isPost: Bool) async throws -> Answer {
        switch route {
        case .overview: isPost ? .missing : .page(try OverviewPage(parts: parts, openItems: openItems).page(request))
        case .decide:
            request.form["act"] == ConsoleSigning.act
                ? try ConsoleSigning(parts: parts).answer(request) : try DecisionPosting(parts: parts).answer(request)
        case .clarify: isPost ? .missing : .page(try ClarifyPage(parts: parts).page(request))
        case .document(let name): isPost ? .missing : .page(try DocumentPage(parts: parts).page(name, request))
        case .documentFile(let name): isPost ? .missing : try await DocumentFilePage(parts: parts).answer(name, request)
        case .journal: try await JournalPages(parts: parts).answer(request, isPost: isPost)
        case .documents: isPost ? .missing : .page(try DocumentsPage(parts: parts).page(request))
        case .help: isPost ? .missing : .page(HelpPage.page(request))
        case .plan: isPost ? PlanPage(parts: parts).start() : .page(try PlanPage(parts: parts).page(request))
        case .payments: .page(try PaymentsPage(parts: parts).page(request))
        case .closing(nil): isPost ? .missing : try ClosingListPage(parts: parts).answer(request)
        case .closing(let month?):
            isPost ? ClosingPage(parts: parts).read(month, request) : try ClosingPage(parts: parts).page(month, request)
        case .download(JournalTable.fileName): isPost ? .missing : try JournalTable(parts: parts).answer(request)
        case .download(DocumentsTable.fileName): isPost ? .missing : DocumentsTable(parts: parts).answer(request)
        case .download(SupportBundle.fileName): try await SystemPage(parts: parts).bundle(request)
        case .download(let name): try Downloads(parts: parts).answer(name, request)
        case .importContacts: try ImportPage(parts: parts).answer(request, isPost: isPost)
        case .setup: try SetupPage(parts: parts).answer(request, isPost: isPost)
        case .system: try await SystemPage(parts: parts).answer(request, isPost: isPost)
        // Answered before any page.
        case .common: .missing
        }
    }
}
