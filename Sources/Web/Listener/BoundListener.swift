package import Hummingbird
package import Logging
package import NIOCore
internal import ServiceLifecycle
package import Transport

/// Plain HTTP on one address, within bounds, until the task is cancelled or shut down gracefully. What serves on it is its responder's.
package struct BoundListener: Sendable {
    private let address: ListenAddress
    private let request: TimeAmount
    private let connections: Int
    private let stop: Duration
    private let threads: WorkThreads?
    private let logger: Logger

    /// - Parameters:
    ///   - request: from the head of a request until its answer is written.
    ///   - stop: from the wish to stop until connections still at work are cut.
    ///   - threads: on which answers are made; nil where they are made at once.
    package init(
        address: ListenAddress, request: TimeAmount, connections: Int, stop: Duration, threads: WorkThreads? = nil, logger: Logger
    ) {
        self.address = address
        self.request = request
        self.connections = connections
        self.stop = stop
        self.threads = threads
        self.logger = logger
    }

    /// - Parameter onBound: called once connections are accepted, with the address as bound: port 0 has become a port.
    /// - Throws: ``ListenFailure`` where the address cannot be had, or is lost.
    package func run<Responder: HTTPResponder>(
        _ responder: Responder, onBound: @escaping @Sendable (ListenAddress) async -> Void
    ) async throws where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> & Sendable {
        let socket = try await socket()
        let application = application(ThreadedResponder(inner: responder, threads: threads), socket, onBound)
        defer { socket?.removeIfOurs() }
        do {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await application.run() }
                group.addTask {
                    try await gracefulShutdown()
                    try await Task.sleep(for: stop)
                }
                defer { group.cancelAll() }
                try await group.next()
            }
        } catch {
            guard !Task.isCancelled, !Task.isShuttingDownGracefully else { return }
            throw ListenFailure(error, at: address)
        }
    }

    /// Nil on TCP. Checked before anything may remove it.
    private func socket() async throws -> UnixSocket? {
        guard case .unix(let path) = address else { return nil }
        let socket = UnixSocket(path: path)
        try await socket.refuseTheLiving()
        return socket
    }

    private func application<Responder: HTTPResponder>(
        _ responder: Responder, _ socket: UnixSocket?, _ onBound: @escaping @Sendable (ListenAddress) async -> Void
    ) -> Application<Responder> where Responder.Context: InitializableFromSource<ApplicationRequestContextSource> & Sendable {
        let bindAddress: BindAddress =
            switch address {
            case .tcp(let host, let port): .hostname(host, port: port)
            case .unix(let path): .unixDomainSocket(path: path)
            }
        // Hummingbird writes about connections that were cut, and the addresses of visitors: neither is the operator's concern.
        var silent = logger
        silent.logLevel = .critical
        return .bounded(responder, at: bindAddress, request: request, connections: connections, logger: silent) {
            await accepted($0, socket, onBound)
        }
    }

    private func accepted(
        _ channel: any Channel, _ socket: UnixSocket?, _ onBound: @escaping @Sendable (ListenAddress) async -> Void
    ) async {
        do {
            try socket?.letEverybodyIn()
        } catch {
            logger.error("\(error)")
        }
        var bound = address
        if case .tcp(let host, 0) = address, let port = channel.localAddress?.port { bound = .tcp(host: host, port: port) }
        logger.info("listening", metadata: ["listener": "\(bound)"])
        await onBound(bound)
    }
}

/// Answers on threads of its own.
private struct ThreadedResponder<Inner: HTTPResponder>: HTTPResponder where Inner.Context: Sendable {
    let inner: Inner
    let threads: WorkThreads?

    func respond(to request: Request, context: Inner.Context) async throws -> Response {
        guard let threads else { return try await inner.respond(to: request, context: context) }
        return try await withTaskExecutorPreference(threads) { try await inner.respond(to: request, context: context) }
    }
}
