import Output

/// A login as it is kept on disk: both tokens, and whose they are.
package struct StoredLogin: Sendable, Hashable, Codable {
    /// Tokens belong to the client that asked for them.
    package var clientID: String
    /// Nil only while it is being checked.
    package var organizationID: String?
    package var organizationName: String?
    /// What the webhook `token.revoked` names.
    package var connectionID: String?
    package var scope: String?
    var accessToken: String
    var refreshToken: String
    /// Wall clock in milliseconds, and how long the access token lives in all.
    package var expiresAt: Int64
    var lifetime: Int64
    /// The authorisation server does not know the refresh token any more; asking again would be hammering.
    package var isLost = false

    init(_ grant: TokenGrant, clientID: String, refreshToken: String, now: Int64) {
        self.clientID = clientID
        accessToken = grant.accessToken
        self.refreshToken = refreshToken
        scope = grant.scope
        expiresAt = now + grant.lifetime
        lifetime = grant.lifetime
        hideTokens()
    }

    /// The same login with the tokens of a refresh.
    func renewed(by grant: TokenGrant, now: Int64) -> StoredLogin {
        var login = self
        login.accessToken = grant.accessToken
        login.refreshToken = grant.refreshToken ?? refreshToken
        login.scope = grant.scope ?? scope
        login.expiresAt = now + grant.lifetime
        login.lifetime = grant.lifetime
        login.isLost = false
        login.hideTokens()
        return login
    }

    /// From here on no output shows them, whatever it is told.
    func hideTokens() {
        for token in [accessToken, refreshToken] { Redaction.known.learn(token) }
    }

    /// Five minutes early, so that no request is on its way when the token dies; a quarter of a short life.
    func isDue(at now: Int64) -> Bool { now >= expiresAt - min(300_000, lifetime / 4) }

    /// Scopes of ours that were not granted; empty where the server names none at all.
    package var missingScopes: [String] {
        guard let scope else { return [] }
        let granted = Set(scope.split(separator: " ").map(String.init))
        return OAuthClient.scopes.filter { !granted.contains($0) }
    }
}

/// Whatever prints it prints no token.
extension StoredLogin: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "login of \(clientID)" }
    package var debugDescription: String { description }
}
