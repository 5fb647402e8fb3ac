/// By which words of a name a contact is searched where there are too many to list, as a pattern of lexoffice's (`_` is any letter, `%`
/// any run of them; lexoffice-api.md §3.1). A filter finds parts of a name as they are written; what ``ContactName`` takes for spelling
/// must not hide a contact, so marked letters, and what they may be written as, are left open.
package struct NamePattern: Sendable, Hashable {
    package let text: String
    /// Letters that are not left open.
    private let telling: Int

    private static let tellingMin = 3
    private static let wordsMax = 3

    /// The words that say most. Empty when all are short.
    package static func patterns(for customer: Customer) -> [NamePattern] {
        guard let name = customer.legalName, let core = ContactName(name, isCompany: customer.isCompany) else { return [] }
        let told = Set(core.words.map(\.plain))
        let words = name.prefix(400).split { !$0.isLetter && !$0.isNumber }.map { $0.lowercased() }
        // Legal forms and titles are everybody's.
        let patterns = Set(words.filter { told.contains(Spelling.words($0).first?.plain ?? "") }.map(NamePattern.init))
        return Array(
            patterns.filter { $0.telling >= tellingMin }.sorted { ($1.telling, $0.text) < ($0.telling, $1.text) }.prefix(wordsMax))
    }

    private init(word: String) {
        let letters = Array(word.prefix(60))
        let open = Self.written(letters, opensVowels: true)
        let pattern = open.telling >= Self.tellingMin ? open : Self.written(letters, opensVowels: false)
        (text, telling) = (pattern.text, pattern.telling)
    }

    private static func written(_ letters: [Character], opensVowels: Bool) -> (text: String, telling: Int) {
        var text = ""
        var telling = 0
        var place = 0
        while place < letters.count {
            let letter = letters[place]
            let pair = letters[place...].prefix(2)
            if ["ae", "oe", "ue", "ss"].contains(String(pair)) {
                text += "%"
                place += 2
                continue
            }
            if !letter.isASCII {
                text += "%"
            } else if opensVowels, "aeiou".contains(letter) {
                text += "_"
            } else {
                text.append(letter)
                telling += 1
            }
            place += 1
        }
        return (text, telling)
    }
}
