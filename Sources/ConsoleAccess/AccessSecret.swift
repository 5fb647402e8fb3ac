internal import Crypto
internal import FoundationEssentials
package import Persistence

/// 256 bits from the kernel, as the key of a link or as a session's cookie. Only its digest is stored.
package struct AccessSecret: Sendable, Hashable {
    private let bytes: [UInt8]

    private static let byteCount = 32
    private static let textLength = 43

    /// A new one.
    package init() {
        bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
    }

    /// Nil for anything but the 43 characters of one (RFC 4648 §5, without padding).
    package init?(_ text: String) {
        guard text.utf8.count == AccessSecret.textLength else { return nil }
        let usual = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 }) + "="
        guard !text.contains(where: { $0 == "+" || $0 == "/" }), let data = Data(base64Encoded: usual), data.count == AccessSecret.byteCount
        else {
            return nil
        }
        bytes = Array(data)
        // The last character has two bits too many: each secret has one spelling.
        guard self.text == text else { return nil }
    }

    /// As pasted by a person: the key, or the whole link, with blanks around it.
    package init?(pasted text: String) {
        guard text.utf8.count <= AccessSecret.pastedMaximumBytes else { return nil }
        let trimmed = text.filter { !$0.isWhitespace }
        let key = trimmed.lastIndex(of: "#").map { trimmed[trimmed.index(after: $0)...] } ?? trimmed[...]
        self.init(String(key))
    }

    private static let pastedMaximumBytes = 2_000

    package var text: String {
        String(
            Data(bytes).base64EncodedString().compactMap { character -> Character? in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            })
    }

    package var digest: SecretDigest { SecretDigest(of: bytes) }
}

extension AccessSecret: CustomStringConvertible, CustomReflectable {
    /// Nothing of it gets into a log by interpolation.
    package var description: String { "(secret)" }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
