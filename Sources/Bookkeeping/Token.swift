/// A name from a remote as one harmless word, at most 60 characters long, for logs, details and the journal.
package enum Token {
    package static func of(_ text: String) -> String {
        String(text.prefix(60).map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "_" })
    }
}
