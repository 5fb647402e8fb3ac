internal import Persistence

/// Which page answers which address.
struct ConsolePages: Sendable {
    let parts: ConsoleParts

    func answer(_ route: ConsoleRoute, _ request: PageRequest, isPost: Bool) async throws -> Answer {
        switch route {
        case .overview: isPost ? .missing : .page(try OverviewPage(parts: parts).page(request))
        case .decide: isPost ? try DecisionPosting(parts: parts).answer(request) : .missing
        case .clarify: isPost ? .missing : .page(try ClarifyPage(parts: parts).page(request))
        case .documents, .plan, .payments, .journal, .setup, .system, .help, .importContacts, .document, .documentFile, .closing,
            .download, .login, .logout:
            .missing
        // Answered before anybody asks who is there.
        case .style, .script, .icon, .live, .language: .missing
        }
    }
}
