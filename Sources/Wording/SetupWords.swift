/// The words of the setup.
extension Catalogue {
    package static let askStartDate = Wording(
        "Startdatum der Synchronisierung (yyyy-MM-dd, frühestens heute)?", "Start date (yyyy-MM-dd, today at the earliest)?")
    package static let askCancellationProcess = Wording(
        "Ist in HERO der neue Stornorechnungsprozess eingerichtet? (ja/nein)", "Is HERO's new cancellation process set up? (yes/no)")
    package static let askConnectorOff = Wording(
        "Ist HEROs eigene lexoffice-Schnittstelle ausgeschaltet? (ja/nein)", "Is HERO's own lexoffice connector switched off? (yes/no)")
    package static let setupDone = Wording("Eingerichtet", "Set up")
    package static let startDate = Wording("Startdatum", "Start date")
    package static let unmapped = Wording(
        "Noch ohne Kategorie (solche Dokumente warten auf Sie)", "Without a category yet (such documents wait for you)")
    package static let schemaHidden = Wording(
        "HERO zeigt sein Schema nicht; ob jedes benötigte Feld da ist, ließ sich nicht prüfen",
        "HERO does not show its schema; whether every field this program needs is there could not be checked")
    package static let setupServed = Wording(
        "Der laufende Dienst hat es übernommen; ab dem nächsten Durchlauf gilt es.",
        "The running service has taken it; it holds from the next pass on.")

    package static let setupNext = Wording(
        "Weiter mit `reconcile --dry-run` (zeigt nur) oder `reconcile` (überträgt). Nach der ersten Übertragung werden Zahlungen nur noch in lexoffice erfasst.",
        "Go on with `reconcile --dry-run` (shows only) or `reconcile` (transfers). After the first transfer payments are entered in lexoffice only."
    )

    package static func setup(_ refusal: SetupRefusal) -> Explanation {
        switch refusal {
        case .startDateMissing:
            Explanation(
                "Das Startdatum fehlt.", "The start date is missing.",
                .administrator(.command(.chooseStartDate), "{option} angeben, frühestens heute.", "Give {option}, today at the earliest."))
        case .startDateInPast:
            Explanation(
                "Das Startdatum liegt in der Vergangenheit; ein Einmalimport ist nicht möglich.",
                "The start date is in the past; a one-time import is not possible.",
                .administrator(.command(.chooseStartDate), "Heute oder einen späteren Tag wählen.", "Choose today or a later day."))
        case .startDateImmutable:
            Explanation(
                "Das Startdatum steht fest, weil schon übertragen wurde.", "The start date is fixed, because documents were transferred.",
                .administrator(
                    .command(.deleteIntegration), "Nur nach dem Löschen der Integration kann ein neues gewählt werden.",
                    "A new one can be chosen only after deleting the integration."))
        case .startDateHeld:
            Explanation(
                "Gerade ist offen, ob die erste Übertragung gelungen ist.", "It is open right now whether the first transfer succeeded.",
                .administrator(.command(.setUp), "Nach der Wartezeit noch einmal versuchen.", "Try again after the settle window."))
        case .relinkFromNotBefore:
            Explanation(
                "--relink-from nennt das frühere Startdatum; es liegt nicht nach dem neuen.",
                "--relink-from names the former start date; it does not lie after the new one.",
                .administrator(
                    .command(.relinkFrom),
                    "Das Startdatum von vor dem Verlust angeben; es steht im letzten Backup oder im Monatsabschluss.",
                    "Give the start date from before the loss; the last backup or a month's sheet shows it."))
        case .cancellationProcessUnconfirmed:
            Explanation(
                "HEROs neuer Stornorechnungsprozess muss eingerichtet sein; keine Schnittstelle zeigt das.",
                "HERO's new cancellation process must be set up; no API tells.",
                .administrator(.open(.heroSettings), "In HERO prüfen,", "Check in HERO,"),
                .administrator(.command(.confirmCancellationProcess), "dann {option}.", "then {option}."))
        case .connectorUnconfirmed:
            Explanation(
                "HEROs eigene lexoffice-Schnittstelle muss aus sein, sonst entsteht jeder Beleg doppelt.",
                "HERO's own lexoffice connector must be off, or every voucher exists twice.",
                .administrator(
                    .open(.heroSettings), "Firmeneinstellungen → Schnittstellen → lexoffice prüfen,",
                    "Check Firmeneinstellungen → Schnittstellen → lexoffice,"),
                .administrator(.command(.confirmConnectorOff), "dann {option}.", "then {option}."))
        case .noBookkeeping:
            Explanation(
                "Die lexoffice-Organisation hat keine Buchhaltung.", "The lexoffice organisation has no bookkeeping.",
                .administrator(.open(.lexofficeSettings), "Tarif mit Buchhaltung wählen.", "Choose a plan with bookkeeping."))
        case .categoryUnknown:
            Explanation(
                "Die genannte Kategorie gibt es in lexoffice nicht als Einnahme.", "lexoffice has no income category of this id.",
                .administrator(.command(.doctor), "Die UUID aus {command} übernehmen.", "Take the UUID from {command}."))
        case .deletionUnderway:
            Explanation(
                "Die Integration wird gerade gelöscht.", "The integration is being deleted.",
                .administrator(
                    .command(.deleteIntegration), "Erst {command} zu Ende laufen lassen.", "Let {command} come to its end first."))
        case .schemaDrift:
            Explanation(
                "HEROs Schnittstelle hat ein benötigtes Feld nicht mehr.", "HERO's interface lacks a field this program needs.", .update)
        }
    }
}
