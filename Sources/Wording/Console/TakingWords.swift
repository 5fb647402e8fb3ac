/// What an adviser takes away.
package enum TakingWord: String, WordList {
    case take, tables, tablesHint, year, procedure, procedureHint, audit, auditHint, tooLarge, nothingKept

    package var wording: Wording {
        switch self {
        case .take: Wording("Zum Mitnehmen", "To take away")
        case .tables: Wording("Tabellen (CSV)", "Tables (CSV)")
        case .tablesHint:
            Wording(
                "Öffnen sich in deutschem Excel: Semikolon, Dezimalkomma, UTF-8.",
                "They open in a German Excel: semicolon, decimal comma, UTF-8.")
        case .year: Wording("Jahr", "Year")
        case .procedure: Wording("Verfahrensdokumentation", "Procedure documentation")
        case .procedureHint:
            Wording(
                "Vom laufenden System geschrieben; öffnet sich als eigene Seite zum Lesen und Drucken.",
                "Written by the running system; opens as a page of its own to read and print.")
        case .audit: Wording("Z3-Ordner für die Betriebsprüfung", "Z3 folder for a tax audit")
        case .auditHint:
            Wording(
                "Ein ganzer Ordner mit index.xml: Den schreibt, wer den Server betreut, mit",
                "A whole folder with index.xml: whoever looks after the server writes it with")
        case .tooLarge:
            Wording(
                "Diese Tabelle ist zu groß für den Browser: `reconcile export table` schreibt sie in eine Datei.",
                "This table is too large for the browser: `reconcile export table` writes it to a file.")
        case .nothingKept: Wording("Noch nicht eingerichtet.", "Not set up yet.")
        }
    }
}
