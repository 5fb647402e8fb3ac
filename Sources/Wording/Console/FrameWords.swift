/// What every page of the console shares.
package enum FrameWord: String, WordList {
    case product, skip, menu, overview, clarify, documents, plan, payments, closing, contacts, setup, journal, system, help, login, logout
    case office, adviser, admin, otherLanguage, reason, reasonHint, cancel, back, retryPage, asOf, connectionLost, search
    case notFound, notFoundHelp, notAllowed, notAllowedHelp, failed, failedHelp, state, code, all, none, csv, details, total, page, previous
    case next, working, goOn

    package var wording: Wording {
        switch self {
        case .product: Wording("Abgleich HERO ↔ lexoffice", "HERO ↔ lexoffice reconciliation")
        case .skip: Wording("Zum Inhalt", "Skip to content")
        case .menu: Wording("Seiten", "Pages")
        case .overview: Wording("Übersicht", "Overview")
        case .clarify: Wording("Zu klären", "To clarify")
        case .documents: Wording("Belege", "Documents")
        case .plan: Wording("Plan", "Plan")
        case .payments: Wording("Zahlungen", "Payments")
        case .closing: Wording("Abschluss", "Closing")
        case .contacts: Wording("Kontakte", "Contacts")
        case .setup: Wording("Einrichtung", "Set-up")
        case .journal: Wording("Protokoll", "Journal")
        case .system: Wording("System", "System")
        case .help: Wording("Hilfe", "Help")
        case .login: Wording("Anmelden", "Log in")
        case .logout: Wording("Abmelden", "Log out")
        case .office: Wording("Büro", "office")
        case .adviser: Wording("Steuerberatung", "tax adviser")
        case .admin: Wording("Verwaltung", "administrator")
        case .otherLanguage: Wording("English", "Deutsch")
        case .reason: Wording("Grund", "Reason")
        case .reasonHint: Wording("Steht danach im Protokoll.", "Stands in the journal afterwards.")
        case .cancel: Wording("Abbrechen", "Cancel")
        case .back: Wording("Zurück", "Back")
        case .retryPage: Wording("Noch einmal", "Try again")
        case .asOf: Wording("Stand", "As of")
        case .connectionLost:
            Wording(
                "Keine Verbindung: Die Seite zeigt einen alten Stand.", "Connection lost: this page shows an old state.")
        case .search: Wording("Suchen", "Search")
        case .notFound: Wording("Das gibt es hier nicht.", "There is no such thing here.")
        case .notFoundHelp:
            Wording("Vielleicht hat die Nummer sich geändert: in den Belegen suchen.", "The number may have changed: search the documents.")
        case .notAllowed: Wording("Dafür reicht diese Rolle nicht.", "This role may not do that.")
        case .notAllowedHelp:
            Wording("Wer verwaltet, kann einen anderen Zugang geben.", "Whoever administers this can give another access.")
        case .failed: Wording("Das ging nicht.", "That did not work.")
        case .failedHelp:
            Wording(
                "Es wurde nichts verändert. Genaueres steht im Protokoll des Dienstes.", "Nothing was changed. The service's log says more."
            )
        case .state: Wording("Stand", "State")
        case .code: Wording("Kennung", "Code")
        case .all: Wording("alle", "all")
        case .none: Wording("keine", "none")
        case .csv: Wording("Als Tabelle (CSV)", "As a table (CSV)")
        case .details: Wording("Einzelheiten", "Details")
        case .total: Wording("Summe", "Total")
        case .page: Wording("Seite", "Page")
        case .previous: Wording("Vorige", "Previous")
        case .next: Wording("Nächste", "Next")
        case .working: Wording("Wird gerechnet …", "Working …")
        case .goOn: Wording("Weiter", "Continue")
        }
    }
}
