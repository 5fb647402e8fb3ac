internal import Synchronization

/// The secrets this process knows. Whoever reads one teaches it; every output asks, last of all, and shows `***` in its place.
package final class Redaction: Sendable {
    /// One for the process, because standard output, standard error, the log and systemd are one each.
    package static let known = Redaction()

    /// What is shorter is no secret, and would blot out words.
    package static let lengthMinimum = 8

    private struct Known: Sendable {
        var all: Set<String> = []
        /// By their first eight bytes: a process may know the keys of a thousand accounts, and each line of its log is looked through.
        var beginnings: [UInt64: [String]] = [:]

        mutating func insert(_ secret: String) {
            guard all.insert(secret).inserted else { return }
            beginnings[Redaction.windows(secret)[0], default: []].append(secret)
        }
    }

    private let known = Mutex(Known())

    package init() {}

    /// Also learns the ways in which an output may spell it: inside quotes and inside an address.
    package func learn(_ secret: String) {
        guard secret.utf8.count >= Redaction.lengthMinimum else { return }
        let forms = [secret, Redaction.quoted(secret), Redaction.encoded(secret)]
        known.withLock { known in forms.forEach { known.insert($0) } }
    }

    package func hiding(_ text: String) -> String {
        guard text.utf8.count >= Redaction.lengthMinimum else { return text }
        let met = known.withLock { known in
            known.all.isEmpty ? [] : Set(Redaction.windows(text)).flatMap { known.beginnings[$0] ?? [] }
        }
        // Longest first: one may be a part of another.
        return met.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }.reduce(text) { $0.replacingExactly($1, with: "***") }
    }

    /// Each run of eight bytes as a number, of a text of eight or more.
    private static func windows(_ text: String) -> [UInt64] {
        var (window, count) = (UInt64(0), 0)
        var windows: [UInt64] = []
        for byte in text.utf8 {
            window = window << 8 | UInt64(byte)
            count += 1
            if count >= lengthMinimum { windows.append(window) }
        }
        return windows
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
