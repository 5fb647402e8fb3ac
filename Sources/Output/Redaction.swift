internal import Synchronization

/// The secrets this process knows. Whoever reads one teaches it; every output asks, last of all, and shows `***` in its place.
package final class Redaction: Sendable {
    /// One for the process, because standard output, standard error, the log and systemd are one each.
    package static let known = Redaction()

    /// What is shorter is no secret, and would blot out words.
    package static let lengthMinimum = 8

    /// Longest first: one may be a part of another.
    private let secrets = Mutex<[String]>([])

    package init() {}

    /// Also learns the ways in which an output may spell it: inside quotes and inside an address.
    package func learn(_ secret: String) {
        guard secret.utf8.count >= Redaction.lengthMinimum else { return }
        let forms = Set([secret, Redaction.quoted(secret), Redaction.encoded(secret)])
        secrets.withLock { secrets in
            let new = forms.filter { !secrets.contains($0) }
            if !new.isEmpty { secrets = (secrets + new).sorted { $0.utf8.count > $1.utf8.count } }
        }
    }

    package func hiding(_ text: String) -> String { secrets.withLock { $0 }.reduce(text) { $0.replacingExactly($1, with: "***") } }

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
