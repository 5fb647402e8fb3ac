internal import Bookkeeping
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
package import Transport

/// The world over HTTP, with the pages of ``SandboxAdmin`` beside it.
package struct SandboxServer: Sendable {
    private let accounts: SandboxAccounts
    private let host: String
    private let port: Int
    private let heroActions: [String: SandboxAdmin.HeroAction]
    private let time: any TimeSource

    package init(
        world: SandboxWorld, host: String = "127.0.0.1", port: Int = 0, heroActions: [String: SandboxAdmin.HeroAction] = [:],
        time: any TimeSource = SystemTime()
    ) {
        self.init(
            accounts: SandboxAccounts([SandboxAccounts.Account(world: world, keys: [])]), host: host, port: port, heroActions: heroActions,
            time: time)
    }

    /// - Parameters:
    ///   - host: loopback by default, and best left there: the pages under `/_sandbox/` ask for no credential.
    ///   - port: 0 takes a free one.
    ///   - heroActions: what `POST /_sandbox/hero/NAME` does.
    package init(
        accounts: SandboxAccounts, host: String = "127.0.0.1", port: Int = 0, heroActions: [String: SandboxAdmin.HeroAction] = [:],
        time: any TimeSource = SystemTime()
    ) {
        self.accounts = accounts
        self.host = host
        self.port = port
        self.heroActions = heroActions
        self.time = time
    }

    /// Serves until the task is cancelled, then returns; throws if the address cannot be bound.
    ///
    /// - Parameter onReady: called with the port once connections are accepted.
    package func run(onReady: @escaping @Sendable (Int) async -> Void) async throws {
        var logger = Logger(label: "sandbox")
        // A client that is still connected at the end is reported as an error; it is none here.
        logger.logLevel = .critical
        let (fallback, time) = (port, time)
        let application = Application(
            responder: SandboxResponder(accounts: accounts, heroActions: heroActions, time: time),
            server: .http1(configuration: .init(additionalChannelHandlers: [ArrivalStamp(time: time)])),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port)),
            onServerRunning: { channel in await onReady(channel.localAddress?.port ?? fallback) }, logger: logger)
        do {
            try await application.run()
        } catch is CancellationError {
            return
        }
    }
}

/// Knows the connection a request came on, because some faults end it.
private struct SandboxConnection: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

private struct SandboxResponder: HTTPResponder {
    typealias Context = SandboxConnection

    let accounts: SandboxAccounts
    let heroActions: [String: SandboxAdmin.HeroAction]
    let time: any TimeSource

    /// More than any upload the stand-ins accept.
    private static let largestBody = 16 << 20

    private var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    func respond(to request: Request, context: SandboxConnection) async throws -> Response {
        let buffer = try await request.body.collect(upTo: SandboxResponder.largestBody)
        let body = Array(buffer: buffer)
        let path = request.head.path ?? "/"
        if path.hasPrefix(SandboxAdmin.prefix) {
            return whole(administer(method: request.head.method.rawValue, path: path, body: body))
        }
        var head = request.head
        let arrival = ArrivalStamp.arrival(of: &head) ?? now
        // What is asked the stand-ins read off the request, as the remotes do.
        let outgoing = OutgoingRequest(
            operation: RemoteOperation(.lexoffice, "received"), head: head, body: body,
            isWrite: head.method != .get && head.method != .head)
        guard let world = accounts.world(of: outgoing) else { return Response(status: .notFound) }
        switch world.handle(outgoing, now: arrival) {
        case .answer(let response, let delay):
            try await time.sleep(milliseconds: delay)
            return whole(response)
        case .refused, .closed: return await hangUp(context)
        case .broken(let response): return half(response)
        case .deferred(let id, let delay):
            try await time.sleep(milliseconds: delay)
            guard let response = world.answer(toDeferred: id, now: now) else { return await hangUp(context) }
            return whole(response)
        }
    }

    /// `/_sandbox/accounts/3/state` is the page `state` of the third account; without a number it is the first one's.
    private func administer(method: String, path: String, body: [UInt8]) -> IncomingResponse {
        guard path.hasPrefix(SandboxAccounts.adminPrefix) else { return respond(accounts.world("1"), method, path, body) }
        let rest = path.dropFirst(SandboxAccounts.adminPrefix.count)
        guard rest.hasPrefix("/") else { return .json(200, ["accounts": accounts.summary()]) }
        if method == "POST", rest == "/copy" {
            accounts.copyFirst()
            return .json(200, ["ok": true])
        }
        let number = rest.dropFirst().prefix { $0 != "/" }
        return respond(accounts.world(number), method, SandboxAdmin.prefix + rest.dropFirst(number.count + 2), body)
    }

    private func respond(_ world: SandboxWorld?, _ method: String, _ path: String, _ body: [UInt8]) -> IncomingResponse {
        guard let world else { return .json(404, ["message": "no such account"]) }
        return SandboxAdmin(world: world, heroActions: heroActions).respond(method: method, path: path, body: body, now: now)
    }

    private func whole(_ response: IncomingResponse) -> Response {
        guard response.status != 204 else {
            var empty = Response(status: response.head.status, headers: response.head.headerFields)
            // RFC 9110 §8.6: no length where there can be no content.
            empty.headers[.contentLength] = nil
            return empty
        }
        return Response(
            status: response.head.status, headers: response.head.headerFields,
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: response.body)))
    }

    /// Announces the whole body, sends half of it and fails, whereupon the server ends the connection.
    private func half(_ response: IncomingResponse) -> Response {
        let part = ByteBuffer(bytes: response.body.prefix(response.body.count / 2))
        let body = ResponseBody(contentLength: response.body.count) { writer in
            try await writer.write(part)
            throw SandboxHungUp()
        }
        return Response(status: response.head.status, headers: response.head.headerFields, body: body)
    }

    /// Ends the connection; what is returned can no longer be written to it.
    private func hangUp(_ context: SandboxConnection) async -> Response {
        // Closed already is as good.
        try? await context.channel.close()
        return Response(status: .internalServerError)
    }
}

/// The connection was ended on purpose.
private struct SandboxHungUp: Error {}
