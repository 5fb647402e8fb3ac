internal import Bookkeeping
internal import ConsoleAccess
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Persistence
internal import Transport
internal import Wording

/// The page of all accounts, and the login to it.
struct FleetPageResponder: Sendable {
    private let parts: FleetConsoleParts
    private let door: FleetDoor
    private let entrance: ConsoleEntrance
    private let framing: BareFraming
    private let login: LoginAnswers
    private let live: LiveNews
    private let logger: Logger

    init(parts: FleetConsoleParts, door: FleetDoor, entrance: ConsoleEntrance, renderer: Renderer, logger: Logger) {
        self.parts = parts
        self.door = door
        self.entrance = entrance
        self.logger = logger
        framing = BareFraming(
            renderer: renderer,
            look: {
                FrameLook(version: parts.version, account: nil, now: Instant(milliseconds: parts.time.wallMilliseconds()))
            }, naming: { $0 })
        login = LoginAnswers(entrance: entrance, framing: framing, how: ConsoleLoginWords.fleetLink, logger: logger)
        live = LiveNews(time: parts.time) { FleetStamp.text(parts.lines()) }
    }

    func respond(to request: Request, context: ConsoleVisit) async -> Response {
        let target = request.head.path ?? "/"
        let language = ConsoleLanguage.of(request)
        let facts = RequestFacts(request, peer: context.peer)
        let route = FleetRoute(path: target.prefix { $0 != "?" })
        let response: Response
        do {
            switch try entrance.admit(facts, route.map { $0.demand(facts.method) } ?? .noSuchPage) {
            case nil: response = framing.message(503, language, target)
            case .failure(let refusal): response = login.refused(refusal, language, target)
            case .success(let visitor): response = try await answered(route, request, facts, visitor, language)
            }
        } catch is NIOTooManyBytesError {
            response = framing.message(413, language, target)
        } catch {
            logger.error("a page of the fleet's console failed", metadata: ["error": "\(ConsoleFailure(error).code)"])
            response = framing.message(500, language, target)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answered(
        _ route: FleetRoute?, _ request: Request, _ facts: RequestFacts, _ visitor: Visitor?, _ language: Language
    ) async throws -> Response {
        let target = request.head.path ?? "/"
        let isPost = request.method == .post
        let body = isPost ? try await request.body.collect(upTo: AccessRules.formMaximumBytes) : ByteBuffer()
        let form = Fields(String(buffer: body))
        switch route {
        case .style: return .asset(ConsoleStyle.text, "text/css; charset=utf-8")
        case .script: return .asset(ConsoleScript.text, "text/javascript; charset=utf-8")
        case .icon: return .asset(ConsoleIcon.text, "image/svg+xml")
        case .language: return .seeOther(form["back"] ?? "/", language: form["lang"].flatMap(Language.init(rawValue:)))
        case .login: return isPost ? login.logIn(form, facts, language, target) : login.page(language, target)
        case .logout: return try login.logOut(facts)
        case .live: return live.response()
        case .accounts:
            guard let visitor else { return framing.message(404, language, target) }
            return try accounts(visitor, target, language)
        case nil: return framing.message(404, language, target)
        }
    }

    private func accounts(_ visitor: Visitor, _ target: String, _ language: Language) throws -> Response {
        let (lines, look, door) = (parts.lines(), framing.look(), door)
        let page = FleetPage(lines: lines, now: look.now) { door.opened?.hosts.address(of: $0) }
            .page(Fields(target.drop { $0 != "?" }.dropFirst()), language)
        let text = PageText(language: language)
        let item = Frame.MenuItem(address: "/", name: page.title, isCurrent: true, count: nil)
        let shown = Frame.VisitorView(
            name: visitor.name.text, role: text(visitor.role.word), canLogOut: visitor.session != nil)
        return try framing.html(
            page, look.frame(page, text, target, journal: FleetStamp.text(lines), menu: [item], notice: nil, visitor: shown))
    }
}

/// What an open page compares to know that something happened since: how the accounts stand, and not when each was last looked at, which
/// changes with every pass of a thousand.
enum FleetStamp {
    static func text(_ lines: [AccountLine]) -> String {
        var hasher = Hasher()
        for line in lines {
            hasher.combine(line.account)
            hasher.combine(line.condition)
            hasher.combine(line.refusedSetting)
            hasher.combine(line.people)
            hasher.combine(line.doubts)
        }
        return String(UInt(bitPattern: hasher.finalize()), radix: 16)
    }
}
