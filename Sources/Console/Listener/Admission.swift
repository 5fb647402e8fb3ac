internal import ConsoleAccess
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore
internal import Persistence
internal import Wording

/// From a request to an answer, as on every console: let in, routed, and answered here where all of them answer alike.
struct Admission: Sendable {
    /// What is known of a request once it is let in.
    struct Coming {
        let visitor: Visitor?
        let language: Language
        let target: String
        let isPost: Bool
        let form: Fields

        var query: Fields { Fields(target.drop { $0 != "?" }.dropFirst()) }
    }

    let login: LoginAnswers
    let live: LiveNews
    /// What the log says where an answer fails.
    let failing: Logger.Message

    /// - Parameter answer: of what this console alone has; nil where there is nothing.
    func respond<Route: ConsoleRouting>(
        to request: Request, _ context: ConsoleVisit, _ answer: (Route, Coming) async throws -> Response?
    ) async -> Response {
        let target = request.head.path ?? "/"
        let language = ConsoleLanguage.of(request)
        let facts = RequestFacts(request, peer: context.peer)
        let route = Route(path: target.prefix { $0 != "?" })
        let framing = login.framing
        let response: Response
        do {
            switch try login.entrance.admit(facts, route.map { $0.demand(facts.method) } ?? .noSuchPage) {
            case nil: response = framing.message(503, language, target)
            case .failure(let refusal): response = login.refused(refusal, language, target)
            case .success(let visitor):
                let isPost = request.method == .post
                let body = isPost ? try await request.body.collect(upTo: AccessRules.formMaximumBytes) : ByteBuffer()
                let coming = Coming(
                    visitor: visitor, language: language, target: target, isPost: isPost, form: Fields(String(buffer: body)))
                response = try await answered(route, facts, coming, answer) ?? framing.message(404, language, target)
            }
        } catch is NIOTooManyBytesError {
            response = framing.message(413, language, target)
        } catch {
            login.logger.error(failing, metadata: ["error": "\(ConsoleFailure(error).code)"])
            response = framing.message(500, language, target)
        }
        return request.method == .head ? response.createHeadResponse() : response
    }

    private func answered<Route: ConsoleRouting>(
        _ route: Route?, _ facts: RequestFacts, _ coming: Coming, _ answer: (Route, Coming) async throws -> Response?
    ) async throws -> Response? {
        guard let route else { return nil }
        guard let common = route.common else { return try await answer(route, coming) }
        return try alike(common, facts, coming)
    }

    private func alike(_ route: CommonRoute, _ facts: RequestFacts, _ coming: Coming) throws -> Response {
        let (form, language, target) = (coming.form, coming.language, coming.target)
        switch route {
        case .style: return .asset(ConsoleStyle.text, "text/css; charset=utf-8")
        case .script: return .asset(ConsoleScript.text, "text/javascript; charset=utf-8")
        case .icon: return .asset(ConsoleIcon.text, "image/svg+xml")
        case .live: return live.response()
        case .language: return .seeOther(form["back"] ?? "/", language: form["lang"].flatMap(Language.init(rawValue:)))
        case .login: return coming.isPost ? login.logIn(form, facts, language, target) : login.page(language, target)
        case .logout: return try login.logOut(facts)
        }
    }
}
