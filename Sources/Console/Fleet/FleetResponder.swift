package import ConsoleAccess
package import Hummingbird
package import Logging
package import Web

/// One listener for the consoles of all accounts: by the name a request comes to, it is the page of all accounts or the console of one.
/// Each has its own file of sessions, its own cookie and its own checks; nothing is looked at twice, and nothing is shared but the socket.
package struct FleetResponder: ConsoleAnswering {
    package typealias Context = ConsoleVisit

    private let door: FleetDoor
    private let entrance: ConsoleEntrance
    private let overview: FleetPageResponder
    private let consoles: AccountConsoles
    private let logger: Logger

    /// - Parameters:
    ///   - settings: of the fleet.
    ///   - entrance: to the page of all accounts, with a file of its own.
    package init(
        settings: AccessSettings, parts: FleetConsoleParts, entrance: ConsoleEntrance, consoles: AccountConsoles, renderer: Renderer,
        logger: Logger
    ) {
        door = FleetDoor(settings)
        self.entrance = entrance
        self.consoles = consoles
        self.logger = logger
        overview = FleetPageResponder(parts: parts, door: door, entrance: entrance, renderer: renderer, logger: logger)
    }

    package func open(at address: ListenAddress) throws {
        try door.open(at: address)
        try entrance.open(at: address)
    }

    /// From the next request on, after a reload. Who is in stays in.
    package func use(_ settings: AccessSettings) throws {
        try entrance.use(settings)
        try door.use(settings)
        consoles.forget()
    }

    package func respond(to request: Request, context: ConsoleVisit) async -> Response {
        guard let opened = door.opened, case .account(let account) = opened.hosts.part(of: request.head.authority) else {
            return await overview.respond(to: request, context: context)
        }
        do {
            if let console = try consoles.console(of: account, opened.hosts, at: opened.address) {
                return await console.respond(to: request, context: context)
            }
        } catch {
            let code = ConsoleFailure(error).code
            logger.error("an account has no console", metadata: ["account": "\(account)", "error": "\(code)"])
        }
        // The fleet's checks refuse a name that is nobody's.
        return await overview.respond(to: request, context: context)
    }
}
