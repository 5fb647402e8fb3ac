package import Bookkeeping

/// The words of the contact import.
extension Catalogue {
    package static let contactImport = Wording("Kontaktimport", "Contact import")
    package static let askImport = Wording("Diese Kontakte jetzt in HERO anlegen? (ja/nein)", "Create these contacts in HERO now? (yes/no)")
    package static let importNext = Wording(
        "Es wurde nichts geschrieben. Importieren mit `reconcile contacts import --yes`.",
        "Nothing was written. Import with `reconcile contacts import --yes`.")
    package static let importDeclined = Wording("Es wurde nichts geschrieben.", "Nothing was written.")
    package static let importImported = Wording("importiert", "imported")
    package static let importSkipped = Wording("übersprungen", "skipped")
    package static let importFailed = Wording("fehlgeschlagen", "failed")
    package static let importUncertain = Wording("ungewiss", "uncertain")
    package static let importLeft = Wording("noch offen", "still to do")
    package static let importRefused = Wording("HERO hat abgelehnt", "HERO refused")
    package static let importHeroCustomer = Wording("HERO-Kunde", "HERO customer")
    package static let importDropped = Wording("von HERO nicht übernommen", "not taken over by HERO")
    package static let importAgain = Wording(
        "Ungewisses wird beim nächsten `reconcile contacts import --yes` nachgesehen und nie blind neu gesendet.",
        "What is uncertain is looked up by the next `reconcile contacts import --yes` and never sent again blindly.")
    package static let importMore = Wording("weitere", "more")

    package static func importReady(_ count: Int) -> Wording {
        count == 1
            ? Wording("1 lexoffice-Kontakt steht zum Import bereit.", "1 lexoffice contact is ready to be imported.")
            : Wording("\(count) lexoffice-Kontakte stehen zum Import bereit.", "\(count) lexoffice contacts are ready to be imported.")
    }

    /// Why a contact is skipped, and what to do where something can be done.
    package static func importObstacle(_ obstacle: ImportObstacle) -> Wording {
        switch obstacle {
        case .outcomeUnknown:
            Wording(
                "ein früherer Import blieb ohne Antwort; der nächste Import sieht nach",
                "an earlier import had no answer; the next import looks it up")
        case .linked: Wording("schon mit einem HERO-Kunden verknüpft", "linked with a HERO customer already")
        case .vendorOnly: Wording("nur Lieferant", "vendor only")
        case .archived: Wording("in lexoffice archiviert", "archived in lexoffice")
        case .unreadable: Wording("in unbekannter Form", "in an unknown form")
        case .noName: Wording("ohne verwendbaren Namen", "no usable name")
        case .known: Wording("in HERO schon vorhanden", "HERO has it already")
        case .several:
            Wording(
                "mehrere HERO-Kontakte passen; in HERO den überzähligen löschen",
                "several HERO contacts fit; delete the surplus one in HERO")
        case .alike:
            Wording(
                "mehrere lexoffice-Kontakte gleichen sich; den überzähligen archivieren",
                "several lexoffice contacts are alike; archive the surplus one")
        }
    }
}
