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
        /// A bit for what some beginning comes down to: of nearly all texts it says at once that none is in them.
        private var sieve = [UInt64](repeating: 0, count: 64)

        mutating func insert(_ secret: String) {
            guard all.insert(secret).inserted else { return }
            var window = Window()
            for byte in secret.utf8.prefix(Redaction.lengthMinimum) { window.take(byte) }
            beginnings[window.bytes, default: []].append(secret)
            sieve[window.place >> 6] |= 1 << (window.place & 63)
        }

        /// Whose beginning is in the text.
        func met(in text: String) -> Set<String> {
            var window = Window()
            var met: Set<String> = []
            for byte in text.utf8 {
                window.take(byte)
                let place = window.place
                if window.isWhole, sieve[place >> 6] & 1 << (place & 63) != 0 { met.formUnion(beginnings[window.bytes] ?? []) }
            }
            return met
        }
    }

    /// The last eight bytes of what was read, as a number.
    private struct Window {
        private(set) var bytes: UInt64 = 0
        private var count = 0

        var isWhole: Bool { count >= Redaction.lengthMinimum }
        /// One of 4,096: the golden ratio spreads what differs in few bits.
        var place: Int { Int(truncatingIfNeeded: (bytes &* 0x9E37_79B9_7F4A_7C15) >> 52) }

        mutating func take(_ byte: UInt8) {
            bytes = bytes << 8 | UInt64(byte)
            count += 1
        }
    }

    private let known = Mutex(Known())

    package init() {}

    /// Also learns the ways in which an output may spell it: inside quotes and inside an address.
    package func learn(_ secret: String) {
        guard secret.utf8.count >= Redaction.lengthMinimum, !known.withLock({ $0.all.contains(secret) }) else { return }
        let forms = [secret, Redaction.quoted(secret), Redaction.encoded(secret)]
        known.withLock { known in forms.forEach { known.insert($0) } }
    }

    package func hiding(_ text: String) -> String {
        guard text.utf8.count >= Redaction.lengthMinimum else { return text }
        let met = known.withLock { $0.all.isEmpty ? [] : $0.met(in: text) }
        if met.isEmpty { return text }
        // Longest first: one may be a part of another.
        return met.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }.reduce(text) { $0.replacingExactly($1, with: "***") }
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
