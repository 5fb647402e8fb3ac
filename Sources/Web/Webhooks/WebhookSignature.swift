internal import CryptoExtras
internal import FoundationEssentials

/// lexoffice's signature under a webhook: RSA with SHA-512 over the body as sent, PKCS#1 v1.5 padding, in base64 (lexoffice-api.md §3.7).
package struct WebhookSignature: Sendable {
    /// More than a public key of any size in use.
    private static let fileLimit = 64 << 10

    private let key: _RSA.Signing.PublicKey
    /// Of every genuine signature, which is as long as the key.
    private let base64Length: Int

    /// - Parameter pem: a public RSA key of 2048 bits or more.
    package init(pem: String) throws(WebhookKeyFailure) {
        do {
            key = try _RSA.Signing.PublicKey(pemRepresentation: pem)
        } catch {
            throw WebhookKeyFailure(subject: "webhooks.public-key", cause: "no public RSA key of 2048 bits or more in PEM form")
        }
        base64Length = ((key.keySizeInBits + 7) / 8 + 2) / 3 * 4
    }

    /// - Parameter path: a file that holds such a key.
    package init(contentsOf path: String) throws(WebhookKeyFailure) {
        let text: String
        do {
            let file = try Data(contentsOf: URL(filePath: path))
            guard file.count <= WebhookSignature.fileLimit else {
                throw WebhookKeyFailure(subject: path, cause: "larger than any public key")
            }
            text = String(decoding: file, as: UTF8.self)
        } catch let failure as WebhookKeyFailure {
            throw failure
        } catch {
            throw WebhookKeyFailure(subject: path, cause: "cannot be read")
        }
        do {
            try self.init(pem: text)
        } catch {
            throw WebhookKeyFailure(subject: path, cause: error.cause)
        }
    }

    /// Costs nothing, and is false for nearly everything that lexoffice did not send.
    func isPlausible(_ header: String?) -> Bool { header?.utf8.count == base64Length }

    func isValid(_ header: String, over body: [UInt8]) -> Bool {
        guard isPlausible(header), let bytes = Data(base64Encoded: header) else { return false }
        return key.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: bytes), for: SHA512.hash(data: body), padding: .insecurePKCS1v1_5)
    }
}

/// Why webhooks cannot be checked. Starting again without another file changes nothing.
package struct WebhookKeyFailure: Error, Sendable, Hashable, CustomStringConvertible {
    package var code: String { "WEBHOOK_KEY_UNUSABLE" }
    package let subject: String
    package let cause: String
    package var hint: String { "fetch lexoffice's public key again and name the file in webhooks.public-key" }
    package var description: String { "\(code): \(subject): \(cause). \(hint)" }
}
