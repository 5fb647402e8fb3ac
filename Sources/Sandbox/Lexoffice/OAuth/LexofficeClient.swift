/// A partner client as lexoffice knows it.
package struct LexofficeClient: Sendable, Hashable {
    package var id: String
    package var secret: String
    /// Compared byte for byte (lexoffice-api.md §1.3).
    package var redirectURIs: [String]
    /// Switched off by lexoffice: `unauthorized_client`.
    package var isDeactivated = false

    package init(id: String, secret: String, redirectURIs: [String]) {
        self.id = id
        self.secret = secret
        self.redirectURIs = redirectURIs
    }
}

/// A connection that was granted: exactly one refresh token and one access token.
package struct LexofficeConnectionRecord: Sendable, Hashable {
    package let id: String
    var clientID: String
    var scope: String
    package internal(set) var accessToken: String
    package internal(set) var refreshToken: String
    var accessExpiresAt: Int64
    /// Refreshes so far.
    package internal(set) var rotations = 0
}

/// A code on its way to the client: single use, five minutes.
struct LexofficeCode: Sendable, Hashable {
    static let lifetime: Int64 = 300_000

    var clientID: String
    var redirectURI: String
    var challenge: String
    var scope: String
    var expiresAt: Int64
    /// What it was exchanged for; a second use ends that.
    var connectionID: String?
}
