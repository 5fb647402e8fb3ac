internal import Bookkeeping
internal import ConsoleAccess
internal import HTTPTypes
package import Hummingbird
package import Logging
internal import NIOCore
internal import Persistence
internal import Wording

/// Knows who is at the other end of the connection.
package struct ConsoleVisit: RequestContext, Sendable {
    package var coreContext: CoreRequestContextStorage
    /// Nil on a socket that is a file.
    let peer: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}

/// From a request to a page: let in, routed, answered, framed.
package struct ConsoleResponder: HTTPResponder {
    package typealias Context = ConsoleVisit

    let entrance: ConsoleEntrance
    private let parts: ConsoleParts
    private let pages: ConsolePages
    private let framing: Framing
    private let live: LiveNews
    private let logger: Logger

    package init(parts: ConsoleParts, entrance: ConsoleEntrance, logger: Logger) throws {
        self.parts = parts
        self.entrance = entrance
        self.logger = logger
        pages = ConsolePages(parts: parts)
        framing = Framing(parts: parts, renderer: try Renderer())
        live = LiveNews(parts: parts)
    }

    package func respond(to request: Request, context: ConsoleVisit) async -> Response {
        let target = request.head.path ?? "/"
        let language = ConsoleLanguage.of(request)
        let facts = RequestFacts(request, peer: context.peer)
        let route = ConsoleRoute(path: target.prefix { $0 != "?" })
        let response: Response
        do {
            switch try entrance.admit(facts, route.map { $0.demand(facts.method) } ?? .noSuchPage) {
            case nil: response = framing.message(503, language, target)
            case .failure(let refusal): response = refused(refusal, language, target)
            case .success(let visitor):
                guard let route else { return framing.message(404, language, target) }
                response = try await answered(route, request, facts, Coming(visitor: visitor, language: language, target: target))
            }
        } catch is NIOTooManyBytesError {
            response = framing.message(413, language, target)
        } catch {
            logger.error("a page of the console failed", metadata: ["error": "\(ConsoleFailure(error).code)"])
            response = framing.message(500, language, target)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func refused(_ refusal: AccessRefusal, _ language: Language, _ target: String) -> Response {
        if let line = refusal.logLine { logger.warning("\(line)") }
        guard refusal.reason == .notLoggedIn else {
            return framing.message(refusal.status, language, target, setting: refusal.setting?.rawValue)
        }
        return framing.plain(LoginPage.page(nil, back: target, comesBack: refusal.mayComeBack, language), language, target)
    }

    /// What is known of a request once it is let in.
    private struct Coming {
        let visitor: Visitor?
        let language: Language
        let target: String
    }

    private func answered(_ route: ConsoleRoute, _ request: Request, _ facts: RequestFacts, _ coming: Coming) async throws -> Response {
        let (language, target) = (coming.language, coming.target)
        let isPost = request.method == .post
        let body = isPost ? try await request.body.collect(upTo: AccessRules.formMaximumBytes) : ByteBuffer()
        let form = Fields(String(buffer: body))
        switch route {
        case .style: return .asset(ConsoleStyle.text, "text/css; charset=utf-8")
        case .script: return .asset(ConsoleScript.text, "text/javascript; charset=utf-8")
        case .icon: return .asset(ConsoleIcon.text, "image/svg+xml")
        case .live: return live.response()
        case .language: return .seeOther(form["back"] ?? "/", language: form["lang"].flatMap(Language.init(rawValue:)))
        case .login:
            guard isPost else { return framing.plain(LoginPage.page(nil, back: nil, comesBack: false, language), language, target) }
            return logIn(form, facts, language, target)
        case .logout:
            if let secret = entrance.secret(facts) { try entrance.store.end(secret.digest) }
            return .seeOther("/anmelden", cookie: entrance.cookie(facts, nil))
        case .overview, .clarify, .documents, .plan, .payments, .journal, .setup, .system, .help, .importContacts, .document, .documentFile,
            .closing, .decide, .download:
            break
        }
        guard let visitor = coming.visitor else { return framing.message(404, language, target) }
        let page = PageRequest(
            visitor: visitor, language: language, query: Fields(target.drop { $0 != "?" }.dropFirst()), form: form, target: target)
        return try framing.response(to: try await pages.answer(route, page, isPost: isPost), page)
    }

    private func logIn(_ form: Fields, _ facts: RequestFacts, _ language: Language, _ target: String) -> Response {
        let back = form["back"] ?? "/"
        switch entrance.desk.logIn(form["key"] ?? "", replacing: entrance.secret(facts)) {
        case .welcome(let session, let secret): return .seeOther(back, cookie: entrance.cookie(facts, (session, secret)))
        case .refused(let result):
            logger.warning("a login to the console failed", metadata: ["error": "\(result.rawValue)"])
            var response = framing.plain(LoginPage.page(result, back: back, comesBack: false, language), language, target)
            if result == .throttled { response.headers[.retryAfter] = String(LoginDesk.retrySeconds) }
            return response
        }
    }
}
