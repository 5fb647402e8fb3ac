/// Text made fit for one line of a log or of `systemctl status`: no character that moves the cursor, starts another line, turns the
/// reading direction or hides, and never more than so many bytes.
enum VisibleText {
    /// A line break would start another assignment of the notification, so each invisible character becomes a space and a run of
    /// spaces one. A cut is marked by `…`.
    static func spaced(_ text: String, maximumBytes: Int) -> String {
        var line = bounded(text, maximumBytes) { _ in " " }
        line = line.split(separator: " ", omittingEmptySubsequences: true).joined(separator: " ")
        return line
    }

    /// Line breaks as `\n`, other invisible characters as `\u{1B}`, a backslash as two: what was there can still be told.
    static func escaped(_ text: String, maximumBytes: Int) -> String {
        bounded(text, maximumBytes) { scalar in
            switch scalar {
            case "\n": "\\n"
            case "\r": "\\r"
            case "\t": "\\t"
            case "\\": "\\\\"
            default: "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            }
        }
    }

    private static let mark: Unicode.Scalar = "…"

    /// At most `maximumBytes` of UTF-8, mark included; nothing past the cut is even looked at.
    private static func bounded(_ text: String, _ maximumBytes: Int, _ replace: (Unicode.Scalar) -> String) -> String {
        var result = String.UnicodeScalarView()
        var size = 0
        /// How much of the result may stay when the mark has to be added.
        var markable = 0
        for scalar in text.unicodeScalars {
            let piece = isVisible(scalar) ? String(scalar) : replace(scalar)
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

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20..<0x7F).contains(scalar.value) && scalar != "\\" }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
        default: return true
        }
    }
}
