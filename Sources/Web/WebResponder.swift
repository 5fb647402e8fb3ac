internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import ServiceLifecycle
internal import Telemetry

/// Knows the connection a request came on: its event loop does the arithmetic of signatures.
struct WebVisit: RequestContext {
    var coreContext: CoreRequestContextStorage
    let eventLoop: any EventLoop

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        eventLoop = source.channel.eventLoop
    }
}

/// Every page there is. Routes are few and fixed, and each says which methods it knows.
struct WebResponder: HTTPResponder {
    typealias Context = WebVisit

    private enum Page: String {
        case start = "/"
        case metrics = "/metrics"
        case health = "/healthz"
        case readiness = "/readyz"
        case webhooks = "/webhooks/lexoffice"

        /// A slash too many in a reverse proxy's configuration must not become the 404 upon which lexoffice unsubscribes us.
        init?(target: String?) {
            let path = String((target ?? "/").prefix { $0 != "?" })
            self.init(rawValue: path == "/webhooks/lexoffice/" ? Page.webhooks.rawValue : path)
        }

        var allows: [HTTPRequest.Method] { self == .webhooks ? [.head, .post] : [.get, .head] }
    }

    let surface: WebSurface

    func respond(to request: Request, context: WebVisit) async -> Response {
        guard let page = Page(target: request.head.path) else { return .plain(.notFound, "not found") }
        guard page.allows.contains(request.method) else {
            var refusal = Response.plain(.methodNotAllowed, "method not allowed")
            refusal.headers[.allow] = page.allows.map(\.rawValue).joined(separator: ", ")
            return refusal
        }
        let response =
            switch page {
            case .start: Response.page(StartPage.html(version: surface.version))
            case .metrics: await metrics(accept: request.headers[.accept])
            case .health: Response.plain(.ok, "ok")
            case .readiness: await readiness()
            case .webhooks: await webhook(request, context)
            }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func metrics(accept: String?) async -> Response {
        let page = await surface.metrics.page(accept: accept)
        return .guarded(.ok, contentType: page.contentType, ByteBuffer(bytes: page.body))
    }

    private func readiness() async -> Response {
        let readiness = await surface.readiness()
        guard !readiness.isReady else { return .plain(.ok, "ready") }
        return .plain(.serviceUnavailable, readiness.reasons.map(\.rawValue).joined(separator: "\n"))
    }

    /// Reads no more of a webhook than its verdict needs. The arithmetic happens on the event loop, which is not a thread of those
    /// that carry passes.
    private func webhook(_ request: Request, _ context: WebVisit) async -> Response {
        guard request.method == .post else { return .plain(.ok, "ok") }
        guard let receiver = surface.webhooks else { return .verdict(.unavailable) }
        let signature = HTTPField.Name("X-Lxo-Signature").flatMap { request.headers[$0] }
        let length = request.headers[.contentLength].flatMap { Int($0) }
        let isStopping = Task.isShuttingDownGracefully || Task.isCancelled
        if let refusal = receiver.refusal(signature: signature, contentLength: length, isStopping: isStopping) { return .verdict(refusal) }
        do {
            let body = try await request.body.collect(upTo: WebhookReceiver.bodyLimit)
            let result = try await context.eventLoop.submit { receiver.receive(Array(buffer: body), signature: signature ?? "") }.get()
            return .verdict(result)
        } catch is NIOTooManyBytesError {
            return .verdict(receiver.refuseTooLarge())
        } catch {
            // The visitor left; nobody reads this.
            return .verdict(.malformed)
        }
    }
}

extension Response {
    fileprivate static func plain(_ status: HTTPResponse.Status, _ text: String) -> Response {
        guarded(status, contentType: "text/plain; charset=utf-8", ByteBuffer(string: text + "\n"))
    }

    fileprivate static func page(_ html: String) -> Response {
        guarded(.ok, contentType: "text/html; charset=utf-8", ByteBuffer(string: html))
    }

    /// Each status is chosen by what lexoffice does upon it (lexoffice-api.md §3.7): 404 and 410 would end the subscription, 401, 403,
    /// 429 and 5xx bring the same webhook back up to 25 times. Only what will be judged differently later is worth that; a
    /// hint that is lost costs one interval.
    fileprivate static func verdict(_ result: WebhookResult) -> Response {
        switch result {
        case .accepted, .duplicate, .ignored: Response(status: .noContent, headers: [.cacheControl: "no-store"])
        case .badSignature: .plain(.badRequest, "not signed by lexoffice")
        case .malformed: .plain(.badRequest, "no webhook")
        case .tooLarge: .plain(.contentTooLarge, "too large")
        case .unavailable: .plain(.serviceUnavailable, "no webhooks are taken now")
        }
    }

    /// Nothing of ours is for a browser to cache, to guess the type of, to run or to frame.
    static func guarded(_ status: HTTPResponse.Status, contentType: String, _ body: ByteBuffer) -> Response {
        var headers = HTTPFields()
        headers[.contentType] = contentType
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
        if let policy = HTTPField.Name("Referrer-Policy") { headers[policy] = "no-referrer" }
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: body))
    }
}
