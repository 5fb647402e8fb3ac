import FoundationEssentials

/// What the authorisation server hands out. Only its form is checked: tokens are opaque.
struct TokenGrant: Sendable {
    var accessToken: String
    /// Nil where the old one stays in force; lexoffice always sends another.
    var refreshToken: String?
    /// Milliseconds the access token lives.
    var lifetime: Int64
    var scope: String?

    /// Far above what is documented (4096 characters), far below what would fill the disk.
    private static let tokenMaximum = 8192

    init(_ body: [UInt8], mustRefresh: Bool) throws(LexofficeError) {
        let subject = "POST /oauth2/token"
        // The decoder's own words may quote the answer: tokens.
        guard let wire = try? JSONDecoder().decode(WireGrant.self, from: Data(body)) else {
            throw LexofficeError(.badAnswer, subject: subject, cause: "unreadable answer")
        }
        guard wire.tokenType.lowercased() == "bearer", Self.isToken(wire.accessToken), wire.refreshToken.map(Self.isToken) ?? !mustRefresh
        else { throw LexofficeError(.badAnswer, subject: subject, cause: "the answer holds no usable token") }
        guard (1...315_360_000).contains(wire.expiresIn) else {
            throw LexofficeError(.badAnswer, subject: subject, cause: "expires_in is out of range")
        }
        accessToken = wire.accessToken
        refreshToken = wire.refreshToken
        lifetime = wire.expiresIn * 1000
        scope = wire.scope
    }

    private static func isToken(_ text: String) -> Bool {
        (1...tokenMaximum).contains(text.utf8.count) && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
}

private struct WireGrant: Decodable {
    var accessToken: String
    var refreshToken: String?
    var expiresIn: Int64
    var tokenType: String
    var scope: String?

    enum CodingKeys: String, CodingKey {
        case accessToken = "access_token"
        case refreshToken = "refresh_token"
        case expiresIn = "expires_in"
        case tokenType = "token_type"
        case scope
    }
}
