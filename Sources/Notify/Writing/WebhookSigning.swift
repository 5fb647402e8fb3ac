internal import Bookkeeping
internal import Crypto
internal import Foundation

/// `sha256=` and the HMAC-SHA256 of the body in lower-case hex (RFC 2104): what stands in the header of each webhook.
package enum WebhookSigning {
    package static let header = "X-Reconcile-Signature"

    package static func signature(of body: [UInt8], secret: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(body), using: SymmetricKey(data: Data(secret.utf8)))
        return "sha256=" + code.map { padded($0, 2, radix: 16) }.joined()
    }
}
