internal import ConsoleAccess

/// Every address there is.
enum ConsoleRoute: ConsoleRouting, Hashable {
    case common(CommonRoute)
    case overview, clarify, documents, plan, payments, journal, setup, system, help, importContacts
    /// By the number as printed, or by HERO's id.
    case document(String)
    case documentFile(String)
    /// `2026-11`; nil for the list of months.
    case closing(String?)
    /// Where answers and decisions are posted to.
    case decide
    /// A table or a file to keep, by name.
    case download(String)

    /// - Parameter key: HERO's id, or the number as printed.
    static func address(ofDocument key: String) -> String { "/beleg/\(Fields.encoded(key))" }

    init?(path: some StringProtocol) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: true).map { Fields.decodedPath($0) }
        guard path.hasPrefix("/"), parts.count <= 3, !parts.contains(nil) else { return nil }
        let names = parts.compactMap(\.self)
        switch (names.first, names.count) {
        case (nil, _): self = .overview
        case ("klaeren", 1): self = .clarify
        case ("belege", 1): self = .documents
        case ("beleg", 2): self = .document(names[1])
        case ("beleg", 3) where names[2] == "pdf": self = .documentFile(names[1])
        case ("plan", 1): self = .plan
        case ("zahlungen", 1): self = .payments
        case ("abschluss", 1): self = .closing(nil)
        case ("abschluss", 2): self = .closing(names[1])
        case ("kontakte", 2) where names[1] == "import": self = .importContacts
        case ("einrichtung", 1): self = .setup
        case ("protokoll", 1): self = .journal
        case ("system", 1): self = .system
        case ("hilfe", 1): self = .help
        case ("entscheiden", 1): self = .decide
        case ("datei", 2): self = .download(names[1])
        case (let name?, 1):
            guard let common = CommonRoute(name: name) else { return nil }
            self = .common(common)
        default: return nil
        }
    }

    var common: CommonRoute? { if case .common(let route) = self { route } else { nil } }
}

extension ConsoleRoute {
    /// What a form decides is looked at once more by whoever carries it out.
    func demand(_ method: String) -> RouteDemand {
        let isPost = method == "POST"
        guard isPost || ((method == "GET" || method == "HEAD") && self != .decide) else { return .otherMethod }
        guard !isPost || isPosted else { return .otherMethod }
        return switch self {
        case .common(let route): route.demand(method, reading: .read)
        case .decide, .document, .documentFile, .download: .act(.read)
        case .overview: .act(ConsoleSection.overview.act)
        case .clarify: .act(ConsoleSection.clarify.act)
        case .documents: .act(ConsoleSection.documents.act)
        case .plan: .act(ConsoleSection.plan.act)
        case .payments: .act(ConsoleSection.payments.act)
        case .closing: .act(ConsoleSection.closing.act)
        case .journal: .act(ConsoleSection.journal.act)
        case .setup: .act(ConsoleSection.setup.act)
        case .system: .act(ConsoleSection.system.act)
        case .help: .act(ConsoleSection.help.act)
        case .importContacts: .act(ConsoleSection.contacts.act)
        }
    }

    private var isPosted: Bool {
        switch self {
        // These say so themselves.
        case .common: true
        case .decide, .clarify, .plan, .closing, .journal, .setup, .system, .importContacts: true
        case .overview, .documents, .payments, .help, .document, .documentFile, .download: false
        }
    }
}
