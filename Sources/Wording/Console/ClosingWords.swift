/// The list of months, and how a month's sheet is read.
package enum ClosingWord: String, WordList {
    case months, anyMonth, signed, signedUnread, unchanged, changed, open, running, read, readAgain, readFirst, reading
    case readSince, readAt, documentsOf, asOfDay, journalMoved, print, allMonths, paused, interrupted, unable, busy, notBegun

    package var wording: Wording {
        switch self {
        case .months: Wording("Monate", "Months")
        case .anyMonth: Wording("Anderer Monat (JJJJ-MM)", "Another month (yyyy-MM)")
        case .signed: Wording("abgeschlossen", "signed")
        case .signedUnread: Wording("abgeschlossen, seither nicht nachgelesen", "signed, not read again since")
        case .unchanged: Wording("abgeschlossen, unverändert", "signed, unchanged")
        case .changed: Wording("abgeschlossen, danach verändert", "signed, changed afterwards")
        case .open: Wording("offen", "open")
        case .running: Wording("läuft noch", "still going on")
        case .read: Wording("Jetzt lesen", "Read now")
        case .readAgain: Wording("Neu lesen", "Read again")
        case .readFirst:
            Wording(
                "Das Blatt wird aus beiden Systemen gelesen: jeder Beleg des Monats einzeln. Das dauert je nach Menge Sekunden bis Minuten, "
                    + "verändert nichts, und der Abgleich läuft währenddessen weiter.",
                "The sheet is read from both systems: each voucher of the month anew. That takes seconds to minutes, changes nothing, and "
                    + "the reconciliation goes on meanwhile.")
        case .reading: Wording("Wird gelesen …", "Being read …")
        case .readSince: Wording("begonnen", "begun")
        case .readAt: Wording("Gelesen", "Read")
        case .documentsOf: Wording("von", "of")
        case .asOfDay: Wording("Stand der Bücher", "Books as of")
        case .journalMoved:
            Wording(
                "Seit dem Lesen ist im Protokoll etwas hinzugekommen: Das Blatt kann veraltet sein.",
                "The journal has grown since it was read: the sheet may be out of date.")
        case .print: Wording("Drucken", "Print")
        case .allMonths: Wording("Alle Monate", "All months")
        case .paused:
            Wording(
                "Die Schnittstelle ist pausiert: Solange wird nichts gelesen. Erst fortsetzen, dann neu lesen.",
                "The integration is paused: nothing is read meanwhile. Resume first, then read again.")
        case .interrupted: Wording("Das Lesen brach ab", "Reading broke off")
        case .unable: Wording("Das Lesen konnte nicht beginnen", "Reading could not begin")
        case .busy:
            Wording(
                "Gerade wird ein anderer Monat gelesen; danach noch einmal versuchen.",
                "Another month is being read; try again after it.")
        case .notBegun: Wording("Dieser Monat hat noch nicht begonnen.", "This month has not begun yet.")
        }
    }
}
