/// The words of `/protokoll`.
package enum JournalPageWord: String, WordList {
    case filter, kind, anyKind, name, nameHint, actor, actorHint, event, from, to, apply, clear, entries, entry, when, what, who, about
    case newest, newer, older, searchOn, searchOnHelp, nothing, nothingFiltered, verify, verifyHelp, verifyNow, verifying
    case whole, broken, newestHash, count, verifiedAt, anchor, anchorHint, anchorFind, anchorFound, anchorFoundElsewhere, anchorMissing
    case anchorUnreadable, exports, exportFiltered, exportHelp, raw, badDay, verifyFailed, invoice, payment, contact, contactImport,
        integration
    case setting, openEntry, of

    package var wording: Wording {
        switch self {
        case .filter: Wording("Filtern", "Filter")
        case .kind: Wording("Worum es geht", "About")
        case .anyKind: Wording("alles", "anything")
        case .name: Wording("Nummer oder Kennung", "Number or id")
        case .nameHint: Wording("Nummer des Belegs, HERO-Nummer oder Schlüssel", "Document number, HERO's id or a key")
        case .actor: Wording("Wer", "Who")
        case .actorHint: Wording("zum Beispiel pass, user:anna, web:Anna", "such as pass, user:anna, web:Anna")
        case .event: Wording("Ereignis", "Event")
        case .from: Wording("Von", "From")
        case .to: Wording("Bis", "To")
        case .apply: Wording("Zeigen", "Show")
        case .clear: Wording("Alle zeigen", "Show all")
        case .entries: Wording("Einträge", "Entries")
        case .entry: Wording("Nr.", "No.")
        case .when: Wording("Wann", "When")
        case .what: Wording("Was", "What")
        case .who: Wording("Wer", "Who")
        case .about: Wording("Worüber", "About")
        case .newest: Wording("Neueste", "Newest")
        case .newer: Wording("Neuere", "Newer")
        case .older: Wording("Ältere", "Older")
        case .searchOn: Wording("Weiter suchen", "Search on")
        case .searchOnHelp:
            Wording(
                "Bis hierher wurde gesucht; ältere Einträge sind noch nicht angesehen.",
                "Searched up to here; older entries were not looked at yet.")
        case .nothing: Wording("Das Protokoll ist noch leer.", "The journal is still empty.")
        case .nothingFiltered: Wording("Kein Eintrag passt zum Filter.", "No entry fits the filter.")
        case .verify: Wording("Prüfen", "Verify")
        case .verifyHelp:
            Wording(
                "Rechnet jede Prüfsumme nach, vom ersten Eintrag bis zum letzten, und vergleicht jeden Stand mit dem Protokoll.",
                "Computes every hash anew, from the first entry to the last, and holds every state against the journal.")
        case .verifyNow: Wording("Protokoll prüfen", "Verify the journal")
        case .verifying: Wording("Wird geprüft", "Verifying")
        case .whole: Wording("Das Protokoll ist unversehrt.", "The journal is whole.")
        case .broken: Wording("Das Protokoll ist nicht unversehrt.", "The journal is not whole.")
        case .newestHash: Wording("Neueste Prüfsumme", "Newest hash")
        case .count: Wording("Einträge geprüft", "Entries verified")
        case .verifiedAt: Wording("Geprüft", "Verified")
        case .anchor: Wording("Aufbewahrte Prüfsumme", "A hash kept elsewhere")
        case .anchorHint: Wording("64 Zeichen aus einer Sicherung oder einem Abschluss", "64 characters from a backup or a closing")
        case .anchorFind: Wording("Nachsehen", "Look it up")
        case .anchorFound: Wording("Steht im Protokoll: Eintrag", "Stands in the journal: entry")
        case .anchorFoundElsewhere: Wording("vom", "of")
        case .anchorMissing:
            Wording(
                "Steht nicht in diesem Protokoll. Entweder gehört die Prüfsumme zu einem anderen Stand, oder das Protokoll wurde verändert.",
                "Does not stand in this journal. Either the hash belongs to another state, or the journal was changed.")
        case .anchorUnreadable: Wording("Eine Prüfsumme hat 64 Zeichen aus 0–9 und a–f.", "A hash has 64 characters out of 0–9 and a–f.")
        case .exports: Wording("Ausgeben", "Export")
        case .exportFiltered: Wording("Gefilterte Einträge als Tabelle (CSV)", "The filtered entries as a table (CSV)")
        case .exportHelp:
            Wording(
                "Semikolon, UTF-8; öffnet sich in Excel. Ungefiltert ist es das ganze Protokoll.",
                "Semicolon, UTF-8; opens in Excel. Unfiltered it is the whole journal.")
        case .raw: Wording("Wie es im Protokoll steht", "As the journal has it")
        case .badDay: Wording("Dieser Tag ist keiner: JJJJ-MM-TT.", "That is no day: YYYY-MM-DD.")
        case .verifyFailed: Wording("Die Prüfung konnte nicht laufen.", "It could not be verified.")
        case .invoice: Wording("Belege", "documents")
        case .payment: Wording("Zahlungen", "payments")
        case .contact: Wording("Kontakte", "contacts")
        case .contactImport: Wording("Übernahme von Kontakten", "import of contacts")
        case .integration: Wording("Verbindung", "integration")
        case .setting: Wording("Einstellungen", "settings")
        case .openEntry: Wording("Eintrag zeigen", "Show the entry")
        case .of: Wording("von", "of")
        }
    }
}

/// Sentences about entries.
package enum JournalText {
    /// What one entry is about, before its number or key; a kind of another version by its name.
    package static func about(kind: String) -> Wording {
        switch kind {
        case "invoice": Wording("Beleg", "document")
        case "payment": Wording("Zahlung zu Beleg", "payment of document")
        case "contact": Wording("Kontakt des Kunden", "contact of customer")
        case "contactImport": Wording("Übernahme", "import")
        case "integration": Wording("Verbindung", "integration")
        case "setting": Wording("Einstellung", "setting")
        default: .untranslated(kind)
        }
    }

    package static let refused = Wording("Das ließ der Stand nicht zu.", "Where it stood, that was not possible.")
}
