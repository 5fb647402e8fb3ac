import Crypto
import CryptoExtras
import Foundation

/// A key of lexoffice's kind, to sign what lexoffice would send.
package struct WebhookKey: Sendable {
    private let key: _RSA.Signing.PrivateKey

    /// Smaller than lexoffice's, because making one takes time.
    package init() throws { key = try _RSA.Signing.PrivateKey(keySize: .bits2048) }

    package var publicPEM: String { key.publicKey.pemRepresentation }

    /// The value of `X-Lxo-Signature` for these bytes.
    package func signature(_ body: [UInt8]) throws -> String {
        try key.signature(for: SHA512.hash(data: body), padding: .insecurePKCS1v1_5).rawRepresentation.base64EncodedString()
    }
}
