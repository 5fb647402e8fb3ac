internal import Bookkeeping
internal import HTTPTypes
package import Hummingbird
package import Logging
internal import NIOCore
internal import Persistence
internal import Wording

/// Knows who is at the other end of the connection.
package struct ConsoleVisit: RequestContext {
    package var coreContext: CoreRequestContextStorage
    let peer: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        peer = source.channel.remoteAddress?.ipAddress
    }
}

/// From a request to a page: let in, routed, answered, framed.
package struct ConsoleResponder: HTTPResponder {
    package typealias Context = ConsoleVisit

    /// A form has a reason, some ids and at most the contacts that are ticked.
    static let formBytes = 64 << 10

    private let parts: ConsoleParts
    private let pages: ConsolePages
    private let renderer: Renderer
    private let live: LiveNews
    private let logger: Logger

    package init(parts: ConsoleParts, logger: Logger) throws {
        self.parts = parts
        self.logger = logger
        pages = ConsolePages(parts: parts)
        renderer = try Renderer()
        live = LiveNews(parts: parts)
    }

    package func respond(to request: Request, context: ConsoleVisit) async -> Response {
        let target = request.head.path ?? "/"
        let language = ConsoleLanguage.of(request)
        guard let route = ConsoleRoute(path: target.prefix { $0 != "?" }) else { return message(.notFound, language, target, visitor: nil) }
        switch route {
        case .style: return .asset(ConsoleStyle.text, "text/css; charset=utf-8")
        case .script: return .asset(ConsoleScript.text, "text/javascript; charset=utf-8")
        case .icon: return .asset(ConsoleIcon.text, "image/svg+xml")
        default: break
        }
        guard request.method == .get || request.method == .head || request.method == .post else {
            return message(.methodNotAllowed, language, target, visitor: nil)
        }
        do {
            return try await answered(route, request, language, target)
        } catch is NIOTooManyBytesError {
            return message(.contentTooLarge, language, target, visitor: nil)
        } catch {
            logger.error("a page of the console failed", metadata: ["error": "\(ConsoleFailure(error).code)"])
            return message(.internalServerError, language, target, visitor: nil)
        }
    }

    private func answered(_ route: ConsoleRoute, _ request: Request, _ language: Language, _ target: String) async throws -> Response {
        let visitor = Visitor(name: "demo", role: .admin)
        if route == .live { return live.response() }
        let form = request.method == .post ? try await request.body.collect(upTo: Self.formBytes) : ByteBuffer()
        let page = PageRequest(
            visitor: visitor, language: language, query: Fields(target.drop { $0 != "?" }.dropFirst()), form: Fields(String(buffer: form)),
            target: target)
        if route == .language { return .seeOther(page.form["back"] ?? "/", language: page.form["lang"].flatMap(Language.init(rawValue:))) }
        let answer = try await pages.answer(route, page, isPost: request.method == .post)
        switch answer {
        case .page(let shown): return try framed(shown, page)
        case .seeOther(let address): return .seeOther(address, language: nil)
        case .file(let type, let name, let bytes): return .file(type, name, bytes)
        case .foreign(let type, let name, let bytes): return .foreign(type, name, bytes)
        case .stream(let type, let name, let parts): return .stream(type, name, parts)
        case .missing: return message(.notFound, language, target, visitor: visitor)
        case .forbidden: return message(.forbidden, language, target, visitor: visitor)
        case .refused(let why): return message(.badRequest, language, target, visitor: visitor, help: why)
        }
    }

    private func framed(_ page: Page, _ request: PageRequest) throws -> Response {
        let frame = try FrameMaking(parts: parts).frame(around: page, request)
        let context: [String: Any] = ["frame": frame, "page": page.view, "t": page.words]
        guard let html = renderer.render(page.template, context) else { throw ConsoleFailure.noTemplate(page.template.name) }
        return .html(html, status: page.status)
    }

    private func message(
        _ status: HTTPResponse.Status, _ language: Language, _ target: String, visitor: Visitor?, help: String? = nil
    ) -> Response {
        let message = MessagePage(status: status.code, language: language, help: help)
        let request = PageRequest(
            visitor: visitor ?? .nobody, language: language, query: .none, form: .none, target: target)
        let frame = FrameMaking(parts: parts).bare(message.page, request)
        let context: [String: Any] = ["frame": frame, "page": message.page.view, "t": message.page.words]
        return .html(renderer.render(message.page.template, context) ?? message.plain, status: status.code)
    }
}
