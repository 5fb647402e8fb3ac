/// The media ranges of an `Accept` header (RFC 9110 §12.5.1).
enum AcceptHeader {
    struct Range: Hashable {
        /// In lower case: `text/plain`, `*/*`.
        var type: String
        /// Names in lower case, without `q`.
        var parameters: [String: String] = [:]
        /// The weight, 0...1000.
        var thousandths = 1000
    }

    private static let rangesMax = 64

    /// Ranges in the order of the header; one that cannot be read is passed over, and so is everything after the sixty-fourth.
    static func ranges(_ header: String) -> [Range] {
        guard header.utf8.count <= 8192 else { return [] }
        return pieces(header, at: ",").prefix(rangesMax).compactMap(range)
    }

    private static func range(_ text: Substring) -> Range? {
        let parts = pieces(text, at: ";").map(trimmed)
        guard let type = parts.first, type.split(separator: "/", omittingEmptySubsequences: false).count == 2 else { return nil }
        var range = Range(type: type.lowercased())
        for part in parts.dropFirst() where !part.isEmpty {
            guard let equals = part.firstIndex(of: "=") else { return nil }
            let name = trimmed(part[..<equals]).lowercased()
            let value = unquoted(trimmed(part[part.index(after: equals)...]))
            guard name == "q" else {
                range.parameters[name] = value
                continue
            }
            guard let weight = weight(value) else { return nil }
            range.thousandths = weight
        }
        return range
    }

    /// `0`, `1`, `0.5`, `1.000`: at most three decimals.
    private static func weight(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
        let decimals = parts.count > 1 ? parts[1] : ""
        guard decimals.utf8.count <= 3, decimals.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        let padded = decimals + String(repeating: "0", count: 3 - decimals.utf8.count)
        guard let thousandths = Int(whole + padded), thousandths <= 1000 else { return nil }
        return thousandths
    }

    /// Splits where `separator` stands outside of quotes.
    private static func pieces(_ text: some StringProtocol, at separator: Character) -> [Substring] {
        var isQuoted = false
        var isEscaped = false
        return Substring(text).split(omittingEmptySubsequences: false) { character in
            if isEscaped {
                isEscaped = false
            } else if character == "\\" {
                isEscaped = isQuoted
            } else if character == "\"" {
                isQuoted.toggle()
            } else {
                return character == separator && !isQuoted
            }
            return false
        }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let start = text.drop { $0 == " " || $0 == "\t" }
        return start.lastIndex { $0 != " " && $0 != "\t" }.map { start[...$0] } ?? ""
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.utf8.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return String(text) }
        return String(text.dropFirst().dropLast())
    }
}
