internal import Synchronization

/// The secrets this process knows. Whoever reads one teaches it; every output asks, last of all, and shows `***` in its place.
package final class Redaction: Sendable {
    /// One for the process, because standard output, standard error, the log and systemd are one each.
    package static let known = Redaction()

    /// What is shorter is no secret, and would blot out words.
    package static let lengthMinimum = 8
    private static let stars = Array("***".utf8)

    /// Longest first: one may be a part of another.
    private let secrets = Mutex<[[UInt8]]>([])

    package init() {}

    /// Also learns the ways in which an output may spell it: inside quotes and inside an address.
    package func learn(_ secret: String) {
        guard secret.utf8.count >= Redaction.lengthMinimum else { return }
        let forms = Set([secret, Redaction.quoted(secret), Redaction.encoded(secret)]).map { Array($0.utf8) }
        secrets.withLock { secrets in
            let new = forms.filter { !secrets.contains($0) }
            if !new.isEmpty { secrets = (secrets + new).sorted { $0.count > $1.count } }
        }
    }

    package func hiding(_ text: String) -> String {
        let secrets = secrets.withLock { $0 }
        guard !secrets.isEmpty else { return text }
        var bytes = Array(text.utf8)
        var isChanged = false
        for secret in secrets where secret.count <= bytes.count {
            while let start = Redaction.place(of: secret, in: bytes) {
                bytes.replaceSubrange(start..<start + secret.count, with: Redaction.stars)
                isChanged = true
            }
        }
        return isChanged ? String(decoding: bytes, as: UTF8.self) : text
    }

    /// By bytes: a mark that combines with the last character must not keep a secret from being found.
    private static func place(of secret: [UInt8], in bytes: [UInt8]) -> Int? {
        guard let first = secret.first, secret.count <= bytes.count else { return nil }
        return (0...bytes.count - secret.count).first { start in
            bytes[start] == first && bytes[start..<start + secret.count].elementsEqual(secret)
        }
    }

    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            if scalar == "\"" || scalar == "\\" { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
    }

    /// Percent encoding of everything but the unreserved characters (RFC 3986 §2.3).
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII && (scalar.properties.isAlphabetic || (48...57).contains(byte) || "-._~".unicodeScalars.contains(scalar)) {
                result.unicodeScalars.append(scalar)
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }
}
