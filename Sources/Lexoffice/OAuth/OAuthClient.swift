/// Who we are to lexoffice's authorisation server: a partner client with its secret (lexoffice-api.md §1.3).
package struct OAuthClient: Sendable {
    package let id: String
    let secret: String
    /// Registered with lexoffice and compared byte for byte, the port included.
    package let redirectURI: String

    /// A permission for every kind of request this program makes, and for no other.
    package static let scopes = [
        "profile.read", "contacts.read", "contacts.write", "vouchers.read", "vouchers.write", "voucherlist.read", "files.read",
        "files.write", "payments.read",
    ]
    package static let callbackPath = "/oauth/callback"

    /// - Parameter port: of the loopback listener that waits for the redirect.
    package init(id: String, secret: String, port: Int) {
        self.id = id
        self.secret = secret
        redirectURI = "http://127.0.0.1:\(port)\(OAuthClient.callbackPath)"
    }
}

/// Whatever prints it prints no secret.
extension OAuthClient: CustomStringConvertible, CustomDebugStringConvertible {
    package var description: String { "client \(id)" }
    package var debugDescription: String { description }
}
