/// The name of a customer or contact, so that two spellings of one name are equal and two names are not (domain.md S38). This, and
/// ``ContactRule`` for everything beside the name, is the one rule by which contacts are told apart.
struct ContactName: Sendable, Hashable {
    /// Without legal form, title and *und*.
    let words: [SpelledWord]
    let form: LegalForm?
    let isPerson: Bool

    /// Nil when nothing is left of it.
    init?(_ text: String?, isCompany: Bool) {
        var words = Spelling.words(text ?? "")
        if let first = words.first, words.count > 1, Self.salutations.contains(first.plain) { words.removeFirst() }
        var inner: [SpelledWord] = []
        for (place, word) in words.enumerated() {
            let isBetween = place > 0 && place < words.count - 1
            if isBetween, Self.conjunctions.contains(word.plain) { continue }
            inner.append(word)
        }
        // A person may be called Ek or Ag.
        form = isCompany ? LegalForm.cut(from: &inner) : nil
        if form == nil {
            let named = inner.filter { !Self.titles.contains($0.plain) }
            if !named.isEmpty { inner = named }
        }
        inner = inner.map { word in Self.abbreviations.reduce(word) { word, form in word.shortened(form.long, to: form.short) } }
        guard !inner.isEmpty else { return nil }
        self.words = inner
        isPerson = !isCompany
    }

    /// Whoever bears the same name has one of them, too: in both ways of writing marked letters, and of somebody without a legal form
    /// also the other way round.
    var keys: Set<String> {
        let inOrder = Spelling.keys(words)
        return form == nil ? inOrder.union(Spelling.keys(words.sorted { $0.plain < $1.plain })) : inOrder
    }

    /// Two spellings of one name.
    func isSpelling(of other: ContactName) -> Bool { hasForm(like: other) && !keys.isDisjoint(with: other.keys) }

    /// A form that one of them does not say is no contradiction between companies; a person has none, and is not the company of that name.
    private func hasForm(like other: ContactName) -> Bool {
        form == other.form || (isPerson == other.isPerson && (form == nil || other.form == nil))
    }

    /// Neither a spelling of it nor another name: a slip, a first name cut short, words more or less, another legal form.
    func isNear(_ other: ContactName) -> Bool {
        if !keys.isDisjoint(with: other.keys) { return true }
        let (few, many) = words.count <= other.words.count ? (words, other.words) : (other.words, words)
        let isPerson = isPerson && other.isPerson
        if Self.isWithin(few, many, isPerson: isPerson) { return true }
        return !isPerson && Slip.isOne(Spelling.joined(few.map(\.plain)), Spelling.joined(many.map(\.plain)), shortest: 9)
    }

    /// Every word of the shorter name is one of the longer, at most one of them written otherwise.
    private static func isWithin(_ few: [SpelledWord], _ many: [SpelledWord], isPerson: Bool) -> Bool {
        var rest = many
        var others: [SpelledWord] = []
        for word in few {
            if let place = rest.firstIndex(where: { $0.plain == word.plain || $0.bare == word.bare }) {
                rest.remove(at: place)
            } else {
                others.append(word)
            }
        }
        guard others.count <= 1 else { return false }
        if let other = others.first {
            guard let place = rest.firstIndex(where: { $0.isAlike(other, isPerson: isPerson) }) else { return false }
            // One word of one word is a slip in it, or nothing at all.
            if few.count == 1, !Slip.isOne(rest[place].plain, other.plain, shortest: 5) { return false }
            rest.remove(at: place)
        }
        // *Müller Bau* and *Müller Bau Immobilien* are sisters.
        return !rest.contains { word in sisters.contains { word.plain.hasPrefix($0) } }
    }

    private static let conjunctions: Set<String> = ["und", "u", "and", "et"]
    private static let salutations: Set<String> = ["herr", "herrn", "frau", "firma", "fa", "familie", "fam", "eheleute"]
    private static let titles: Set<String> = [
        "dr", "prof", "professor", "doktor", "dipl", "diplom", "ing", "mag", "med", "kfm", "kffr", "msc", "bsc", "mba",
    ]
    private static let abbreviations = [
        (long: "gesellschaft", short: "ges"), (long: "strasse", short: "str"), (long: "gebrueder", short: "gebr"),
        (long: "gebruder", short: "gebr"), (long: "sankt", short: "st"),
    ]
    /// What the second company of a family is called.
    private static let sisters = [
        "verwaltung", "holding", "immobilien", "beteiligung", "grundstueck", "vermoegen", "besitz", "hausverwaltung",
    ]
}

extension SpelledWord {
    /// Initial, cut short, or with a slip of the pen.
    fileprivate func isAlike(_ other: SpelledWord, isPerson: Bool) -> Bool {
        guard !hasDigit, !other.hasDigit else { return false }
        let (short, long) = plain.count <= other.plain.count ? (plain, other.plain) : (other.plain, plain)
        let excess = long.count - short.count
        if short.count == 1, long.hasPrefix(short) { return true }
        // Daniel is not Daniela; Max may be Maximilian.
        if long.hasPrefix(short) { return short.count >= 3 && excess >= (isPerson ? 3 : 1) }
        return Slip.isOne(short, long, shortest: 5)
    }
}

/// One slip of the pen: a letter too many, too few, another, or two exchanged; in a long text two of them.
enum Slip {
    static func isOne(_ one: String, _ other: String, shortest: Int) -> Bool {
        let (a, b) = (Array(one.utf8.prefix(80)), Array(other.utf8.prefix(80)))
        guard min(a.count, b.count) >= shortest, one.filter(\.isNumber) == other.filter(\.isNumber) else { return false }
        let allowed = min(a.count, b.count) >= 12 ? 2 : 1
        return abs(a.count - b.count) <= allowed && distance(a, b) <= allowed
    }

    /// Optimal string alignment.
    private static func distance(_ a: [UInt8], _ b: [UInt8]) -> Int {
        var before: [Int] = []
        var last = Array(0...b.count)
        for i in 1...max(1, a.count) where i <= a.count {
            var row = [i] + Array(repeating: 0, count: b.count)
            for j in 1...max(1, b.count) where j <= b.count {
                let cost = a[i - 1] == b[j - 1] ? 0 : 1
                row[j] = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + cost)
                if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { row[j] = min(row[j], before[j - 2] + 1) }
            }
            before = last
            last = row
        }
        return last[b.count]
    }
}
