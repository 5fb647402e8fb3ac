internal import ConsoleAccess

/// Every address of the page of all accounts.
enum FleetRoute: ConsoleRouting, Hashable {
    case accounts
    case common(CommonRoute)

    init?(path: some StringProtocol) {
        if path == "/" {
            self = .accounts
        } else {
            guard path.hasPrefix("/"), let route = CommonRoute(name: path.dropFirst()) else { return nil }
            self = .common(route)
        }
    }

    func demand(_ method: String) -> RouteDemand {
        switch self {
        case .accounts: method == "GET" || method == "HEAD" ? .act(.readFleet) : .otherMethod
        case .common(let route): route.demand(method, reading: .readFleet)
        }
    }

    var common: CommonRoute? { if case .common(let route) = self { route } else { nil } }
}
