/// The same name or street once more, as somebody else would type it. Nothing here is taken from the rule it tests.
enum Respelling {
    typealias Random = RandomNumberGenerator

    static func company(_ name: String, _ random: inout some Random) -> String {
        var name = letters(name, &random)
        if oneIn(2, &random) {
            let and = pick(["&", " & ", "+", " + ", " und ", " u. "], &random)
            for written in [" & ", " und ", " + "] { name = name.replacing(written, with: and) }
        }
        name = name.replacing("gesellschaft", with: pick(["gesellschaft", "ges.", "Gesellschaft"], &random))
        name = name.replacing("Gebrüder", with: pick(["Gebrüder", "Gebr.", "GEBR"], &random))
        return punctuation(name, &random)
    }

    static func letters(_ text: String, _ random: inout some Random) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return written(text, plain)
        case 1: return text.uppercased()
        case 2: return written(text.lowercased(), plain)
        case 3: return text.lowercased()
        case 4: return written(text, bare)
        default: return text
        }
    }

    static func form(_ form: String, _ random: inout some Random) -> String { pick(forms[form] ?? [form], &random) }

    static func street(_ street: String?, _ random: inout some Random) -> String? {
        guard var street else { return nil }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: street = street.replacing("straße", with: "str.").replacing("Straße", with: "Str.")
        case 1: street = street.replacing("straße", with: "strasse").replacing("Straße", with: "Strasse").uppercased()
        case 2: street = street.replacing("straße", with: "str").replacing("-", with: " ")
        case 3: street = written(street, plain)
        default: break
        }
        if oneIn(3, &random) { street = street.replacing(" a", with: "A") }
        return oneIn(4, &random) ? " \(street)," : street
    }

    /// A letter exchanged with its neighbour, in the middle of the longest word.
    static func slip(_ name: String, _ random: inout some Random) -> String {
        var words = name.split(separator: " ").map { Array($0) }
        guard let longest = words.indices.max(by: { words[$0].count < words[$1].count }), words[longest].count > 6 else { return name }
        let place = Int.random(in: 2..<(words[longest].count - 2), using: &random)
        guard words[longest][place].lowercased() != words[longest][place + 1].lowercased(), words[longest][place].isLetter,
            words[longest][place + 1].isLetter
        else { return name }
        words[longest].swapAt(place, place + 1)
        return words.map { String($0) }.joined(separator: " ")
    }

    private static func punctuation(_ text: String, _ random: inout some Random) -> String {
        switch Int.random(in: 0..<6, using: &random) {
        case 0: text.replacing("-", with: " ")
        case 1: text.replacing("-", with: " - ")
        case 2: text.replacing(" ", with: "  ")
        case 3: "\(text),"
        case 4: text.replacing(" ", with: "-")
        default: text
        }
    }

    private static func written(_ text: String, _ table: [Character: String]) -> String {
        text.map { table[$0] ?? String($0) }.joined()
    }

    private static let plain: [Character: String] = [
        "ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "ë": "e", "ı": "i", "Ł": "L", "ł": "l",
    ]
    private static let bare: [Character: String] = [
        "ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "ss", "é": "e", "ë": "e", "ı": "i", "Ł": "L", "ł": "l",
    ]

    private static let forms = [
        "GmbH": ["GmbH", "gmbh", "G.m.b.H.", "Ges. mbH", "Gesellschaft mit beschränkter Haftung", "GMBH", "G m b H"],
        "GmbH & Co. KG": [
            "GmbH & Co. KG", "GmbH & Co.KG", "GmbH & Co KG", "GmbH&Co.KG", "GmbH und Co. KG", "GmbH + Co. KG", "GMBH & CO. KG",
            "GmbH Co KG",
            "GmbH & Co. Kommanditgesellschaft",
        ],
        "e.K.": ["e.K.", "e. K.", "eK", "e. Kfm.", "e.Kfm", "eingetragener Kaufmann", "e.Kfr.", "E.K."],
        "UG (haftungsbeschränkt)": [
            "UG (haftungsbeschränkt)", "UG haftungsbeschränkt", "UG", "ug (haftungsbeschraenkt)",
            "Unternehmergesellschaft (haftungsbeschränkt)",
        ],
        "GbR": ["GbR", "G.b.R.", "gbr", "Gesellschaft bürgerlichen Rechts", "GdbR", "eGbR"],
        "OHG": ["OHG", "oHG", "o.H.G.", "offene Handelsgesellschaft"],
        "AG": ["AG", "A.G.", "Aktiengesellschaft", "ag"],
        "KG": ["KG", "K.G.", "Kommanditgesellschaft", "kg"],
        "PartG mbB": ["PartG mbB", "PartGmbB", "Partnerschaftsgesellschaft mbB", "Partnerschaft mbB", "PartG"],
    ]

    private static func pick<T>(_ all: [T], _ random: inout some Random) -> T { all[Int.random(in: 0..<all.count, using: &random)] }
    private static func oneIn(_ count: Int, _ random: inout some Random) -> Bool { Int.random(in: 0..<count, using: &random) == 0 }
}
