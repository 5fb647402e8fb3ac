/// Text made fit for one line of an output: no character that moves the cursor, starts another line, turns the reading direction or
/// hides. The one place that says which characters those are.
package enum VisibleText {
    /// For people and spreadsheets: what is not seen is spelt out, everything else stays as it is, so that a number can be copied.
    /// Doing it twice changes nothing.
    package static func shown(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            if isVisible(scalar) { result.unicodeScalars.append(scalar) } else { result += spelt(scalar) }
        }
    }

    /// For a log: line breaks as `\n`, other invisible characters as `\u{1B}`, a backslash as two, so that what was there can still be
    /// told; never more than so many bytes, a cut is marked by `…`.
    package static func escaped(_ text: String, maximumBytes: Int) -> String {
        bounded(text, maximumBytes) { scalar in scalar == "\\" ? "\\\\" : isVisible(scalar) ? nil : spelt(scalar) }
    }

    /// For a status in one line. A line break would start another assignment of the notification, so each invisible character becomes
    /// a space and a run of spaces one.
    package static func spaced(_ text: String, maximumBytes: Int) -> String {
        let line = bounded(text, maximumBytes) { scalar in isVisible(scalar) && scalar != "\\" ? nil : " " }
        return line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
    }

    /// Whether somebody who looks at the line sees the character, there where it stands.
    package static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) }
        // Empty Braille, the one blank that Unicode calls neither a space nor ignorable.
        if scalar == "\u{2800}" || scalar.properties.isDefaultIgnorableCodePoint { return false }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
        default: return true
        }
    }

    private static func spelt(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
        }
    }

    private static let mark: Unicode.Scalar = "…"

    /// At most `maximumBytes` of UTF-8, mark included; nothing past the cut is even looked at.
    /// - Parameter replacement: nil for what stays.
    private static func bounded(_ text: String, _ maximumBytes: Int, _ replacement: (Unicode.Scalar) -> String?) -> String {
        var result = String.UnicodeScalarView()
        var size = 0
        /// How much of the result may stay when the mark has to be added.
        var markable = 0
        for scalar in text.unicodeScalars {
            let piece = replacement(scalar) ?? String(scalar)
            let length = piece.utf8.count
            if size + length > maximumBytes {
                result.removeLast(result.count - markable)
                if maximumBytes >= UTF8.width(mark) { result.append(mark) }
                break
            }
            result.append(contentsOf: piece.unicodeScalars)
            size += length
            if size + UTF8.width(mark) <= maximumBytes { markable = result.count }
        }
        return String(result)
    }
}
