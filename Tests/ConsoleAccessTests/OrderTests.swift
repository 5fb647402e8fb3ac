import ConsoleAccess
import Persistence
import Testing

/// The order of the checks, written by hand: of several things that are wrong the earlier one is told.
@Suite struct OrderTests {
    /// What can be wrong with a form, in the order in which the design has the checks.
    enum Wrong: CaseIterable {
        case host, forwarded, site, size, type, session, role, route
    }

    struct Row: CustomTestStringConvertible, Sendable {
        let wrong: Set<Wrong>
        let reason: String?
        let status: Int

        init(_ wrong: Set<Wrong>, _ reason: String?, _ status: Int) { (self.wrong, self.reason, self.status) = (wrong, reason, status) }

        var testDescription: String { "\(wrong) → \(reason ?? "let in")" }
    }

    static let rows = [
        Row([], nil, 200),
        Row([.host], "HOST_UNKNOWN", 421),
        Row([.forwarded], "FORWARDED_BY_STRANGER", 400),
        Row([.site], "OTHER_SITE", 403),
        Row([.size], "FORM_TOO_LARGE", 413),
        Row([.type], "FORM_TYPE", 415),
        Row([.session], "NOT_LOGGED_IN", 401),
        Row([.role], "ROLE_TOO_SMALL", 403),
        Row([.route], "NO_SUCH_PAGE", 404),
        Row([.host, .forwarded], "HOST_UNKNOWN", 421),
        Row([.host, .site], "HOST_UNKNOWN", 421),
        Row([.host, .size], "HOST_UNKNOWN", 421),
        Row([.host, .session], "HOST_UNKNOWN", 421),
        Row([.host, .role], "HOST_UNKNOWN", 421),
        Row([.host, .route], "HOST_UNKNOWN", 421),
        Row([.forwarded, .site], "FORWARDED_BY_STRANGER", 400),
        Row([.forwarded, .size], "FORWARDED_BY_STRANGER", 400),
        Row([.forwarded, .session], "FORWARDED_BY_STRANGER", 400),
        Row([.forwarded, .role], "FORWARDED_BY_STRANGER", 400),
        Row([.forwarded, .route], "FORWARDED_BY_STRANGER", 400),
        Row([.site, .size], "OTHER_SITE", 403),
        Row([.site, .type], "OTHER_SITE", 403),
        Row([.site, .session], "OTHER_SITE", 403),
        Row([.site, .route], "OTHER_SITE", 403),
        Row([.size, .type], "FORM_TOO_LARGE", 413),
        Row([.size, .session], "FORM_TOO_LARGE", 413),
        Row([.type, .session], "FORM_TYPE", 415),
        Row([.session, .role], "NOT_LOGGED_IN", 401),
        Row([.session, .route], "NOT_LOGGED_IN", 401),
        Row([.host, .forwarded, .site, .size, .type, .session, .role, .route], "HOST_UNKNOWN", 421),
        Row([.forwarded, .site, .size, .type, .session, .role, .route], "FORWARDED_BY_STRANGER", 400),
        Row([.site, .size, .type, .session, .role, .route], "OTHER_SITE", 403),
        Row([.size, .type, .session, .role, .route], "FORM_TOO_LARGE", 413),
        Row([.type, .session, .role, .route], "FORM_TYPE", 415),
        Row([.session, .role, .route], "NOT_LOGGED_IN", 401),
    ]

    @Test(arguments: rows) func theEarlierCheckSpeaks(_ row: Row) throws {
        let secret = AccessSecret()
        let role: ConsoleRole = row.wrong.contains(.role) ? .adviser : .office
        let scene = try Scene(sessions: [secret.text: Scene.session("erika", role)])
        var request = Scene.form(row.wrong.contains(.host) ? "evil.example" : "localhost:9850")
        if row.wrong.contains(.forwarded) { request = request.with("X-Forwarded-For", "10.0.0.1") }
        if row.wrong.contains(.site) { request = request.with("Sec-Fetch-Site", "cross-site") }
        if row.wrong.contains(.size) { request = request.with("Content-Length", "65537") }
        if row.wrong.contains(.type) { request = request.with("Content-Type", "text/plain") }
        if !row.wrong.contains(.session) { request = request.with("Cookie", "\(Scene.plainCookie)=\(secret.text)") }
        let verdict = try scene.admit(request, row.wrong.contains(.route) ? .noSuchPage : .act(.answer))
        switch verdict {
        case .success(let visitor):
            #expect(row.reason == nil)
            #expect(visitor?.actor == "web:erika (office)")
        case .failure(let refusal):
            #expect(refusal.reason.rawValue == row.reason)
            #expect(refusal.status == row.status)
        }
    }

    @Test func theSettingThatWouldHelpIsNamed() throws {
        let scene = try Scene()
        let named = [Scene.page("console.example.org"), Scene.page().with("Forwarded", "for=1.2.3.4")].map { request in
            try? scene.admit(request).refusal?.setting?.rawValue
        }
        #expect(named == ["console.hosts", "console.proxy.from"])
    }

    /// Before the first three checks are passed nobody looks into the file with the sessions.
    @Test func theStoreIsAskedOnlyAfterwards() throws {
        let scene = try Scene()
        let cookie = "\(Scene.plainCookie)=\(AccessSecret().text)"
        for (request, asked) in [
            (Scene.page("evil.example"), 0), (Scene.page().with("X-Real-IP", "1"), 0), (Scene.form().with("Origin", "null"), 0),
            (Scene.form().with("Content-Length", "99999"), 0), (Scene.form(), 1),
        ] {
            var count = 0
            let verdict = try scene.gate.admit(request.with("Cookie", cookie), demand: .act(.read)) { _ in
                count += 1
                return nil
            }
            #expect(count == asked)
            #expect((try? verdict.get()) == nil)
        }
    }
}

extension Result where Failure == AccessRefusal {
    var refusal: AccessRefusal? {
        if case .failure(let refusal) = self { return refusal }
        return nil
    }
}
