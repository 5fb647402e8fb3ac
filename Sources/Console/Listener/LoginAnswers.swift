internal import ConsoleAccess
internal import Hummingbird
internal import Logging
internal import Persistence
internal import Wording

/// What a console answers whoever is not in, comes in or goes.
struct LoginAnswers: Sendable {
    let entrance: ConsoleEntrance
    let framing: BareFraming
    /// How somebody gets a link.
    let how: Wording
    let logger: Logger

    func refused(_ refusal: AccessRefusal, _ language: Language, _ target: String) -> Response {
        if let line = refusal.logLine { logger.warning("\(line)") }
        guard refusal.reason == .notLoggedIn else {
            return framing.message(refusal.status, language, target, setting: refusal.setting?.rawValue)
        }
        return page(nil, back: target, comesBack: refusal.mayComeBack, language, target)
    }

    /// The page itself, by its own address.
    func page(_ language: Language, _ target: String) -> Response { page(nil, back: nil, comesBack: false, language, target) }

    func logIn(_ form: Fields, _ facts: RequestFacts, _ language: Language, _ target: String) -> Response {
        let back = form["back"] ?? "/"
        switch entrance.desk.logIn(form["key"] ?? "", replacing: entrance.secret(facts)) {
        case .welcome(let session, let secret): return .seeOther(back, cookie: entrance.cookie(facts, (session, secret)))
        case .refused(let result):
            logger.warning("a login to the console failed", metadata: ["error": "\(result.rawValue)"])
            var response = page(result, back: back, comesBack: false, language, target)
            if result == .throttled { response.headers[.retryAfter] = String(LoginDesk.retrySeconds) }
            return response
        }
    }

    func logOut(_ facts: RequestFacts) throws -> Response {
        if let secret = entrance.secret(facts) { try entrance.store.end(secret.digest) }
        return .seeOther(LoginDesk.path, cookie: entrance.cookie(facts, nil))
    }

    private func page(_ result: LoginResult?, back: String?, comesBack: Bool, _ language: Language, _ target: String) -> Response {
        framing.plain(LoginPage.page(result, back: back, comesBack: comesBack, how: how, language), language, target)
    }
}
