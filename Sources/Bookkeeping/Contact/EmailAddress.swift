/// An e-mail address as people write it into a field: `a@b.de`, `Name <a@b.de>`, `a@b.de; c@d.de`. Umlauts are letters like any other,
/// before and after the @ (lexoffice-2026.md §2).
package struct EmailAddress: Sendable, Hashable {
    package let text: String

    /// The first one of a text.
    package static func first(in text: String) -> EmailAddress? { all(in: text).first }

    /// In the order in which they stand there. `max muster@web.de` is none: a blank too many would make it somebody else's.
    static func all(in text: String) -> [EmailAddress] {
        text.prefix(1000).split { ",;|".contains($0) || $0.isNewline }.flatMap { part in
            if let start = part.firstIndex(of: "<") {
                return [EmailAddress(part: part[part.index(after: start)...].prefix { $0 != ">" })].compactMap(\.self)
            }
            let words = part.split(whereSeparator: \.isWhitespace).filter { !$0.hasSuffix(":") }
            let addresses = words.compactMap { EmailAddress(part: $0) }
            return addresses.count == words.count ? addresses : []
        }
    }

    private init?(part: Substring) {
        var part = part.drop(while: \.isWhitespace)
        if part.lowercased().hasPrefix("mailto:") { part = part.dropFirst("mailto:".count) }
        let text = String(part).trimmed ?? ""
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        guard halves.count == 2, !halves[0].isEmpty, text.unicodeScalars.allSatisfy(Self.isPlain) else { return nil }
        let labels = halves[1].split(separator: ".", omittingEmptySubsequences: false)
        guard labels.count >= 2, labels.allSatisfy({ !$0.isEmpty }) else { return nil }
        self.text = text
    }

    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.isASCII else { return scalar.properties.isAlphabetic || scalar.properties.generalCategory == .nonspacingMark }
        return (33...126).contains(scalar.value) && !"<>(),;:\\\"[]".unicodeScalars.contains(scalar)
    }
}
