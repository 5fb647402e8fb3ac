package import Hummingbird
package import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import Transport
package import Web

/// Answers whatever comes to a console's address.
package protocol ConsoleAnswering: HTTPResponder where Context == ConsoleVisit {
    /// From here on requests are let in: which names are ours depends on the address.
    func open(at address: ListenAddress) throws
}

/// Serves the console, plain HTTP, on an address of its own: what can be pressed is never where metrics and webhooks are
/// (console.md, Who may come in).
package struct ConsoleListener: Service {
    package enum Bounds {
        static let connections = 64
        /// Of all accounts of a fleet together: an open page has one, and a second for its stream.
        package static let connectionsOfFleet = 512
        /// A page takes a fraction of a second, a table of everything longer, and a live stream as long as its page is open.
        static let request = TimeAmount.minutes(30)
        static let stop = Duration.seconds(1)
        /// Whoever looks on waits for who works. On the threads of all, each step of a pass stood in line behind the pages: with a
        /// hundred of them open it took six times as long.
        static let threads = 2
        static let niceness: Int32 = 10
    }

    private let address: ListenAddress
    private let responder: any ConsoleAnswering
    private let logger: Logger
    private let connections: Int
    private let onBound: @Sendable (ListenAddress) async -> Void

    package init(
        address: ListenAddress, responder: any ConsoleAnswering, connections: Int? = nil, logger: Logger,
        onBound: @escaping @Sendable (ListenAddress) async -> Void = { _ in }
    ) {
        self.address = address
        self.responder = responder
        self.connections = connections ?? Bounds.connections
        self.logger = logger
        self.onBound = onBound
    }

    /// Serves until the task is cancelled or shut down gracefully, then returns.
    /// - Throws: ``ListenFailure`` where the address cannot be had, or is lost.
    package func run() async throws {
        try await run(responder)
    }

    private func run(_ responder: some ConsoleAnswering) async throws {
        try await BoundListener(
            address: address, request: Bounds.request, connections: connections, stop: Bounds.stop,
            threads: try WorkThreads(Bounds.threads, niceness: Bounds.niceness), logger: logger
        )
        .run(responder) { bound in
            do {
                try responder.open(at: bound)
            } catch {
                logger.error("nobody can come in to the console", metadata: ["error": "\(ConsoleFailure(error).code)"])
            }
            await onBound(bound)
        }
    }
}
