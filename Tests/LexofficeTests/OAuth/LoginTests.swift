import FoundationEssentials
import Glibc
import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Testing
import Transport

@testable import Lexoffice

@Suite struct LoginTests {
    /// RFC 7636, appendix B.
    @Test func theChallengeIsTheOneOfTheStandard() {
        let key = ProofKey(verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        #expect(key.challenge == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
    }

    @Test func verifiersAreLongAndEachIsNew() {
        let time = SystemTime()
        let keys = (0..<100).map { _ in ProofKey(time: time).verifier }
        #expect(Set(keys).count == 100)
        #expect(
            keys.allSatisfy { $0.utf8.count == 43 && $0.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) } })
    }

    @Test func aLoginIsStoredWithWhoseItIs() async throws {
        let desk = try LoginDesk()
        let login = try await desk.logIn()
        #expect(login.organizationID == Rig.organization)
        #expect(login.connectionID == desk.standIn.withLock { $0.authorisation.connections.first?.id })
        #expect(login.missingScopes.isEmpty)
        #expect(try desk.file.read() == login)
        var status = stat()
        #expect(stat(desk.file.path, &status) == 0 && status.st_mode & 0o7777 == 0o600)
        #expect(!LoginFile.candidate(directory: desk.directory).isThere)
        #expect(!FileManager.default.fileExists(atPath: desk.file.path + ".tmp"))
        #expect(try await desk.reader(desk.login()).profile().organizationID == Rig.organization)
        let secrets = desk.requests("/oauth2/token")
        #expect(secrets.count == 1 && secrets.allSatisfy(\.isWrite))
        #expect("\(login) \(desk.client)".contains(login.accessToken) == false)
        #expect(String(reflecting: desk.client).contains(LoginDesk.secret) == false)
    }

    @Test func onlyAnAnswerToThisAttemptCounts() throws {
        let desk = try LoginDesk()
        let attempt = LoginAttempt(server: desk.server, state: "right-state", time: desk.time)
        #expect(attempt.judge(query: "code=abc&state=right-state") == .code("abc"))
        #expect(attempt.judge(query: "state=right%2Dstate&code=a%20b") == .code("a b"))
        #expect(attempt.judge(query: "error=access_denied&state=right-state") == .refused("access_denied"))
        #expect(attempt.judge(query: "error=%3Cscript%3E&state=right-state") == .refused("unreadable"))
        for query in [
            "", "code=abc", "code=abc&state=", "code=abc&state=right-statf", "code=abc&state=right-state&state=right-state",
            "state=right-state",
            "code=a&code=b&state=right-state", "error=access_denied&state=wrong", "code=abc&state=right-state%00", "%",
            "code=&state=right-state",
        ] {
            #expect(attempt.judge(query: query) == .foreign, "\(query)")
        }
    }

    @Test func onlyANoIsANo() {
        #expect(LoginAttempt.refusal("access_denied").code == .login(.denied))
        #expect(LoginAttempt.refusal("unauthorized_client").code == .login(.clientDeactivated))
        #expect(LoginAttempt.refusal("server_error").isTransient)
        #expect(LoginAttempt.refusal("invalid_scope").code == .badRequest)
    }

    @Test func theAddressAsksForWhatTheDocumentationSays() async throws {
        let desk = try LoginDesk()
        let attempt = LoginAttempt(server: desk.server, state: "s", time: desk.time)
        #expect(attempt.address.hasPrefix("https://app.lexware.de/oauth2/authorize?client_id=client-7Zk&"))
        for item in [
            "redirect_uri=http%3A%2F%2F127.0.0.1%3A9849%2Foauth%2Fcallback", "response_type=code", "state=s", "code_challenge_method=S256",
            "code_challenge=\(attempt.proof.challenge)", "scope=profile.read%20contacts.read",
        ] {
            #expect(attempt.address.contains(item), "\(item)")
        }
        #expect(!attempt.address.contains(attempt.proof.verifier) && !attempt.address.contains("secret"))
    }

    @Test func anotherOrganisationIsRevokedAndTheOldLoginStays() async throws {
        let desk = try LoginDesk()
        let old = try await desk.logIn()
        let other = "00000000-0000-4000-8000-000000000000"
        let error = await failure { try await desk.logIn(organization: other) }
        #expect(error?.code == .login(.otherOrganisation))
        #expect(try desk.file.read() == old)
        #expect(!LoginFile.candidate(directory: desk.directory).isThere)
        #expect(desk.standIn.withLock { $0.authorisation.connections.map(\.refreshToken) } == [old.refreshToken])
    }

    /// Stored before it is used: when the API sees the new token first, a crash there would leave it on the disk.
    @Test func aNewLoginIsOnTheDiskBeforeItIsUsed() async throws {
        let desk = try LoginDesk()
        let candidate = LoginFile.candidate(directory: desk.directory)
        desk.before.withLock {
            $0 = { request in
                guard let bearer = LoginDesk.bearer(request) else { return nil }
                #expect((try? candidate.read())??.accessToken == bearer)
                return nil
            }
        }
        try await desk.logIn()
        #expect(desk.requests("/v1/profile").count == 1)
    }

    @Test func aLeftOverCandidateIsRevoked() async throws {
        let desk = try LoginDesk()
        let first = try await desk.logIn()
        try LoginFile.candidate(directory: desk.directory).write(first)
        try desk.file.remove()
        let second = try await desk.logIn()
        #expect(desk.standIn.withLock { $0.authorisation.connections.map(\.refreshToken) } == [second.refreshToken])
    }

    @Test(arguments: [
        (401, #"{"error":"invalid_client"}"#, LoginTrouble.clientRefused), (401, "", .clientRefused),
        (400, #"{"error":"unauthorized_client"}"#, .clientDeactivated), (400, #"{"error":"invalid_grant","error_description":"x"}"#, .lost),
    ])
    func refusalsHaveNames(status: Int, body: String, trouble: LoginTrouble) async throws {
        let desk = try LoginDesk()
        desk.before.withLock { $0 = { $0.head.path == "/oauth2/token" ? .answer(status, body) : nil } }
        #expect(await failure { try await desk.logIn() }?.code == .login(trouble))
        #expect(desk.requests("/oauth2/token").count == 1)
        #expect(!desk.file.isThere)
    }

    @Test(arguments: [
        "<html>", "{}", #"{"access_token":"","expires_in":1,"refresh_token":"r","token_type":"Bearer"}"#,
        #"{"access_token":"a","expires_in":1,"token_type":"Bearer"}"#,
        #"{"access_token":"a b","expires_in":1,"refresh_token":"r","token_type":"Bearer"}"#,
        #"{"access_token":"a","expires_in":0,"refresh_token":"r","token_type":"Bearer"}"#,
        #"{"access_token":"a","expires_in":1,"refresh_token":"r","token_type":"mac"}"#,
    ])
    func anAnswerWithoutTokensIsNoLogin(body: String) async throws {
        let desk = try LoginDesk()
        desk.before.withLock { $0 = { $0.head.path == "/oauth2/token" ? .answer(200, body) : nil } }
        #expect(await failure { try await desk.logIn() }?.code == .badAnswer)
        #expect(!desk.file.isThere)
    }
}
