internal import ConsoleAccess
internal import Persistence
internal import Wording

extension ConsoleRole {
    var word: FrameWord {
        switch self {
        case .office: .office
        case .adviser: .adviser
        case .admin: .admin
        }
    }
}

extension ConsoleSection {
    /// What seeing it takes.
    var act: ConsoleAct {
        switch self {
        case .overview, .clarify, .documents, .plan, .payments, .closing, .journal, .setup, .help: .read
        case .contacts: .importContacts
        case .system: .readSystem
        }
    }
}
