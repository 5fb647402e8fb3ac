/// Which keys of a draft's data are HERO's words and may be shown, and which may be values.
enum DraftKeys {
    static let hidden = "{key}"

    private static let lengthMaximum = 40
    /// The kinds of nodes HERO's builder is known to make (hero-2026.md §A): the only texts of a draft that are told.
    private static let nodeTypes: Set<String> = [
        "labour_notice", "product", "signature", "subtotal", "table", "text", "title", "SupplyProduct", "SupplyService", "WageGroup",
    ]

    /// The key itself, or ``hidden``. An identifier without figures, but for one or two at its end (`line_1`): ids have more.
    static func shown(_ name: String, _ names: Set<String>) -> String {
        isIdentifier(name) && !names.contains(name.lowercased()) ? name : hidden
    }

    private static func isIdentifier(_ name: String) -> Bool {
        guard (1...lengthMaximum).contains(name.utf8.count), let first = name.utf8.first, !isFigure(first) else { return false }
        let isPlain = name.utf8.allSatisfy { isFigure($0) || isLetter($0) || $0 == UInt8(ascii: "_") }
        let figures = name.utf8.count(where: isFigure)
        return isPlain && figures <= 2 && name.utf8.suffix(figures).allSatisfy(isFigure)
    }

    private static func isFigure(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
    private static func isLetter(_ byte: UInt8) -> Bool { (97...122).contains(byte | 0x20) }

    /// Three or more members that are objects with the same members: a dictionary, whose keys are values.
    static func isMap(_ members: JSONMembers) -> Bool {
        guard members.count >= 3 else { return false }
        var first: Set<String>?
        for value in members.values {
            guard case .object(let inner) = value else { return false }
            let names = Set(inner.map(\.key))
            if let first, first != names { return false }
            first = names
        }
        return true
    }

    /// What kind of node an element of a list says it is, if that is a kind we know.
    static func nodeType(of element: JSONValue) -> String {
        guard case .object(let members) = element else { return "" }
        let words = ["type", "atType"].compactMap { name -> String? in
            guard case .text(let word)? = members[name], nodeTypes.contains(word) else { return nil }
            return word
        }
        return words.joined(separator: "/")
    }
}
