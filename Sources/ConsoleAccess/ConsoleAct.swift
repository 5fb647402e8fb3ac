package import Persistence

/// What people do in the console, as far as it matters who they are.
package enum ConsoleAct: String, Sendable, Hashable, CaseIterable {
    /// Every page but the system's.
    case read
    case readSystem
    /// How all accounts of a fleet stand.
    case readFleet
    case logOut
    case signClosing
    /// An answer about a held document, a payment or a contact.
    case answer
    case importContacts
    /// And resume.
    case pause
    case syncNow
    /// Set-up, and trying it: start date, categories, checks, test messages.
    case setUp
    case revokeAccess
    case deleteIntegration

    /// Needs a typed name and a fresh link besides the role.
    package var isIrreversible: Bool {
        switch self {
        case .deleteIntegration: true
        case .read, .readSystem, .readFleet, .logOut, .signClosing, .answer, .importContacts, .pause, .syncNow, .setUp, .revokeAccess: false
        }
    }

    /// The roles that may, each named.
    package var roles: Set<ConsoleRole> {
        switch self {
        case .read, .logOut: [.office, .adviser, .admin]
        case .signClosing, .readFleet: [.adviser, .admin]
        case .answer, .importContacts, .pause, .syncNow: [.office, .admin]
        case .readSystem, .setUp, .revokeAccess, .deleteIntegration: [.admin]
        }
    }
}

extension ConsoleRole {
    package func may(_ act: ConsoleAct) -> Bool { act.roles.contains(self) }
}
