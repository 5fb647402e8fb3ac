import Foundation
import GRDB

/// Texts as a search compares them: small letters, no accents, umlauts as one writes them without a German keyboard, one blank between
/// words. `Müller`, `Mueller` and `MULLER` become the same; so do a few words that differ in nothing else, and a search that finds a line
/// more than was meant does no harm.
package enum SearchFold {
    /// So much of a text is searched; no number and no name is longer.
    static let limit = 300

    static let functionName = "reconcile_fold"

    /// For the triggers that keep the search up to date.
    static let function = DatabaseFunction(functionName, argumentCount: 1, pure: true) { values in
        values.first.flatMap { String.fromDatabaseValue($0) }.map(folded)
    }

    package static func folded(_ text: String) -> String {
        let plain = String(text.prefix(limit)).decomposedStringWithCompatibilityMapping.lowercased()
        var scalars = String.UnicodeScalarView()
        var isBlank = true
        for scalar in plain.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark, .format, .control: continue
            case .spaceSeparator, .lineSeparator, .paragraphSeparator:
                if !isBlank { scalars.append(" ") }
                isBlank = true
            default:
                isBlank = false
                switch scalar {
                case "ß": scalars.append(contentsOf: "ss".unicodeScalars)
                // What is left of an umlaut is its vowel, and so it is for whoever writes two.
                case "e" where scalars.last == "a" || scalars.last == "o" || scalars.last == "u": continue
                default: scalars.append(scalar)
                }
            }
        }
        if scalars.last == " " { scalars.removeLast() }
        return String(scalars)
    }
}
