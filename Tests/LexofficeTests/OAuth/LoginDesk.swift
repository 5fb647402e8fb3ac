import Bookkeeping
import FoundationEssentials
import HTTPTypes
import Sandbox
import Synchronization
import TestSupport
import Transport

@testable import Lexoffice

/// lexoffice with its authorisation server as a transport, a directory for the tokens, and a person who agrees.
final class LoginDesk: HTTPTransport {
    static let clientID = "client-7Zk"
    static let secret = "client secret/with:odd%characters"

    let directory: String
    let standIn: Mutex<LexofficeStandIn>
    let time: any TimeSource
    private let app: LexofficeEndpoint
    private let api: LexofficeEndpoint
    /// Looks at each request before it is carried out; an answer of its own keeps it from the stand-in.
    let before: Mutex<@Sendable (OutgoingRequest) -> Step?> = Mutex { _ in nil }
    /// Looks at each request to the authorisation server afterwards; true loses the answer.
    let loses = Mutex<@Sendable (OutgoingRequest) -> Bool> { _ in false }
    private let log = Mutex<[OutgoingRequest]>([])

    init(time: any TimeSource = VirtualTime(autoAdvancing: true), organization: String = Rig.organization) throws {
        self.time = time
        app = try Rig.endpoint("https://app.lexware.de")
        api = try Rig.endpoint("https://api.lexware.io")
        directory = FileManager.default.temporaryDirectory.path + "/reconcile-login-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        var rules = LexofficeRules()
        rules.requestsPerSecond = nil
        var lexoffice = LexofficeStandIn(token: Rig.token, organizationID: organization, rules: rules)
        lexoffice.authorisation.client = LexofficeClient(
            id: LoginDesk.clientID, secret: LoginDesk.encodedSecret, redirectURIs: ["http://127.0.0.1:9849/oauth/callback"])
        standIn = Mutex(lexoffice)
    }

    deinit { try? FileManager.default.removeItem(atPath: directory) }

    /// As it stands in the header (RFC 6749 §2.3.1); the stand-in compares that.
    private static let encodedSecret = "client%20secret%2Fwith%3Aodd%25characters"

    func send(_ request: OutgoingRequest) async throws(RequestFailure) -> IncomingResponse {
        log.withLock { $0.append(request) }
        if let step = before.withLock({ $0(request) }) { return try step.play() }
        let now = Instant(milliseconds: time.wallMilliseconds())
        let response = standIn.withLock { $0.respond(to: request, now: now) }
        if loses.withLock({ $0(request) }) { throw RequestFailure(reach: .mayHaveBeenSent, cause: .closed, detail: "lost") }
        return response
    }

    var sent: [OutgoingRequest] { log.withLock { $0 } }
    func requests(_ path: String) -> [OutgoingRequest] { sent.filter { $0.head.path?.hasPrefix(path) == true } }
    var refreshes: Int { requests("/oauth2/token").count { String(decoding: $0.body, as: UTF8.self).contains("grant_type=refresh_token") } }
}

extension LoginDesk {
    var client: OAuthClient { OAuthClient(id: LoginDesk.clientID, secret: LoginDesk.secret, port: 9849) }
    var server: AuthorisationServer {
        AuthorisationServer(endpoint: app, client: client, transport: self, time: time)
    }
    var file: LoginFile { LoginFile(directory: directory) }

    func login(organization: String? = Rig.organization) -> LexofficeLogin {
        LexofficeLogin(server: server, directory: directory, organizationID: organization, time: time)
    }

    func connection(_ token: AccessToken, organization: String? = nil) -> LexofficeConnection {
        LexofficeConnection(
            endpoint: api, accessToken: token, organizationID: organization, transport: self,
            time: time, limiter: RateLimiter(thousandthsPerSecond: 1_000_000, time: time))
    }

    func reader(_ login: LexofficeLogin) -> LexofficeReader {
        LexofficeReader(connection(login.accessToken, organization: Rig.organization))
    }

    /// Opens the address as a browser would, and returns the query it is sent back with.
    func consent(_ attempt: LoginAttempt) async throws -> String {
        let path = String(attempt.address.dropFirst("https://app.lexware.de".count))
        let head = HTTPRequest(method: .get, scheme: "https", authority: "app.lexware.de", path: path)
        let response = try await send(OutgoingRequest(operation: .test, head: head, isWrite: false))
        let location = response.head.headerFields[.location] ?? ""
        return String(location.drop { $0 != "?" }.dropFirst())
    }

    @discardableResult
    func logIn(organization: String? = nil) async throws -> StoredLogin {
        let attempt = LoginAttempt(server: server, time: time)
        guard case .code(let code) = attempt.judge(query: try await consent(attempt)) else { throw NoCode() }
        let completion = LoginCompletion(server: server, directory: directory, organizationID: organization, time: time) {
            self.connection($0)
        }
        return try await completion.run(attempt, code: code)
    }

    struct NoCode: Error {}

    /// The token that a request carries, if any.
    static func bearer(_ request: OutgoingRequest) -> String? {
        request.head.headerFields[.authorization].flatMap { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : nil }
    }

    func advance(_ milliseconds: Int64) { (time as? VirtualTime)?.advance(milliseconds: milliseconds) }
}
