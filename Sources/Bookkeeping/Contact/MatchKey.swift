/// The forms in which two spellings of one name, street or address are equal (domain.md S38). Comparison is exact; only
/// case, umlauts, punctuation and white space are spelling.
enum MatchKey {
    /// Company name, or "first last": lower case, umlauts written out, words separated by one space. Nil when nothing is left.
    static func name(_ text: String?) -> String? { words(text).nonEmpty?.joined(separator: " ") }

    /// Like ``name(_:)``, with `Straße`, `strasse` and `Str.` written `str`.
    static func street(_ text: String?) -> String? {
        words(text).map { $0.hasSuffix("strasse") ? String($0.dropLast(4)) : $0 }.nonEmpty?.joined(separator: " ")
    }

    /// Postcodes and VAT ids: letters and digits alone.
    static func code(_ text: String?) -> String? {
        let kept = (text ?? "").lowercased().filter { $0.isLetter || $0.isNumber }
        return kept.isEmpty ? nil : kept
    }

    static func email(_ text: String?) -> String? {
        let kept = (text ?? "").lowercased().filter { !$0.isWhitespace }
        return kept.isEmpty ? nil : kept
    }

    private static func words(_ text: String?) -> [String] {
        var spelled = ""
        for character in (text ?? "").lowercased() {
            switch character {
            case "ß": spelled += "ss"
            case "ä": spelled += "ae"
            case "ö": spelled += "oe"
            case "ü": spelled += "ue"
            // A hyphen or slash separates words; other punctuation belongs to none.
            case "-", "–", "—", "\u{2010}", "\u{2011}", "/": spelled += " "
            case _ where character.isPunctuation: continue
            default: spelled.append(character)
            }
        }
        return spelled.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}

extension Customer {
    /// The name lexoffice would show: the company's, or "first last" of a person. Nil when blank.
    package var legalName: String? {
        let name = isCompany ? companyName : [firstName, lastName].compactMap(\.self).joined(separator: " ")
        return name.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
    }
}

extension Collection {
    fileprivate var nonEmpty: Self? { isEmpty ? nil : self }
}
