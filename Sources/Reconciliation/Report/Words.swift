package import Bookkeeping

/// The words of reports and commands, beside the reasons in the same catalogue.
extension Catalogue {
    package static let nothingToDo = Wording(
        "Nichts zu tun: beide Systeme sagen dasselbe.", "Nothing to do: both systems tell the same story.")
    package static let paused = Wording(
        "Pausiert: es fließt nichts, bis `reconcile resume`.", "Paused: nothing flows until `reconcile resume`.")
    package static let dryRunHead = Wording("Probelauf: nichts wird geschrieben.", "Dry run: nothing is written.")
    package static let newContact = Wording("neuer Kontakt", "new contact")
    package static let nextStep = Wording("Nächster Schritt", "Next step")
    package static let requests = Wording("Anfragen", "requests")
    package static let seconds = Wording("s", "s")
    package static let document = Wording("Dokument", "document")

    package static func voucherType(_ type: VoucherType?) -> Wording {
        switch type {
        case .salesInvoice: Wording("Einnahme", "sales invoice")
        case .salesCreditNote: Wording("Einnahmenminderung", "sales credit note")
        case nil: Wording("Dokument", "document")
        }
    }

    package static func verb(_ symbol: ReportLine.Symbol, dryRun: Bool) -> Wording {
        switch symbol {
        case .create: dryRun ? Wording("wird angelegt", "will be created") : Wording("angelegt", "created")
        case .change: dryRun ? Wording("PDF wird nachgereicht", "PDF will be attached") : Wording("PDF nachgereicht", "PDF attached")
        case .adopt: dryRun ? Wording("wird verknüpft", "will be adopted") : Wording("verknüpft", "adopted")
        case .uncertain: Wording("ungewiss", "uncertain")
        case .person: Wording("braucht Sie", "needs you")
        case .waiting: Wording("wartet", "waiting")
        case .note: Wording("Hinweis", "note")
        }
    }

    /// `1.234,56` or `1,234.56`.
    package static func amount(_ cents: Cents, _ language: Language) -> String {
        let digits = String(cents.amount.magnitude / 100)
        let rest = cents.amount.magnitude % 100
        var grouped = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { grouped += language == .de ? "." : "," }
            grouped.append(digit)
        }
        let sign = cents.amount < 0 ? "-" : ""
        return "\(sign)\(grouped)\(language == .de ? "," : ".")\(rest < 10 ? "0" : "")\(rest) EUR"
    }

    package static func setup(_ refusal: SetupRefusal) -> Explanation {
        switch refusal {
        case .startDateMissing:
            Explanation(
                ("Das Startdatum fehlt.", "The start date is missing."),
                ("`--start-date yyyy-MM-dd` angeben, frühestens heute.", "Give `--start-date yyyy-MM-dd`, today at the earliest."))
        case .startDateInPast:
            Explanation(
                (
                    "Das Startdatum liegt in der Vergangenheit; ein Einmalimport ist nicht möglich.",
                    "The start date is in the past; a one-time import is not possible."
                ),
                ("Heute oder einen späteren Tag wählen.", "Choose today or a later day."))
        case .startDateImmutable:
            Explanation(
                ("Das Startdatum steht fest, weil schon übertragen wurde.", "The start date is fixed, because documents were transferred."),
                (
                    "Nur nach dem Löschen der Integration kann ein neues gewählt werden.",
                    "A new one can be chosen only after deleting the integration."
                ))
        case .startDateHeld:
            Explanation(
                ("Gerade ist offen, ob die erste Übertragung gelungen ist.", "It is open right now whether the first transfer succeeded."),
                ("Nach der Wartezeit noch einmal versuchen.", "Try again after the settle window."))
        case .relinkFromNotBefore:
            Explanation(
                (
                    "--relink-from nennt das frühere Startdatum; es liegt nicht nach dem neuen.",
                    "--relink-from names the former start date; it does not lie after the new one."
                ),
                (
                    "Das Startdatum von vor dem Verlust angeben; es steht im letzten Backup oder im Monatsabschluss.",
                    "Give the start date from before the loss; the last backup or a month's sheet shows it."
                ))
        case .cancellationProcessUnconfirmed:
            Explanation(
                (
                    "HEROs neuer Stornorechnungsprozess muss eingerichtet sein; keine Schnittstelle zeigt das.",
                    "HERO's new cancellation process must be set up; no API tells."
                ),
                ("In HERO prüfen, dann `--confirm-cancellation-process`.", "Check in HERO, then `--confirm-cancellation-process`."))
        case .connectorUnconfirmed:
            Explanation(
                (
                    "HEROs eigene lexoffice-Schnittstelle muss aus sein, sonst entsteht jeder Beleg doppelt.",
                    "HERO's own lexoffice connector must be off, or every voucher exists twice."
                ),
                (
                    "Firmeneinstellungen → Schnittstellen → lexoffice prüfen, dann `--confirm-connector-off`.",
                    "Check Firmeneinstellungen → Schnittstellen → lexoffice, then `--confirm-connector-off`."
                ))
        case .noBookkeeping:
            Explanation(
                ("Die lexoffice-Organisation hat keine Buchhaltung.", "The lexoffice organisation has no bookkeeping."),
                ("Tarif mit Buchhaltung wählen.", "Choose a plan with bookkeeping."))
        case .categoryUnknown:
            Explanation(
                ("Die genannte Kategorie gibt es in lexoffice nicht als Einnahme.", "lexoffice has no income category of this id."),
                ("Die UUID aus `reconcile doctor` übernehmen.", "Take the UUID from `reconcile doctor`."))
        case .deletionUnderway:
            Explanation(
                ("Die Integration wird gerade gelöscht.", "The integration is being deleted."),
                (
                    "Erst `reconcile --delete-integration` zu Ende laufen lassen.",
                    "Let `reconcile --delete-integration` come to its end first."
                ))
        case .schemaDrift:
            Explanation(
                ("HEROs Schnittstelle hat ein benötigtes Feld nicht mehr.", "HERO's interface lacks a field this program needs."),
                ("Programm aktualisieren.", "Update this program."))
        }
    }
}

/// Words of the commands.
extension Catalogue {
    package static let yes = Wording("ja", "yes")
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
    package static let setupNext = Wording(
        "Weiter mit `reconcile --dry-run` (zeigt nur) oder `reconcile` (überträgt). Nach der ersten Übertragung werden Zahlungen nur noch in lexoffice erfasst.",
        "Go on with `reconcile --dry-run` (shows only) or `reconcile` (transfers). After the first transfer payments are entered in lexoffice only."
    )
    package static let noSuchDocument = Wording("Kein Dokument dieser Nummer", "No document of this number")
    package static func noReference(_ wanted: AdoptReference) -> Wording {
        switch wanted {
        case .voucher:
            Wording(
                "--adopt braucht hier die Kennung eines Belegs in lexoffice (UUID)",
                "--adopt takes the id of a lexoffice voucher here (a UUID)")
        case .entry:
            Wording(
                "--adopt braucht hier die Kennung eines Zahlungseintrags in HERO (Zahl)",
                "--adopt takes the id of a payment entry in HERO here (a number)")
        }
    }
    package static let severalDocuments = Wording(
        "Mehrere Dokumente dieser Nummer; die HERO-Id angeben", "Several documents of this number; give the HERO id")
    package static let refusedByChart = Wording("Das geht im jetzigen Zustand nicht", "That is not possible in its present state")
    package static let state = Wording("Zustand", "State")
    package static let reason = Wording("Grund", "Reason")
    package static let voucher = Wording("Beleg", "Voucher")
    package static let history = Wording("Verlauf", "History")
    package static let lastPass = Wording("Letzter Durchlauf", "Last pass")
    package static let never = Wording("noch keiner", "none yet")
    package static let documents = Wording("Dokumente", "Documents")
    package static let contacts = Wording("Kontakte", "Contacts")
    package static let integration = Wording("Integration", "Integration")
    package static let journal = Wording("Protokoll", "Journal")
    package static let configurationGood = Wording(
        "Konfiguration und Schlüssel sind lesbar und gültig.", "Configuration and keys can be read and are valid.")
    package static let heldBy = Wording("In Arbeit", "At work")
    package static let journalWhole = Wording("Das Protokoll ist vollständig und unverändert", "The journal is complete and unchanged")
    package static let journalBroken = Wording("Das Protokoll ist verletzt ab Eintrag", "The journal is broken from entry")
    package static let entries = Wording("Einträge", "entries")
    package static let answered = Wording("Vermerkt", "Noted")
    package static let amountWord = Wording("Betrag", "Amount")
    package static let remark = Wording("Notiz", "Note")
}

/// The tour.
extension Catalogue {
    package static let demoSetup = Wording(
        "Einrichten: beide Zugänge prüfen, Startdatum heute", "Set up: check both accounts, start date today")
    package static let demoDryRun = Wording(
        "Abgleich ohne zu schreiben (`reconcile --dry-run`)", "Compare without writing (`reconcile --dry-run`)")
    package static let demoTransfer = Wording("Übertragen (`reconcile`)", "Transfer (`reconcile`)")
    package static let demoSecond = Wording("Noch einmal: es gibt nichts zu tun", "Once more: there is nothing to do")
    package static let demoCancel = Wording(
        "Eine Rechnung wird in HERO storniert und übertragen", "An invoice is cancelled in HERO and transferred")
    package static let demoPay = Wording(
        "Eine Zahlung wird in lexoffice erfasst und steht danach in HERO", "A payment is recorded in lexoffice and then is in HERO")
    package static let demoBooks = Wording("So stehen die Bücher in lexoffice", "This is what the books in lexoffice look like")
    package static let demoNext = Wording(
        """
        Weiter von Hand: `reconcile sandbox` startet beide Systeme mit einem Geschäftsjahr und nennt die nächsten Befehle;
        `reconcile explain NUMMER` erzählt die Geschichte eines Belegs, `reconcile charts` zeigt die Zustandsautomaten.
        """,
        """
        Go on by hand: `reconcile sandbox` starts both systems with a business year and names the next commands;
        `reconcile explain NUMBER` tells the story of a voucher, `reconcile charts` shows the state machines.
        """)
}
