/// `/kontakte/import`.
package enum ImportWord: String, WordList {
    case lead, count, countAgain, counting, counted, ready, skipped, skippedHead, why, number, names, contact, customer, leaveOut, hint
    case paused, failed, none, underway, progress, resultHead, imported, refused, uncertain, left, limited, lastRun
    case inHero, dropped, uncertainHelp, begun, cutForm

    package var wording: Wording {
        switch self {
        case .lead:
            Wording(
                "lexoffice-Kontakte, die es in HERO noch nicht gibt, werden dort als Kunden angelegt. Erst wird gezählt; geschrieben wird nur, was Sie hier bestätigen.",
                "lexoffice contacts HERO does not have yet become customers there. First they are counted; only what you confirm here is written."
            )
        case .count: Wording("Kontakte zählen", "Count contacts")
        case .countAgain: Wording("Neu zählen", "Count again")
        case .counting: Wording("Beide Systeme werden gelesen …", "Reading both systems …")
        case .counted: Wording("Gezählt", "Counted")
        case .ready: Wording("bereit zum Import", "ready to import")
        case .skipped: Wording("übersprungen", "skipped")
        case .skippedHead: Wording("Übersprungen und warum", "Skipped, and why")
        case .why: Wording("Warum", "Why")
        case .number: Wording("Anzahl", "Number")
        case .names: Wording("Wer", "Who")
        case .contact: Wording("Kontakt", "Contact")
        case .customer: Wording("HERO-Kunde", "HERO customer")
        case .leaveOut: Wording("auslassen", "leave out")
        case .hint: Wording("Wer ausgelassen werden soll, wird angekreuzt.", "Tick whoever is to be left out.")
        case .paused:
            Wording("Der Abgleich ist pausiert; solange wird nichts importiert.", "Everything is paused; nothing is imported meanwhile.")
        case .failed: Wording("Das Zählen ging nicht", "Counting did not work")
        case .none: Wording("Es steht kein Kontakt bereit.", "No contact is ready.")
        case .underway: Wording("Der Import läuft.", "The import is running.")
        case .progress: Wording("angelegt", "made")
        case .resultHead: Wording("Ergebnis des letzten Imports", "Result of the last import")
        case .imported: Wording("importiert", "imported")
        case .refused: Wording("von HERO abgelehnt", "refused by HERO")
        case .uncertain: Wording("ohne Antwort", "without an answer")
        case .left: Wording("noch offen", "still to do")
        case .limited:
            Wording(
                "Gezeigt und auf einmal importiert werden höchstens 1.000; danach neu zählen.",
                "At most 1,000 are shown and imported at once; count again afterwards.")
        case .lastRun: Wording("Beauftragt von", "Asked for by")
        case .inHero: Wording("In HERO", "In HERO")
        case .dropped: Wording("HERO übernahm nicht", "HERO did not take")
        case .uncertainHelp:
            Wording(
                "Was ohne Antwort blieb, schaut der nächste Import nach; es wird nie blind neu gesendet.",
                "The next import looks up what had no answer; it is never sent again blindly.")
        case .begun: Wording("früher beauftragt", "asked for earlier")
        case .cutForm:
            Wording("Das Formular kam nicht vollständig an; bitte neu zählen.", "The form did not arrive whole; please count again.")
        }
    }
}

extension Catalogue {
    package static func importButton(_ count: String) -> Wording { Wording("\(count) importieren", "Import \(count)") }
}
