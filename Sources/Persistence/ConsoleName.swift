/// The name of a person in the console, as the journal says it: what is seen, in one line. No bracket, so that no name looks like the
/// role behind it.
package struct ConsoleName: Sendable, Hashable, CustomStringConvertible {
    package let text: String

    /// In Unicode scalars, as a letter with a hundred accents is one character.
    package static let maximum = 60

    /// Nil for an empty name, a longer one, and one with anything but letters, digits, single inner blanks and `._-@'+`.
    package init?(_ text: String) {
        let scalars = text.unicodeScalars
        guard (1...ConsoleName.maximum).contains(scalars.count), scalars.allSatisfy(ConsoleName.isAllowed),
            scalars.contains(where: { $0 != " " })
        else { return nil }
        guard !text.hasPrefix(" "), !text.hasSuffix(" "), !text.contains("  ") else { return nil }
        // An accent needs a letter in front of it, or it changes the blank or the quote before the name.
        guard let first = scalars.first, !ConsoleName.isMark(first) else { return nil }
        self.text = text
    }

    package var description: String { text }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        // Letters that are not drawn, such as the Hangul fillers, would make two names look alike.
        if properties.isDefaultIgnorableCodePoint { return false }
        return properties.isAlphabetic || properties.generalCategory == .decimalNumber || isMark(scalar)
            || " ._-@'+".unicodeScalars.contains(scalar)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.generalCategory == .nonspacingMark }
}
