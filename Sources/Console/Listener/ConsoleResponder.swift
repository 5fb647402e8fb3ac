internal import Bookkeeping
internal import ConsoleAccess
internal import HTTPTypes
package import Hummingbird
package import Logging
internal import NIOCore
internal import Persistence
package import Web
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
package struct ConsoleResponder: ConsoleAnswering {
    package typealias Context = ConsoleVisit

    private let entrance: ConsoleEntrance
    private let parts: ConsoleParts
    private let pages: ConsolePages
    private let framing: Framing
    private let login: LoginAnswers
    private let live: LiveNews
    private let logger: Logger

    /// - Parameter renderer: shared by the consoles of many accounts.
    package init(parts: ConsoleParts, entrance: ConsoleEntrance, renderer: Renderer, logger: Logger) {
        self.parts = parts
        self.entrance = entrance
        self.logger = logger
        pages = ConsolePages(parts: parts)
        framing = Framing(parts: parts, renderer: renderer)
        login = LoginAnswers(entrance: entrance, framing: framing.bare, how: ConsoleLoginWords.link, logger: logger)
        live = LiveNews(time: parts.time) { try LiveStamp.read(parts) }
    }

    package func open(at address: ListenAddress) throws { try entrance.open(at: address) }

    package func respond(to request: Request, context: ConsoleVisit) async -> Response {
        let target = request.head.path ?? "/"
        let language = ConsoleLanguage.of(request)
        let facts = RequestFacts(request, peer: context.peer)
        let route = ConsoleRoute(path: target.prefix { $0 != "?" })
        let response: Response
        do {
            switch try entrance.admit(facts, route.map { $0.demand(facts.method) } ?? .noSuchPage) {
            case nil: response = framing.bare.message(503, language, target)
            case .failure(let refusal): response = login.refused(refusal, language, target)
            case .success(let visitor):
                guard let route else { return framing.bare.message(404, language, target) }
                response = try await answered(route, request, facts, Coming(visitor: visitor, language: language, target: target))
            }
        } catch is NIOTooManyBytesError {
            response = framing.bare.message(413, language, target)
        } catch {
            logger.error("a page of the console failed", metadata: ["error": "\(ConsoleFailure(error).code)"])
            response = framing.bare.message(500, language, target)
        }
        return request.method == .head ? response.createHeadResponse() : response
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
            return isPost ? login.logIn(form, facts, language, target) : login.page(language, target)
        case .logout: return try login.logOut(facts)
        case .overview, .clarify, .documents, .plan, .payments, .journal, .setup, .system, .help, .importContacts, .document, .documentFile,
            .closing, .decide, .download:
            break
        }
        guard let visitor = coming.visitor else { return framing.bare.message(404, language, target) }
        let page = PageRequest(
            visitor: visitor, language: language, query: Fields(target.drop { $0 != "?" }.dropFirst()), form: form, target: target)
        return try framing.response(to: try await pages.answer(route, page, isPost: isPost), page)
    }
}
