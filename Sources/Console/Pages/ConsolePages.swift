internal import Persistence

/// Which page answers which address.
struct ConsolePages: Sendable {
    let parts: ConsoleParts

    func answer(_ route: ConsoleRoute, _ request: PageRequest, isPost: Bool) async throws -> Answer {
        switch route {
        case .overview: isPost ? .missing : .page(try OverviewPage(parts: parts).page(request))
        case .importContacts: try ImportPage(parts: parts).answer(request, isPost: isPost)
        case .setup: try SetupPage(parts: parts).answer(request, isPost: isPost)
        case .system: try await SystemPage(parts: parts).answer(request, isPost: isPost)
        case .download(SupportBundle.fileName): try await SystemPage(parts: parts).bundle(request)
        case .clarify, .documents, .plan, .payments, .journal, .help, .document, .documentFile, .closing, .decide, .download, .login,
            .logout:
            .missing
        // Answered before anybody asks who is there.
        case .style, .script, .icon, .live, .language: .missing
        }
    }
}
