internal import Hummingbird
package import Logging
internal import NIOCore
internal import ServiceLifecycle

/// Serves a ``WebSurface``, plain HTTP, on one address. Beyond this machine it belongs behind a reverse proxy.
///
/// Bounded throughout: ``Bounds`` for connections, header and body, and for the time a request, a silence and the end may take.
package struct WebListener: Service {
    /// What visitors may use up.
    enum Bounds {
        static let connections = 64
        static let headerBytes = 16 << 10
        static let headerFields = 100
        /// Between connecting and the first whole head, and between requests. Longer than Prometheus' usual interval would keep
        /// connections for nothing.
        static let idle = TimeAmount.seconds(15)
        /// From the head of a request until its answer is written.
        static let request = TimeAmount.seconds(10)
        /// From the wish to stop until connections still at work are cut: well within the 5 s the whole service has.
        static let stop = Duration.seconds(2)
    }

    private let address: ListenAddress
    private let surface: WebSurface
    private let logger: Logger
    private let onBound: @Sendable (ListenAddress) async -> Void

    /// - Parameter onBound: called once connections are accepted, with the address as bound: port 0 has become a port.
    package init(address: ListenAddress, surface: WebSurface, logger: Logger, onBound: @escaping @Sendable (ListenAddress) async -> Void) {
        self.address = address
        self.surface = surface
        self.logger = logger
        self.onBound = onBound
    }

    /// Serves until the task is cancelled or shut down gracefully, then returns.
    /// - Throws: ``ListenFailure`` where the address cannot be had, or is lost.
    package func run() async throws {
        try await BoundListener(
            address: address, request: Bounds.request, connections: Bounds.connections, stop: Bounds.stop, logger: logger
        ).run(WebResponder(surface: surface), onBound: onBound)
    }
}

extension Application {
    /// Plain HTTP within ``WebListener/Bounds``.
    /// - Parameter limit: from the head of a request until its answer is written.
    static func bounded(
        _ responder: Responder, at address: BindAddress, request limit: TimeAmount, connections: Int, logger: Logger,
        onRunning: @escaping @Sendable (any Channel) async -> Void
    ) -> Application {
        typealias Bounds = WebListener.Bounds
        return Application(
            responder: responder,
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [RequestDeadline(limit: limit)], idleTimeout: Bounds.idle,
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: Bounds.headerBytes, maxHeaderListSize: Bounds.headerBytes,
                        maxHeaderFieldCount: Bounds.headerFields))),
            configuration: ApplicationConfiguration(address: address, availableConnectionsDelegate: .maximum(connections, logger: logger)),
            onServerRunning: onRunning, logger: logger)
    }
}
