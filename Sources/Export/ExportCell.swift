package import Bookkeeping
internal import Output

/// One field of an exported row. Whether it is empty is the value's own: an amount nobody knows is no zero.
package enum ExportCell: Sendable, Hashable {
    case text(String?)
    case whole(Int64?)
    case amount(Cents?)
    case day(BusinessDay?)
    /// A text in the file: the standard knows days alone.
    case moment(Instant?)

    /// What a column holds, by which it is described.
    package enum Kind: Sendable { case text, whole, amount, day, moment }

    /// As it stands between two delimiters.
    package var field: String {
        switch self {
        case .text(let text): text.map(Self.quoted) ?? ""
        case .whole(let number): number.map(String.init) ?? ""
        case .amount(let cents): cents.map(Self.decimalComma) ?? ""
        case .day(let day): day.map(Self.german) ?? ""
        case .moment(let instant): instant.map { "\"\($0.isoText)\"" } ?? ""
        }
    }

    private static func decimalComma(_ cents: Cents) -> String {
        String(cents.description.map { $0 == "." ? "," : $0 })
    }

    /// `31.12.2026`
    static func german(_ day: BusinessDay) -> String {
        let parts = day.description.split(separator: "-")
        return parts.reversed().joined(separator: ".")
    }

    private static func quoted(_ text: String) -> String {
        let harmless = guarded(visible(Redaction.known.hiding(text)))
        return "\"\(harmless.utf8.contains(quote) ? String(harmless.flatMap { $0 == "\"" ? "\"\"" : String($0) }) : harmless)\""
    }

    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")

    /// One line, and the text can be told from it: what is not seen is spelt out, a backslash is two.
    private static func visible(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != backslash }) { return text }
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            result += scalar == "\\" ? "\\\\" : VisibleText.shown(String(scalar))
        }
    }

    /// What a spreadsheet takes for the beginning of a formula, and the sign that keeps it from that. A sign alone computes nothing.
    private static let formulaBegins = "=+-@＝＋－＠'".unicodeScalars

    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, text.unicodeScalars.count > 1, formulaBegins.contains(first) else { return text }
        return "'\(text)"
    }
}
