internal import ConsoleAccess
internal import Persistence
internal import Synchronization
internal import Web

/// Under which names the fleet is reached, once it is known where it listens.
final class FleetDoor: Sendable {
    struct Opened: Sendable {
        let hosts: FleetHosts
        let address: ListenAddress
    }

    private struct State {
        var settings: AccessSettings
        var opened: Opened?
    }

    private let state: Mutex<State>

    init(_ settings: AccessSettings) { state = Mutex(State(settings: settings)) }

    /// Nil before the listener is open.
    var opened: Opened? { state.withLock { $0.opened } }

    func open(at address: ListenAddress) throws {
        try state.withLock { state in
            state.opened = Opened(hosts: try FleetHosts(state.settings, port: FleetDoor.port(address)), address: address)
        }
    }

    /// After a reload.
    func use(_ settings: AccessSettings) throws {
        try state.withLock { state in
            if let address = state.opened?.address {
                state.opened = Opened(hosts: try FleetHosts(settings, port: FleetDoor.port(address)), address: address)
            }
            state.settings = settings
        }
    }

    private static func port(_ address: ListenAddress) -> Int? {
        guard case .tcp(_, let port) = address else { return nil }
        return port
    }
}
