internal import Bookkeeping
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

    /// - Parameter name: a document's number, or HERO's id of it: somebody else's text, of which nothing may end the path or begin another.
    package func document(_ name: String) -> String { base + DigestWords.pageOfDocument + PercentEncoding.encoded(name) }
}
