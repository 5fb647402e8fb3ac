internal import Synchronization
package import Web

/// Says once that the service is ready: when the last of its listeners can be reached. Whoever waited for that word asks at once.
package final class ReadyWord: Sendable {
    private struct Waiting {
        var surface: ListenAddress?
        var isConsoleOpen: Bool
        var isSaid = false
    }

    private let waiting: Mutex<Waiting>
    private let say: @Sendable (ListenAddress) -> Void

    /// - Parameters:
    ///   - awaitsConsole: whether there is a console that has to listen, too.
    ///   - say: gets the address of metrics, health and webhooks.
    package init(awaitsConsole: Bool, say: @escaping @Sendable (ListenAddress) -> Void) {
        waiting = Mutex(Waiting(isConsoleOpen: !awaitsConsole))
        self.say = say
    }

    package func surfaceListens(at address: ListenAddress) { settle { $0.surface = address } }

    package func consoleListens() { settle { $0.isConsoleOpen = true } }

    private func settle(_ change: (inout Waiting) -> Void) {
        let address = waiting.withLock { waiting -> ListenAddress? in
            change(&waiting)
            guard !waiting.isSaid, waiting.isConsoleOpen, let surface = waiting.surface else { return nil }
            waiting.isSaid = true
            return surface
        }
        if let address { say(address) }
    }
}
