/// The forms in which two writings of one code, street or e-mail address are equal (domain.md S38).
enum MatchKey {
    /// `Straße`, `strasse` and `Str.` are one; so are `12a` and `12 A`. Two ways of writing marked letters; empty when nothing is left.
    static func streets(_ text: String?) -> Set<String> {
        let words = Spelling.words(text ?? "", numbersApart: true).filter { $0.plain != "nr" }.map { word in
            [("strasse", "str"), ("platz", "pl"), ("sankt", "st"), ("doktor", "dr"), ("professor", "prof")]
                .reduce(word) { $0.shortened($1.0, to: $1.1) }
        }
        return Spelling.keys(words)
    }

    static func towns(_ text: String?) -> Set<String> { Spelling.keys(Spelling.words(text ?? "")) }

    /// Postcodes and VAT ids: letters and digits alone.
    static func code(_ text: String?) -> String? {
        let kept = (text ?? "").lowercased().filter { $0.isLetter || $0.isNumber }
        return kept.isEmpty ? nil : kept
    }

    /// Without the country before it: `D-30159` is 30159.
    static func zip(_ text: String?) -> String? {
        guard let code = code(text) else { return nil }
        let digits = code.drop(while: \.isLetter)
        return digits.count >= 3 && code.count - digits.count <= 2 ? String(digits) : code
    }

    /// Every address there is in a text.
    static func emails(_ text: String?) -> [String] { EmailAddress.all(in: text ?? "").map { $0.text.lowercased() } }
}

extension Customer {
    /// The name lexoffice would show: the company's with its legal form, or "first last" of a person. Nil when blank.
    package var legalName: String? {
        guard isCompany else {
            return [firstName, lastName].compactMap(\.trimmed).joined(separator: " ").trimmed
        }
        guard let name = companyName.trimmed else { return nil }
        // Whoever wrote the form into the name as well is not given it twice.
        guard let form = legalForm.trimmed, ContactName(name, isCompany: true)?.form == nil else { return name }
        return "\(name) \(form)"
    }
}
