import Bookkeeping
import Foundation
import HTTPTypes
import Sandbox
import TestSupport
import Testing
import Transport

/// The authorisation server of the stand-in is as strict as lexoffice-api.md §1.3 says.
@Suite struct LexofficeAuthorisationTests {
    private static let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    private static let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    private static let redirect = "http://127.0.0.1:9849/oauth/callback"
    private static let encodedRedirect = "http%3A%2F%2F127.0.0.1%3A9849%2Foauth%2Fcallback"

    /// A lexoffice with one client.
    private struct Desk {
        var desk = LexofficeDesk()
        var basic = "Basic " + Data("app:secret".utf8).base64EncodedString()

        init() {
            desk.standIn.authorisation.client = LexofficeClient(
                id: "app", secret: "secret", redirectURIs: [LexofficeAuthorisationTests.redirect])
        }

        mutating func authorize(_ changes: [String: String] = [:]) -> IncomingResponse {
            var items = [
                "client_id": "app", "redirect_uri": encodedRedirect, "response_type": "code", "state": "xyz",
                "code_challenge": challenge, "code_challenge_method": "S256",
            ]
            items.merge(changes) { _, new in new }
            let query = items.filter { !$0.value.isEmpty }.map { "\($0.key)=\($0.value)" }.joined(separator: "&")
            let head = HTTPRequest(method: .get, scheme: "https", authority: "app.sandbox.invalid", path: "/oauth2/authorize?\(query)")
            return desk.standIn.respond(to: OutgoingRequest(operation: .test, head: head, isWrite: false), now: desk.now)
        }

        mutating func post(_ path: String, _ form: String, type: String = "application/x-www-form-urlencoded") -> (Int, SandboxJSON?) {
            var head = HTTPRequest(method: .post, scheme: "https", authority: "app.sandbox.invalid", path: path)
            head.headerFields[.authorization] = basic
            head.headerFields[.contentType] = type
            let response = desk.standIn.respond(
                to: OutgoingRequest(operation: .test, head: head, body: Array(form.utf8), isWrite: true), now: desk.now)
            return (response.status, try? SandboxJSON.parse(response.body))
        }

        mutating func code() -> String {
            let location = authorize().head.headerFields[.location] ?? ""
            return location.firstRange(of: "code=").map { String(location[$0.upperBound...].prefix { $0 != "&" }) } ?? ""
        }

        mutating func exchange(_ code: String, verifier: String = verifier, redirect: String = encodedRedirect) -> (Int, SandboxJSON?) {
            post("/oauth2/token", "grant_type=authorization_code&code=\(code)&redirect_uri=\(redirect)&code_verifier=\(verifier)")
        }

        mutating func refresh(_ token: String) -> (Int, SandboxJSON?) {
            post("/oauth2/token", "grant_type=refresh_token&refresh_token=\(token)")
        }

        mutating func profile(_ token: String) -> Int {
            desk.headers[.authorization] = "Bearer \(token)"
            return desk.get("/v1/profile").response.status
        }
    }

    private func text(_ json: SandboxJSON?, _ key: String) -> String { json?[key]?.stringValue ?? "" }

    @Test func aWholeLogin() throws {
        var desk = Desk()
        let consent = desk.authorize()
        #expect(consent.status == 302)
        #expect(consent.head.headerFields[.location]?.hasPrefix("\(Self.redirect)?code=") == true)
        #expect(consent.head.headerFields[.location]?.hasSuffix("&state=xyz") == true)
        let code = desk.code()
        #expect(code.utf8.count == 128)
        let (status, grant) = desk.exchange(code)
        #expect(status == 200)
        #expect(grant?["expires_in"]?.intValue == 14_399 && text(grant, "token_type") == "Bearer")
        #expect(text(grant, "refresh_token").utf8.count == 128)
        #expect(desk.profile(text(grant, "access_token")) == 200)
        #expect(desk.profile(LexofficeDesk.token) == 200, "the key works beside it")
        desk.desk.pass(milliseconds: 14_399_000)
        #expect(desk.profile(text(grant, "access_token")) == 401)
    }

    @Test func refreshTokensRotateAndOnlyTheNewestAccessTokenCounts() {
        var desk = Desk()
        let first = desk.exchange(desk.code()).1
        let second = desk.refresh(text(first, "refresh_token")).1
        #expect(text(second, "refresh_token") != text(first, "refresh_token"))
        #expect(desk.profile(text(first, "access_token")) == 401)
        #expect(desk.profile(text(second, "access_token")) == 200)
        let old = desk.refresh(text(first, "refresh_token"))
        #expect(old.0 == 400 && text(old.1, "error") == "invalid_grant")
        #expect(desk.profile(text(second, "access_token")) == 200)
    }

    @Test func aCodeIsForOneUseAndFiveMinutes() {
        var desk = Desk()
        let code = desk.code()
        let grant = desk.exchange(code).1
        #expect(text(desk.exchange(code).1, "error") == "invalid_grant")
        #expect(desk.profile(text(grant, "access_token")) == 401, "a reused code ends what it was exchanged for")
        let late = desk.code()
        desk.desk.pass(milliseconds: 300_000)
        #expect(text(desk.exchange(late).1, "error") == "invalid_grant")
        let stolen = desk.code()
        #expect(text(desk.exchange(stolen, verifier: String(Self.verifier.reversed())).1, "error") == "invalid_grant")
        #expect(
            text(desk.exchange(desk.code(), redirect: "http%3A%2F%2Flocalhost%3A9849%2Foauth%2Fcallback").1, "error") == "invalid_grant")
    }

    @Test func whatIsAskedForMustBeRight() {
        var desk = Desk()
        for changes in [["client_id": "other"], ["redirect_uri": "http%3A%2F%2F127.0.0.1%3A9850%2Foauth%2Fcallback"], ["redirect_uri": ""]]
        {
            let answer = desk.authorize(changes)
            #expect(answer.status == 400 && answer.head.headerFields[.location] == nil, "\(changes)")
        }
        for (changes, error) in [
            (["code_challenge": ""], "invalid_request"), (["code_challenge_method": "plain"], "invalid_request"),
            (["response_type": "token"], "unsupported_response_type"),
        ] {
            #expect(desk.authorize(changes).head.headerFields[.location] == "\(Self.redirect)?error=\(error)&state=xyz")
        }
        desk.desk.standIn.authorisation.grants = false
        #expect(desk.authorize().head.headerFields[.location] == "\(Self.redirect)?error=access_denied&state=xyz")
    }

    @Test func theClientMustProveItself() {
        var desk = Desk()
        let code = desk.code()
        let right = desk.basic
        for wrong in ["", "Basic " + Data("app:wrong".utf8).base64EncodedString(), "Bearer \(LexofficeDesk.token)"] {
            desk.basic = wrong
            let answer = desk.exchange(code)
            #expect(answer.0 == 401 && text(answer.1, "error") == "invalid_client")
        }
        desk.basic = right
        #expect(desk.post("/oauth2/token", "{}", type: "application/json").0 == 400)
        desk.desk.standIn.authorisation.client?.isDeactivated = true
        #expect(text(desk.exchange(code).1, "error") == "unauthorized_client")
    }

    @Test func revokingEndsTheConnectionAndItsSubscriptions() {
        var desk = Desk()
        let grant = desk.exchange(desk.code()).1
        let token = text(grant, "access_token")
        desk.desk.headers[.authorization] = "Bearer \(token)"
        let made = desk.desk.post(
            "/v1/event-subscriptions", ["eventType": "token.revoked", "callbackUrl": "https://sync.example.org/hooks"])
        #expect(made.response.status == 201 && desk.desk.standIn.subscriptions.count == 1)
        #expect(desk.post("/oauth2/revoke", "token=\(text(grant, "refresh_token"))").0 == 200)
        #expect(desk.profile(token) == 401)
        #expect(desk.desk.standIn.subscriptions.isEmpty)
        #expect(desk.post("/oauth2/revoke", "token=\(text(grant, "refresh_token"))").0 == 200, "again is harmless")
        #expect(text(desk.refresh(text(grant, "refresh_token")).1, "error") == "invalid_grant")
    }
}
