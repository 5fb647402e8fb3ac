internal import Bookkeeping
internal import Persistence

/// Which documents a visitor wants to see, as the address says it.
struct DocumentsFilter: Sendable, Hashable {
    enum Field {
        static let text = "suche"
        static let standing = "stand"
        static let month = "monat"
        static let kind = "art"
        static let after = "nach"
        static let before = "vor"
    }

    /// So much of what was typed is looked at.
    private static let textMax = 200

    let text: String
    let search: DocumentSearch
    /// An address may have been typed or be from another version: what it says and cannot be read is told, and not taken for nothing.
    let hasUnknown: Bool
    let after: DocumentPlace?
    let before: DocumentPlace?

    init(_ query: Fields) {
        text = String((query[Field.text] ?? "").prefix(Self.textMax))
        let standing = query[Field.standing].map { DocumentStanding(rawValue: $0) }
        let month = query[Field.month].map { BookMonth($0) }
        let kind = query[Field.kind].map { DocumentKind(rawValue: $0) }
        search = DocumentSearch(
            terms: Self.terms(text), standing: standing.flatMap(\.self), month: month.flatMap(\.self), kind: kind.flatMap(\.self))
        hasUnknown = standing.map { $0 == nil } ?? false || month.map { $0 == nil } ?? false || kind.map { $0 == nil } ?? false
        after = query[Field.after].flatMap(Self.place)
        before = query[Field.before].flatMap(Self.place)
    }

    /// From the first document on.
    var isWhole: Bool { after == nil && before == nil }
    var isAny: Bool { search != DocumentSearch() || hasUnknown }

    /// Word by word, but for an amount with a blank in it (`1 190,00`), which is one.
    private static func terms(_ text: String) -> [DocumentSearch.Term] {
        let words = text.split(whereSeparator: \.isWhitespace).map(String.init).filter { !["€", "EUR", "Euro"].contains($0) }
        if words.count > 1, words[0].utf8.count <= 3, words.dropFirst().allSatisfy(isThousand),
            let amount = TypedAmount.cents(words.joined())
        {
            return [DocumentSearch.Term(text: words.joined(separator: " "), amount: amount)]
        }
        return words.map { DocumentSearch.Term(text: $0, amount: TypedAmount.cents($0)) }
    }

    /// Three digits, and whatever cents follow.
    private static func isThousand(_ word: String) -> Bool {
        let digits = word.utf8.prefix { (48...57).contains($0) }
        return digits.count == 3 && word.utf8.dropFirst(3).first.map { $0 == 44 || $0 == 46 } ?? true
    }

    private static func place(_ text: String) -> DocumentPlace? {
        let parts = text.split(separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[1].isEmpty else { return nil }
        return DocumentPlace(date: BusinessDay(written: String(parts[0])), key: String(parts[1]))
    }

    /// The same question, at another place of what is found.
    func address(_ path: String = "/belege", after: DocumentPlace? = nil, before: DocumentPlace? = nil) -> String {
        func written(_ place: DocumentPlace) -> String { "\(place.date?.description ?? "")~\(place.key)" }
        let pairs = [
            (Field.text, text.isEmpty ? nil : text), (Field.standing, search.standing?.rawValue),
            (Field.month, search.month?.description), (Field.kind, search.kind?.rawValue), (Field.after, after.map(written)),
            (Field.before, before.map(written)),
        ].compactMap { name, value in value.map { "\(name)=\(Fields.encoded($0))" } }
        return pairs.isEmpty ? path : "\(path)?\(pairs.joined(separator: "&"))"
    }
}
