internal import Wording

/// The parts of the menu.
enum ConsoleSection: String, Sendable, CaseIterable {
    case overview, clarify, documents, plan, payments, closing, contacts, setup, journal, system, help

    var address: String {
        switch self {
        case .overview: "/"
        case .clarify: "/klaeren"
        case .documents: "/belege"
        case .plan: "/plan"
        case .payments: "/zahlungen"
        case .closing: "/abschluss"
        case .contacts: "/kontakte/import"
        case .setup: "/einrichtung"
        case .journal: "/protokoll"
        case .system: "/system"
        case .help: "/hilfe"
        }
    }

    var word: FrameWord {
        switch self {
        case .overview: .overview
        case .clarify: .clarify
        case .documents: .documents
        case .plan: .plan
        case .payments: .payments
        case .closing: .closing
        case .contacts: .contacts
        case .setup: .setup
        case .journal: .journal
        case .system: .system
        case .help: .help
        }
    }
}
