internal import ConsoleAccess

/// Every address of the page of all accounts.
enum FleetRoute: Sendable, Hashable {
    case accounts
    case style, script, icon, live
    case login, logout, language

    /// - Parameter path: as it came, without its query.
    init?(path: some StringProtocol) {
        switch path {
        case "/": self = .accounts
        case "/stil.css": self = .style
        case "/seite.js": self = .script
        case "/favicon.ico", "/zeichen.svg": self = .icon
        case "/live": self = .live
        case "/anmelden": self = .login
        case "/abmelden": self = .logout
        case "/sprache": self = .language
        default: return nil
        }
    }

    func demand(_ method: String) -> RouteDemand {
        let (isPost, isRead) = (method == "POST", method == "GET" || method == "HEAD")
        return switch self {
        case .accounts, .live: isRead ? .act(.readFleet) : .otherMethod
        case .style, .script, .icon: isRead ? .nothing : .otherMethod
        case .login: isRead || isPost ? .nothing : .otherMethod
        case .language: isPost ? .nothing : .otherMethod
        case .logout: isPost ? .act(.logOut) : .otherMethod
        }
    }
}
