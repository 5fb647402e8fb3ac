internal import Bookkeeping
internal import Crypto

/// Names the XML for good: what was booked can be shown to be what was read.
enum XMLDigest {
    /// SHA-256 in lower-case hexadecimal.
    static func sha256(_ bytes: [UInt8]) -> String {
        SHA256.hash(data: bytes).map { padded($0, 2, radix: 16) }.joined()
    }
}
