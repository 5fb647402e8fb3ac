internal import Bookkeeping
internal import Crypto
internal import Foundation
internal import HTTPTypes
internal import Transport

/// lexoffice's authorisation server as far as lexoffice-api.md §1.3 describes it: PKCE is required, redirects match exactly, codes
/// are for one use, refresh tokens rotate, and only the newest access token counts. A person who agrees at once is assumed, or one
/// who refuses.
package struct LexofficeAuthorisation: Sendable {
    package var client: LexofficeClient?
    /// Whether the person at the consent page agrees.
    package var grants = true
    /// 14399 at lexoffice.
    package var accessLifetimeSeconds: Int64 = 14_399
    package private(set) var connections: [LexofficeConnectionRecord] = []
    private var codes: [String: LexofficeCode] = [:]
    private var words: LexofficeIDs

    init(seed: UInt64) { words = LexofficeIDs(seed: seed) }

    func handles(_ path: String) -> Bool { path.hasPrefix("/oauth2/") }

    mutating func respond(_ request: OutgoingRequest, _ query: LexofficeQuery, now: Instant) -> LexofficeAuthorisationReply {
        switch (request.head.method.rawValue, query.path) {
        case ("GET", "/oauth2/authorize"): return authorize(query, now: now)
        case ("POST", "/oauth2/token"), ("POST", "/oauth2/revoke"): break
        default: return .error(404, "not_found")
        }
        guard let client, Self.isBasic(request.head.headerFields[.authorization], client) else { return .error(401, "invalid_client") }
        guard !client.isDeactivated else { return .error(400, "unauthorized_client") }
        let type = request.head.headerFields[.contentType]?.lowercased() ?? ""
        guard type.hasPrefix("application/x-www-form-urlencoded") else { return .error(400, "invalid_request") }
        let form = LexofficeQuery(target: "?" + String(decoding: request.body, as: UTF8.self))
        let names = ["grant_type", "code", "redirect_uri", "code_verifier", "refresh_token", "token"]
        guard !names.contains(where: form.repeats) else { return .error(400, "invalid_request") }
        if query.path == "/oauth2/revoke" { return revoke(form) }
        switch form["grant_type"] {
        case "authorization_code": return exchange(form, client, now: now)
        case "refresh_token": return refresh(form, client, now: now)
        default: return .error(400, "unsupported_grant_type")
        }
    }

    /// The connection an access token opens the API for.
    func connection(bearer: String, now: Instant) -> LexofficeConnectionRecord? {
        connections.first { $0.accessToken == bearer && now.milliseconds < $0.accessExpiresAt }
    }

    private mutating func authorize(_ query: LexofficeQuery, now: Instant) -> LexofficeAuthorisationReply {
        // Neither may be answered by a redirect: who asks is not known (RFC 6749 §4.1.2.1).
        guard let client, query["client_id"] == client.id, let redirect = query["redirect_uri"], client.redirectURIs.contains(redirect),
            !query.items.contains(where: { query.repeats($0.name) })
        else { return .error(400, "invalid_request") }
        let state = query["state"] ?? ""
        func refused(_ code: String) -> LexofficeAuthorisationReply { .redirect(redirect, [("error", code), ("state", state)]) }
        guard !client.isDeactivated else { return refused("unauthorized_client") }
        guard query["response_type"] == "code" else { return refused("unsupported_response_type") }
        guard let challenge = query["code_challenge"], challenge.utf8.count == 43, query["code_challenge_method"] == "S256", !state.isEmpty
        else { return refused("invalid_request") }
        guard grants else { return refused("access_denied") }
        let code = token(128)
        codes[code] = LexofficeCode(
            clientID: client.id, redirectURI: redirect, challenge: challenge, scope: query["scope"] ?? "profile.read",
            expiresAt: now.milliseconds + LexofficeCode.lifetime)
        return .redirect(redirect, [("code", code), ("state", state)])
    }

    private mutating func exchange(_ form: LexofficeQuery, _ client: LexofficeClient, now: Instant) -> LexofficeAuthorisationReply {
        guard let text = form["code"], let verifier = form["code_verifier"], let redirect = form["redirect_uri"] else {
            return .error(400, "invalid_request")
        }
        guard let code = codes[text] else { return .error(400, "invalid_grant") }
        if let used = code.connectionID {
            connections.removeAll { $0.id == used }
            return .error(400, "invalid_grant", ended: [used])
        }
        let digest = Data(SHA256.hash(data: Data(verifier.utf8))).base64EncodedString()
        let challenge = digest.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        guard code.clientID == client.id, code.redirectURI == redirect, now.milliseconds < code.expiresAt, code.challenge == challenge
        else {
            codes[text] = nil
            return .error(400, "invalid_grant")
        }
        var connection = LexofficeConnectionRecord(
            id: words.next(), clientID: client.id, scope: code.scope, accessToken: "", refreshToken: "", accessExpiresAt: 0)
        codes[text]?.connectionID = connection.id
        issue(to: &connection, now: now)
        connections.append(connection)
        return answer(connection)
    }

    private mutating func refresh(_ form: LexofficeQuery, _ client: LexofficeClient, now: Instant) -> LexofficeAuthorisationReply {
        guard let presented = form["refresh_token"] else { return .error(400, "invalid_request") }
        guard let place = connections.firstIndex(where: { $0.refreshToken == presented && $0.clientID == client.id }) else {
            return .error(400, "invalid_grant")
        }
        var connection = connections[place]
        issue(to: &connection, now: now)
        connection.rotations += 1
        connections[place] = connection
        return answer(connection)
    }

    /// Unknown tokens are no error (RFC 7009 §2.2).
    private mutating func revoke(_ form: LexofficeQuery) -> LexofficeAuthorisationReply {
        guard let token = form["token"] else { return .error(400, "invalid_request") }
        let ended = connections.filter { $0.refreshToken == token }.map(\.id)
        connections.removeAll { ended.contains($0.id) }
        for place in connections.indices where connections[place].accessToken == token { connections[place].accessExpiresAt = 0 }
        return LexofficeAuthorisationReply(status: 200, ended: ended)
    }

    private mutating func issue(to connection: inout LexofficeConnectionRecord, now: Instant) {
        connection.accessToken = "eyJhbGciOiJSUzI1NiJ9.\(token(400)).\(token(86))"
        connection.refreshToken = token(128)
        connection.accessExpiresAt = now.milliseconds + accessLifetimeSeconds * 1000
    }

    private func answer(_ connection: LexofficeConnectionRecord) -> LexofficeAuthorisationReply {
        LexofficeAuthorisationReply(
            status: 200,
            json: [
                "access_token": .string(connection.accessToken), "expires_in": .int(Int(accessLifetimeSeconds)),
                "refresh_token": .string(connection.refreshToken), "scope": .string(connection.scope), "token_type": "Bearer",
            ])
    }

    private mutating func token(_ length: Int) -> String {
        var text = ""
        while text.utf8.count < length { text += words.next().replacing("-", with: "") }
        return String(text.prefix(length))
    }

    private static func isBasic(_ header: String?, _ client: LexofficeClient) -> Bool {
        header == "Basic \(Data("\(client.id):\(client.secret)".utf8).base64EncodedString())"
    }
}

/// What people at lexoffice do to a connection.
extension LexofficeAuthorisation {
    /// A changed password, a logged-out session: access tokens die before their time.
    package mutating func expireAccessTokens() {
        for place in connections.indices { connections[place].accessExpiresAt = 0 }
    }

    /// The user disconnects the app.
    package mutating func disconnect() { connections = [] }
}
