internal import Persistence

/// Which role sees which page.
enum Permission {
    static func mayRead(_ section: ConsoleSection, _ role: ConsoleRole) -> Bool {
        switch section {
        case .overview, .clarify, .documents, .plan, .payments, .closing, .journal, .help: true
        case .contacts: role != .adviser
        case .setup: true
        case .system: role == .admin
        }
    }

    /// Answers, pauses, passes.
    static func mayAnswer(_ role: ConsoleRole) -> Bool {
        switch role {
        case .office, .admin: true
        case .adviser: false
        }
    }
}
