/// What the roles of the console may do, for the procedure documentation.
package enum ActWord: String, WordList {
    case read, readSystem, readFleet, logOut, signClosing, answer, importContacts, pause, syncNow, setUp, revokeAccess, deleteIntegration

    package var wording: Wording {
        switch self {
        case .read: Wording("alle Seiten lesen", "read every page")
        case .readSystem: Wording("die Systemseite lesen", "read the system's page")
        case .readFleet: Wording("den Stand aller Konten sehen", "see how all accounts stand")
        case .logOut: Wording("sich abmelden", "log out")
        case .signClosing: Wording("einen Monat abschließen", "sign a month")
        case .answer: Wording("offene Fälle beantworten", "answer held cases")
        case .importContacts: Wording("Kontakte importieren", "import contacts")
        case .pause: Wording("pausieren und fortsetzen", "pause and resume")
        case .syncNow: Wording("einen Lauf anstoßen", "start a pass")
        case .setUp: Wording("einrichten", "set up")
        case .revokeAccess: Wording("Zugänge entziehen", "revoke accesses")
        case .deleteIntegration: Wording("die Verknüpfung löschen", "delete the integration")
        }
    }
}
