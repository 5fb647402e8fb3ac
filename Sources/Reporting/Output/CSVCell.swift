internal import Output

/// One cell of a table by RFC 4180, on one line, that no spreadsheet runs.
package enum CSVCell {
    /// What a spreadsheet takes for the beginning of a formula, in either width; a tab or a line break is spelt out before.
    private static let formulaBegins = "=+-@＝＋－＠".unicodeScalars

    package static func text(_ text: String, separator: String) -> String {
        let shown = VisibleText.shown(text)
        let isFormula = shown.unicodeScalars.first.map(formulaBegins.contains) ?? false
        let field = isFormula && !isNumber(shown) ? "'\(shown)" : shown
        let isSpecial = field.unicodeScalars.contains { $0 == "\"" || separator.unicodeScalars.contains($0) }
        return isSpecial ? "\"\(field.replacingExactly("\"", with: "\"\""))\"" : field
    }

    /// `-1234.56` or `-1234,56`: it computes nothing, and a sum needs it as a number.
    private static func isNumber(_ text: String) -> Bool {
        let parts = text.drop { $0 == "-" }.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "," }
        let isSigned = text.prefix { $0 == "-" }.count <= 1
        return isSigned && parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }
    }
}
