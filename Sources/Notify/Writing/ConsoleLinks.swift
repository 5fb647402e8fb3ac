internal import Wording

/// Addresses of the console's pages.
package struct ConsoleLinks: Sendable, Hashable {
    private let base: String

    /// - Parameter base: an http or https address without a query; nil for anything else.
    package init?(_ base: String) {
        guard let address = WebAddress(base), !address.path.contains("?") else { return nil }
        var text = address.text
        while text.hasSuffix("/") { text.removeLast() }
        self.base = text
    }

    package var open: String { base + DigestWords.pageOfOpen }

    /// - Parameter name: a document's number, or HERO's id of it.
    package func document(_ name: String) -> String { base + DigestWords.pageOfDocument + ConsoleLinks.encoded(name) }

    /// A number is somebody else's text: nothing of it may end the path or begin another.
    private static func encoded(_ text: String) -> String {
        text.utf8.reduce(into: "") { result, byte in
            let isPlain =
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || "-._~".utf8.contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += "%" + (digits.count == 1 ? "0" : "") + digits
            }
        }
    }
}
