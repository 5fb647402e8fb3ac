/// One word in the two ways in which its letters are written without their marks: *Müller* as `mueller` and as `muller`.
struct SpelledWord: Sendable, Hashable {
    /// Umlauts written out.
    var plain: String
    /// Marks left away.
    var bare: String

    var isWord: Bool { !plain.isEmpty }
    var hasDigit: Bool { plain.contains(where: \.isNumber) }

    init(_ text: String = "") {
        plain = text
        bare = text
    }

    mutating func append(_ letter: Character) {
        if let written = Spelling.letters[letter] {
            plain += written.plain
            bare += written.bare
        } else {
            plain.append(letter)
            bare.append(letter)
        }
    }

    /// The long form of something that is commonly cut short, and what it is cut to.
    func shortened(_ long: String, to short: String) -> SpelledWord {
        guard plain.hasSuffix(long) else { return self }
        var word = self
        // Without marks the long form is as long or shorter: `gebruder`.
        let marks = plain.count - bare.count
        let cut = bare.hasSuffix(long) ? long.count : long.count - marks
        word.plain = plain.dropLast(long.count) + short
        word.bare = bare.dropLast(max(0, cut)) + short
        return word
    }
}

/// What is spelling and no more in a name or a street (domain.md S38): case, blanks, punctuation, marks on letters.
enum Spelling {
    /// The words of a text: runs of letters and digits. Everything else parts them.
    /// - Parameter numbersApart: whether `Hauptstr.12a` is `Hauptstr`, `12`, `a`.
    static func words(_ text: String, numbersApart: Bool = false) -> [SpelledWord] {
        var words: [SpelledWord] = []
        var word = SpelledWord()
        var last: Character?
        for character in text.prefix(Self.lengthMax).lowercased() {
            // A mark that stands between the letters of one word, as in *Müller's*, or none at all.
            if "'’`´".contains(character) { continue }
            let isPart = character.isLetter || character.isNumber
            let isSeam = numbersApart && last.map { $0.isNumber != character.isNumber } ?? false
            if word.isWord, !isPart || isSeam {
                words.append(word)
                word = SpelledWord()
            }
            if isPart { word.append(character) }
            last = isPart ? character : nil
        }
        return word.isWord ? words + [word] : words
    }

    /// Words as one, for blanks are spelling; two numbers stay two.
    static func joined(_ words: some Sequence<String>) -> String {
        words.reduce(into: "") { text, word in
            if text.last?.isNumber == true, word.first?.isNumber == true { text += " " }
            text += word
        }
    }

    /// Both ways of writing all of it.
    static func keys(_ words: [SpelledWord]) -> Set<String> {
        words.isEmpty ? [] : [joined(words.map(\.plain)), joined(words.map(\.bare))]
    }

    /// No name is longer; what is, came from somebody who wants us busy.
    private static let lengthMax = 400

    /// Letters with marks. A letter and its mark as two code points are the same character to Swift.
    static let letters: [Character: (plain: String, bare: String)] = {
        var letters: [Character: (plain: String, bare: String)] = [
            "ä": ("ae", "a"), "ö": ("oe", "o"), "ü": ("ue", "u"), "ß": ("ss", "ss"), "ø": ("oe", "o"), "å": ("aa", "a"), "æ": ("ae", "ae"),
            "œ": ("oe", "oe"), "ł": ("l", "l"), "đ": ("d", "d"), "ð": ("d", "d"), "þ": ("th", "th"), "ı": ("i", "i"), "ŋ": ("n", "n"),
        ]
        let marked = [
            "a": "àáâãāăą", "c": "çćĉċč", "d": "ď", "e": "èéêëēĕėęě", "g": "ĝğġģ", "h": "ĥħ", "i": "ìíîïĩīĭį", "j": "ĵ", "k": "ķ",
            "l": "ĺļľ", "n": "ñńņň", "o": "òóôõōŏő", "r": "ŕŗř", "s": "śŝşšș", "t": "ţťțŧ", "u": "ùúûũūŭůűų", "w": "ŵ", "y": "ýÿŷ",
            "z": "źżž",
        ]
        for (base, all) in marked {
            for letter in all { letters[letter] = (base, base) }
        }
        return letters
    }()
}
