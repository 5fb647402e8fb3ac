import Bookkeeping
import FoundationEssentials
import HTTPTypes
import Transport

/// lexoffice's authorisation server on the app's host: codes and refresh tokens go in, tokens come out (lexoffice-api.md §1.3).
///
/// Every request is a write: libcurl would silently repeat one on a used connection, and a repeated refresh token ends the
/// connection. Only a 429 leads to another try, because such a request was certainly not executed.
package struct AuthorisationServer: Sendable {
    package let endpoint: LexofficeEndpoint
    package let client: OAuthClient
    let transport: any HTTPTransport
    let time: any TimeSource
    /// Its limits are unpublished, and it stays closed to who keeps asking: fewer tries and longer pauses than for the API.
    private let backoff = Backoff(firstMilliseconds: 10_000, capMilliseconds: 30_000)
    private static let pauseMinimum: Int64 = 3_000
    private static let tries = 3

    package init(endpoint: LexofficeEndpoint, client: OAuthClient, transport: any HTTPTransport, time: any TimeSource) {
        self.endpoint = endpoint
        self.client = client
        self.transport = transport
        self.time = time
    }

    func exchange(code: String, verifier: String) async throws(LexofficeError) -> TokenGrant {
        let fields = [
            QueryItem(name: "grant_type", value: "authorization_code"), QueryItem(name: "code", value: code),
            QueryItem(name: "redirect_uri", value: client.redirectURI), QueryItem(name: "code_verifier", value: verifier),
        ]
        return try TokenGrant(try await post(.token, "/oauth2/token", fields), mustRefresh: true)
    }

    func refresh(_ token: String) async throws(LexofficeError) -> TokenGrant {
        let fields = [QueryItem(name: "grant_type", value: "refresh_token"), QueryItem(name: "refresh_token", value: token)]
        return try TokenGrant(try await post(.token, "/oauth2/token", fields), mustRefresh: false)
    }

    /// Ends a refresh token with its access token. One that is no longer known counts as ended (RFC 7009 §2.2).
    func revoke(_ token: String) async throws(LexofficeError) {
        do {
            _ = try await post(.revoke, "/oauth2/revoke", [QueryItem(name: "token", value: token)])
        } catch {
            if error.code != .login(.lost) { throw error }
        }
    }

    private func post(_ call: LexofficeCall, _ path: String, _ fields: [QueryItem]) async throws(LexofficeError) -> [UInt8] {
        var tries = 1
        while true {
            let response = try await sendOnce(call, path, fields)
            if (200...299).contains(response.status) { return response.body }
            let failure = AuthorisationRefusal(response).error(subject: "POST \(path)")
            guard failure.code == .throttled, tries < Self.tries else { throw failure }
            let pause = backoff.delay(afterAttempt: tries, retryAfter: response.head.headerFields[.retryAfter], time: time)
            do {
                try await time.sleep(milliseconds: max(Self.pauseMinimum, pause))
            } catch {
                throw .cancelledBeforeSending(subject: "POST \(path)")
            }
            tries += 1
        }
    }

    private func sendOnce(_ call: LexofficeCall, _ path: String, _ fields: [QueryItem]) async throws(LexofficeError) -> IncomingResponse {
        var head = HTTPRequest(method: .post, scheme: endpoint.scheme, authority: endpoint.authority, path: endpoint.prefix + path)
        // Each part encoded before they are joined (RFC 6749 §2.3.1).
        let pair = "\(PercentEncoding.encoded(client.id)):\(PercentEncoding.encoded(client.secret))"
        head.headerFields[.authorization] = "Basic \(Data(pair.utf8).base64EncodedString())"
        head.headerFields[.accept] = "application/json"
        head.headerFields[.contentType] = "application/x-www-form-urlencoded"
        let body = Array(fields.map(\.encoded).joined(separator: "&").utf8)
        do {
            return try await transport.send(
                OutgoingRequest(
                    operation: RemoteOperation(.lexoffice, call.rawValue), head: head, body: body, isWrite: true, responseLimit: 1 << 16))
        } catch {
            if case .answered(let status) = error.reach, (400...599).contains(status) {
                return IncomingResponse(head: HTTPResponse(status: .init(code: status)), body: [])
            }
            // Four secrets are on their way here: no text from below is passed on.
            let failure = RequestFailure(reach: error.reach, cause: error.cause, detail: error.cause.rawValue)
            throw LexofficeError(unreachable: failure, subject: "POST \(path)", secret: client.secret)
        }
    }
}
