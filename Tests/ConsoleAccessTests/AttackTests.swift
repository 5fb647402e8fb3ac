import Bookkeeping
import ConsoleAccess
import Persistence
import TestSupport
import Testing

/// The attacks of the design, each by its name.
@Suite struct AttackTests {
    private let secret = AccessSecret()

    private func scene(_ settings: AccessSettings = AccessSettings(), role: ConsoleRole = .office) throws -> Scene {
        try Scene(settings, sessions: [secret.text: Scene.session("erika", role)])
    }

    private func cookie(_ name: String = Scene.plainCookie) -> String { "\(name)=\(secret.text)" }

    /// The page of evil.example, whose name now leads to 127.0.0.1: no `Sec-Fetch-*`, Origin equal to Host, and for reading as well.
    @Test func rebinding() throws {
        let scene = try scene()
        let form = Scene.form("evil.example:9850").without("Sec-Fetch-Site").with("Origin", "http://evil.example:9850").with(
            "Cookie", cookie())
        #expect(try scene.refusal(form, .act(.answer)) == "HOST_UNKNOWN")
        #expect(try scene.refusal(Scene.page("evil.example:9850").with("Cookie", cookie())) == "HOST_UNKNOWN")
        #expect(try scene.refusal(Scene.page("evil.example:9850"), .nothing) == "HOST_UNKNOWN")
        // An absolute target names a host of its own.
        var absolute = Scene.page()
        absolute.path = "http://evil.example/"
        #expect(try scene.refusal(absolute, .nothing) == "HOST_UNCLEAR")
    }

    /// Cookies know no ports: the form of another service on this host brings ours along.
    @Test func anotherPortOfTheSameHost() throws {
        let scene = try scene()
        let form = Scene.form().with("Cookie", cookie()).with("Origin", "http://localhost:3000")
        #expect(try scene.refusal(form.with("Sec-Fetch-Site", "same-site"), .act(.answer)) == "OTHER_SITE")
        #expect(try scene.refusal(form.without("Sec-Fetch-Site"), .act(.answer)) == "OTHER_SITE")
        #expect(try scene.refusal(form.with("Sec-Fetch-Site", "same-origin"), .act(.answer)) == nil)
    }

    @Test func nullOrigin() throws {
        let scene = try scene()
        let form = Scene.form().with("Cookie", cookie()).with("Origin", "null")
        #expect(try scene.refusal(form, .act(.answer)) == "OTHER_SITE")
        #expect(try scene.refusal(form.without("Sec-Fetch-Site"), .act(.answer)) == "OTHER_SITE")
    }

    @Test func formWithoutAnyOrigin() throws {
        let form = Scene.form().with("Cookie", cookie()).without("Sec-Fetch-Site")
        #expect(try scene().refusal(form, .act(.answer)) == "OTHER_SITE")
        #expect(try scene().refusal(form.with("Sec-Fetch-Site", "none"), .act(.answer)) == "OTHER_SITE")
    }

    @Test func logInByAnotherSite() throws {
        #expect(try scene().refusal(Scene.form().with("Sec-Fetch-Site", "cross-site"), .nothing) == "OTHER_SITE")
    }

    @Test func forgedProxyHeader() throws {
        let scene = try scene(Scene.proxied)
        let forged = Scene.page("console.example.org", peer: "10.0.0.9").with("X-Console-User", "erika").with("X-Console-Role", "admin")
        #expect(try scene.refusal(forged) == "FORWARDED_BY_STRANGER")
        #expect(try self.scene().refusal(Scene.page().with("X-Forwarded-User", "erika")) == "FORWARDED_BY_STRANGER")
        var believed = forged
        believed.peer = .address("127.0.0.1")
        #expect(try scene.visitor(believed)?.actor == "web:erika (admin)")
    }

    @Test func twoUserHeaders() throws {
        let scene = try scene(Scene.proxied)
        let page = Scene.page("console.example.org").with("X-Console-Role", "admin")
        #expect(try scene.refusal(page.with("X-Console-User", "otto", "erika")) == "FORWARDED_UNCLEAR")
        #expect(try scene.refusal(page.with("X-Console-User", "otto,erika")) == "FORWARDED_UNCLEAR")
        #expect(try scene.refusal(page.with("X-Console-User", "otto").with("X-Console-Role", "adviser", "admin")) == "FORWARDED_UNCLEAR")
        let named = page.with("X-Console-User", "otto")
        #expect(try scene.refusal(named.with("X-Console-Role", "adviser, admin")) == "FORWARDED_UNCLEAR")
        #expect(try scene.refusal(named) == nil)
    }

    /// A name that looks like another person with another role in the journal.
    @Test func nameThatForgesARole() throws {
        let page = Scene.page("console.example.org").with("X-Console-Role", "adviser")
        for name in ["erika (admin)", "erika\u{202E}", "erika\u{0}", "e\u{200B}rika", String(repeating: "e", count: 61)] {
            #expect(try scene(Scene.proxied).refusal(page.with("X-Console-User", name)) == "FORWARDED_UNCLEAR", "\(name)")
        }
    }

    @Test func plantedCookieBesideAProxy() throws {
        let scene = try scene(Scene.proxied, role: .admin)
        let page = Scene.page("console.example.org").with("X-Console-User", "otto").with("X-Console-Role", "office")
        let visitor = try known(scene.visitor(page.with("Cookie", cookie(Scene.secureCookie))))
        #expect(visitor.actor == "web:otto (office)")
        #expect(visitor.proven == nil)
        #expect(visitor.session == nil)
    }

    @Test func cookiesOfAnotherInstance() throws {
        let page = Scene.page().with("Cookie", "reconcile_fedcba98=\(secret.text)")
        #expect(try scene().refusal(page) == "NOT_LOGGED_IN")
    }

    /// A second cookie of our name, set from another path or a sister host, must not win, nor be tried.
    @Test func cookieTossing() throws {
        let page = Scene.page().with("Cookie", "\(cookie()); \(Scene.plainCookie)=\(AccessSecret().text)")
        #expect(try scene().refusal(page) == "NOT_LOGGED_IN")
        #expect(try scene().refusal(Scene.page().with("Cookie", cookie(), cookie())) == "NOT_LOGGED_IN")
    }

    /// Behind TLS a cookie without `__Host-` could be set by any neighbour of the domain.
    @Test func plainCookieBehindTLS() throws {
        let scene = try scene(Scene.proxied)
        #expect(try scene.refusal(Scene.page("console.example.org").with("Cookie", cookie())) == "NOT_LOGGED_IN")
        #expect(try scene.refusal(Scene.page("console.example.org").with("Cookie", cookie(Scene.secureCookie))) == nil)
    }

    @Test func oversizedForm() throws {
        let form = Scene.form().with("Cookie", cookie())
        for (length, reason) in [
            ("65536", nil), ("65537", "FORM_TOO_LARGE"), ("-1", "FORM_TOO_LARGE"), ("1e3", "FORM_TOO_LARGE"),
            ("18446744073709551617", "FORM_TOO_LARGE"),
        ] {
            #expect(try scene().refusal(form.with("Content-Length", length), .act(.answer)) == reason)
        }
    }

    @Test func refusalsQuoteNothingOfTheRequest() throws {
        let marker = "m4rk3r"
        let scene = try scene(Scene.proxied)
        let requests = [
            Scene.page("\(marker).example"), Scene.page(peer: "10.0.0.9").with("X-Forwarded-For", marker),
            Scene.page().with("X-Console-User", marker, marker),
            Scene.form().with("Origin", "https://\(marker).example").without("Sec-Fetch-Site"),
            Scene.page().with("X-Console-User", marker).with("X-Console-Role", marker),
        ]
        for request in requests {
            let line = try known(try scene.admit(request).refusal?.logLine)
            #expect(!line.contains(marker))
        }
    }

    /// Somebody who clicks a link in a mail comes without the cookie, as it is `SameSite=Strict`: the page may reload itself once.
    @Test func linkInAMail() throws {
        let page = Scene.page().with("Sec-Fetch-Site", "cross-site").with("Sec-Fetch-Mode", "navigate")
        #expect(try scene().admit(page).refusal?.mayComeBack == true)
        #expect(try scene().admit(page.with("Sec-Fetch-Site", "same-origin")).refusal?.mayComeBack == false)
        #expect(try scene().admit(page.with("Sec-Fetch-Mode", "cors")).refusal?.mayComeBack == false)
        #expect(try scene().admit(Scene.form()).refusal?.mayComeBack == false)
    }

    @Test func aSocketBelievesNoLoopbackName() throws {
        let scene = try Scene(AccessSettings(hosts: "localhost:9850", proxyFrom: "unix"), own: .unixSocket)
        var page = Scene.page("127.0.0.1:9850")
        page.peer = .unixSocket
        #expect(try scene.refusal(page) == "HOST_UNKNOWN")
        page.authority = "localhost:9850"
        #expect(try scene.refusal(page.with("X-Forwarded-For", "1"), .nothing) == nil)
        page.peer = .address("127.0.0.1")
        #expect(try scene.refusal(page.with("X-Forwarded-For", "1"), .nothing) == "FORWARDED_BY_STRANGER")
    }
}
