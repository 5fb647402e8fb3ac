/// By which words of a name a contact is searched where there are too many to list, as a pattern of lexoffice's (`_` is any letter, `%`
/// any run of them; lexoffice-api.md §3.1). A filter finds parts of a name as they are written; what ``ContactName`` takes for spelling
/// must not hide a contact, so marked letters, and what they may be written as, are left open.
package struct NamePattern: Sendable, Hashable {
    package let text: String
    /// Letters that are not left open.
    private let telling: Int

    private static let wordsMax = 3

    /// The words that say most; each alone finds every spelling of the name. Empty when all are a letter or two.
    package static func patterns(for customer: Customer) -> [NamePattern] {
        guard let name = customer.legalName, let core = ContactName(name, isCompany: customer.isCompany) else { return [] }
        // As they stand there, for a marked letter says where something else may stand; of a word that was cut, what is left of it.
        // Legal forms and titles are everybody's.
        let written = Dictionary(
            name.prefix(400).split { !$0.isLetter && !$0.isNumber }.map {
                (Spelling.words($0.lowercased()).first?.plain ?? "", $0.lowercased())
            },
            uniquingKeysWith: { first, _ in first })
        let patterns = Set(core.words.map { NamePattern(word: written[$0.plain] ?? $0.plain) }).filter { $0.telling > 0 }
        return Array(patterns.sorted { ($1.telling, $0.text) < ($0.telling, $1.text) }.prefix(wordsMax))
    }

    private init(word: String) {
        var (text, telling) = ("", 0)
        var rest = Substring(word.prefix(60))
        while let letter = rest.first {
            if let pair = ["ae", "oe", "ue", "ss"].first(where: { rest.hasPrefix($0) }) {
                text += "%"
                rest = rest.dropFirst(pair.count)
                continue
            }
            if !letter.isASCII {
                text += "%"
            } else if "aeiou".contains(letter) {
                text += "_"
            } else {
                text.append(letter)
                telling += 1
            }
            rest = rest.dropFirst()
        }
        self.text = text
        self.telling = telling
    }
}
