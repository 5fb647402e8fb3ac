internal import Hummingbird
package import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Transport
package import Web

/// Serves the console, plain HTTP, on an address of its own: what can be pressed is never where metrics and webhooks are
/// (console.md, Who may come in).
package struct ConsoleListener: Service {
    enum Bounds {
        static let connections = 64
        /// A page takes a fraction of a second, a table of everything longer, and a live stream as long as its page is open.
        static let request = TimeAmount.minutes(30)
        static let stop = Duration.seconds(1)
        /// Whoever looks on waits for who works. On the threads of all, each step of a pass stood in line behind the pages: with a
        /// hundred of them open it took six times as long.
        static let threads = 2
        static let niceness: Int32 = 10
    }

    private let address: ListenAddress
    private let responder: ConsoleResponder
    private let logger: Logger
    private let onBound: @Sendable (ListenAddress) async -> Void

    package init(
        address: ListenAddress, responder: ConsoleResponder, logger: Logger,
        onBound: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) {
        self.address = address
        self.responder = responder
        self.logger = logger
        self.onBound = onBound
    }

    package var entrance: ConsoleEntrance { responder.entrance }

    /// Serves until the task is cancelled or shut down gracefully, then returns.
    /// - Throws: ``ListenFailure`` where the address cannot be had, or is lost.
    package func run() async throws {
        try await BoundListener(
            address: address, request: Bounds.request, connections: Bounds.connections, stop: Bounds.stop,
            threads: try WorkThreads(Bounds.threads, niceness: Bounds.niceness), logger: logger
        )
        .run(responder) { bound in
            do {
                try responder.entrance.open(at: bound)
            } catch {
                logger.error("nobody can come in to the console", metadata: ["error": "\(ConsoleFailure(error).code)"])
            }
            await onBound(bound)
        }
    }
}
