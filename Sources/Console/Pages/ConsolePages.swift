internal import Persistence

/// Which page answers which address.
struct ConsolePages: Sendable {
    let parts: ConsoleParts

    func answer(_ route: ConsoleRoute, _ request: PageRequest, isPost: Bool) async throws -> Answer {
        switch route {
        case .overview: isPost ? .missing : .page(try OverviewPage(parts: parts).page(request))
        case .plan: isPost ? PlanPage(parts: parts).start() : .page(try PlanPage(parts: parts).page(request))
        case .payments: .page(try PaymentsPage(parts: parts).page(request))
        case .closing(nil): isPost ? .missing : try ClosingListPage(parts: parts).answer(request)
        case .closing(let month?):
            isPost ? ClosingPage(parts: parts).read(month, request) : try ClosingPage(parts: parts).page(month, request)
        case .download(let name): try Downloads(parts: parts).answer(name, request)
        case .decide: request.form["act"] == ConsoleSigning.act ? try ConsoleSigning(parts: parts).answer(request) : .missing
        case .clarify, .documents, .journal, .setup, .system, .help, .importContacts, .document, .documentFile, .login, .logout:
            .missing
        // Answered before anybody asks who is there.
        case .style, .script, .icon, .live, .language: .missing
        }
    }
}
