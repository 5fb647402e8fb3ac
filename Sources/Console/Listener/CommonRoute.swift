internal import ConsoleAccess

/// The addresses of one console.
protocol ConsoleRouting: Sendable {
    /// - Parameter path: as it came, without its query.
    init?(path: some StringProtocol)

    /// What it takes to be let through.
    func demand(_ method: String) -> RouteDemand

    /// Nil for what this console alone has.
    var common: CommonRoute? { get }
}

/// What every console has at the same addresses: its looks, its news, the ways in and out.
enum CommonRoute: Sendable, Hashable {
    case style, script, icon
    case live
    case login, logout, language

    init?(name: some StringProtocol) {
        switch name {
        case "stil.css": self = .style
        case "seite.js": self = .script
        case "favicon.ico", "zeichen.svg": self = .icon
        case "live": self = .live
        case "anmelden": self = .login
        case "abmelden": self = .logout
        case "sprache": self = .language
        default: return nil
        }
    }

    /// - Parameter reading: what it takes to hear of news.
    func demand(_ method: String, reading: ConsoleAct) -> RouteDemand {
        let (isPost, isRead) = (method == "POST", method == "GET" || method == "HEAD")
        return switch self {
        case .style, .script, .icon: isRead ? .nothing : .otherMethod
        case .live: isRead ? .act(reading) : .otherMethod
        case .login: isRead || isPost ? .nothing : .otherMethod
        case .language: isPost ? .nothing : .otherMethod
        case .logout: isPost ? .act(.logOut) : .otherMethod
        }
    }
}
