import Bookkeeping
import Console
import ConsoleAccess
import Daemon
import Fleet
import Foundation
import Persistence
import ServiceLifecycle
import Telemetry
import Transport
import Web

/// The console of a fleet: the page of all accounts, and behind each of its lines the console of that account.
struct FleetConsole {
    let responder: FleetResponder
    let consoles: AccountConsoles
    private let shop: FleetShop

    /// - Parameter access: of the fleet's own file.
    init(_ file: FleetFile, _ access: ConsoleConfiguration, _ shop: FleetShop, _ directory: FleetDirectory) throws {
        self.shop = shop
        let renderer = try Renderer()
        consoles = AccountConsoles(time: shop.clock, logger: shop.logger) { account, hosts in
            try directory.console(account, hosts, renderer)
        }
        let entrance = ConsoleEntrance(
            settings: access.settings, store: try Self.access(file), time: shop.clock,
            count: { [metrics = shop.metrics] in metrics.recordConsoleLogin($0) })
        let board = shop.board
        let parts = FleetConsoleParts(version: Reconcile.version, time: shop.clock) {
            let served = directory.served
            return board.standings.compactMap { AccountLine($0, isServed: served.contains($0.name)) }
        }
        responder = FleetResponder(
            settings: access.settings, parts: parts, entrance: entrance, consoles: consoles, renderer: renderer, logger: shop.logger)
    }

    /// Who may come in to the page of all accounts: beside the states, where no account can be called so.
    static func access(_ file: FleetFile) throws -> AccessStore {
        // Before the first account there may be none; what is wrong with it the file says.
        try? FileManager.default.createDirectory(
            atPath: file.states, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        return AccessStore(directory: file.states)
    }

    func listener(at address: ListenAddress, onBound: @escaping @Sendable (ListenAddress) -> Void) -> ConsoleListener {
        ConsoleListener(
            address: address, responder: responder, connections: ConsoleListener.Bounds.connectionsOfFleet, logger: shop.logger
        ) { onBound($0) }
    }
}

/// Lets go of consoles and states nobody looks at.
struct FleetConsoleRest: Service {
    let consoles: AccountConsoles
    let shop: FleetShop

    private static let pause: Int64 = 5_000

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do { try await shop.clock.sleep(milliseconds: Self.pause) } catch { return }
                consoles.rest()
            }
        }
    }
}
