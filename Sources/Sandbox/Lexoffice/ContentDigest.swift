internal import Bookkeeping
internal import Crypto

/// The checksum by which lexoffice recognises a file it already has (lexoffice-api.md §3.3).
package enum ContentDigest {
    /// SHA-256 in lower-case hexadecimal.
    package static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { padded($0, 2, radix: 16) }.joined()
    }
}
