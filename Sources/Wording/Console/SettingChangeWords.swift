internal import Bookkeeping

extension Catalogue {
    /// What changed of the set-up, value by value, and who changed it.
    package static func settingsChanged(_ changes: [(name: String, old: String, new: String, actor: String)]) -> Wording {
        func told(_ language: Language) -> String {
            changes.map { change in
                "\(setting(change.name)(language)): \(shown(change.old, language)) → \(shown(change.new, language)) (\(change.actor))"
            }.joined(separator: "; ")
        }
        return Wording(told(.de), told(.en))
    }

    /// A day as people write it, nothing as such, anything else as it stands.
    private static func shown(_ value: String, _ language: Language) -> String {
        if value == "-" || value == "none" { return language == .de ? "nichts" : "nothing" }
        return BusinessDay(value).map { plainDay($0, language) } ?? value
    }

    /// A value of the set-up, as the journal names it.
    private static func setting(_ name: String) -> Wording {
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        switch (parts.first, parts.count) {
        case ("category", 2): return PostingCategory(rawValue: parts[1]).map(postingCategory) ?? .untranslated(name)
        case ("vat-line", 2): return VATCase(rawValue: parts[1]).map(word) ?? .untranslated(name)
        default: break
        }
        return switch name {
        case "start-date": Wording("Startdatum", "Start date")
        case "relink-from": Wording("Startdatum von damals", "Start date of then")
        case "organisation": Wording("Organisation in lexoffice", "Organisation in lexoffice")
        case "hero-company": Wording("Firma in HERO", "Company in HERO")
        case "small-business": Wording("Kleinunternehmer (§ 19)", "Small business (§ 19)")
        case "contact-person": Wording("Ansprechpartner in der Notiz", "Contact person in the note")
        case "e-invoices-from": Wording("E-Rechnungen erwartet ab", "E-invoices expected from")
        case "document-types": Wording("Belegarten in HERO", "HERO's document types")
        case "mapping-confirmed": Wording("Bestätigung der Steuerberatung", "The tax adviser's confirmation")
        default: .untranslated(name)
        }
    }
}
