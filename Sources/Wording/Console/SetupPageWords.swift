package import Bookkeeping

/// `/einrichtung`.
package enum SetupWord: String, WordList {
    case lead, isDone, isOpen, isUnknown, isAsking, check, checking, checked, hero, lexoffice, keysHelp, confirmations
    case process, connector, confirmedBy, startDate, startFixed, startHeld, startOpen, moveTo, move, outlookAsk, outlookCount, outlookDrafts
    case categories, categoriesLead, readCategories, keepAsIs, suggestion, likeRevenue, forWhat, inForce, chooseOther, noneNamed,
        adviserConfirms
    case adviserConfirmed, adviserOpen, saveCategories, trialRun, trialText, seePlan, start, startText, tile
    case deletion, deletionUnfold, typeName, deleteNow, linkTooOld, otherName, documents, contacts, payments, withoutFile, inFlight
    case outcomeNot, outcomeDue, stillWithCommand, deletedNow, underway, adminOnly, confirmedBelow
    case comesFirst, comesFirstHelp, first, firstLead, firstDay, firstDayHelp, personLabel, personEmployee, personCustomer, einvoicesFrom,
        einvoicesHelp, relinkFrom, relinkHelp, afterLoss, processTick, connectorTick, setUpNow, setUpHelp, putKey, putKeyOrLogIn, trialNow,
        remarkAdmin

    package var wording: Wording {
        switch self {
        case .lead:
            Wording(
                "Alles, was es für den Abgleich braucht, Schritt für Schritt. Jeder Schritt kann jederzeit neu geprüft werden.",
                "All that is needed, step by step. Each step can be checked again at any time.")
        case .isDone: Wording("in Ordnung", "fine")
        case .isOpen: Wording("offen", "open")
        case .isUnknown: Wording("noch nicht geprüft", "not checked yet")
        case .isAsking: Wording("braucht Sie", "needs you")
        case .check: Wording("Prüfen", "Check")
        case .checking: Wording("Wird geprüft …", "Checking …")
        case .checked: Wording("Geprüft", "Checked")
        case .hero: Wording("HERO", "HERO")
        case .lexoffice: Wording("lexoffice", "lexoffice")
        case .keysHelp:
            Wording(
                "Schlüssel gehören nicht in einen Browser: auf dem Server ablegen, den Dienst neu starten, dann hier prüfen.",
                "Keys do not belong into a browser: put them down on the server, restart the service, then check here.")
        case .confirmations: Wording("Stornoprozess und HEROs eigene Schnittstelle", "Cancellation process and HERO's own connector")
        case .process:
            Wording("HEROs neuer Stornorechnungsprozess ist eingerichtet.", "HERO's new cancellation process is set up.")
        case .connector: Wording("HEROs eigene lexoffice-Schnittstelle ist ausgeschaltet.", "HERO's own lexoffice connector is off.")
        case .confirmedBy: Wording("bestätigt von", "confirmed by")
        case .startDate: Wording("Startdatum", "Start date")
        case .startFixed:
            Wording(
                "Steht fest, weil schon übertragen wurde. Ein anderes gibt es nur nach dem Löschen.",
                "Fixed, because documents were transferred. There is another one only after deleting.")
        case .startHeld:
            Wording(
                "Gerade ist offen, ob die erste Übertragung gelungen ist; danach steht es fest oder kann verschoben werden.",
                "It is open whether the first transfer succeeded; after that it is fixed or can be moved.")
        case .startOpen:
            Wording("Noch ist nichts übertragen; der Tag kann verschoben werden.", "Nothing is transferred yet; the day can be moved.")
        case .moveTo: Wording("Verschieben auf", "Move to")
        case .move: Wording("Verschieben", "Move")
        case .outlookAsk: Wording("Was liegt danach?", "What lies after it?")
        case .outlookCount: Wording("Belege hat HERO seit diesem Tag", "documents HERO has since that day")
        case .outlookDrafts: Wording("davon Entwürfe", "drafts among them")
        case .categories: Wording("Buchungskategorien", "Posting categories")
        case .categoriesLead:
            Wording(
                "Wohin Erlöse gebucht werden. Unser Vorschlag ist als solcher gekennzeichnet; entscheiden soll die Steuerberatung.",
                "Where revenue is booked. What we suggest is marked as such; the tax adviser should decide.")
        case .readCategories: Wording("Liste aus lexoffice lesen", "Read the list from lexoffice")
        case .keepAsIs: Wording("so lassen", "keep")
        case .suggestion: Wording("unser Vorschlag", "our suggestion")
        case .likeRevenue: Wording("keine: gebucht wie Erlöse", "none: booked as revenue")
        case .forWhat: Wording("Wofür", "For")
        case .inForce: Wording("Gilt", "In force")
        case .chooseOther: Wording("Ändern in", "Change to")
        case .noneNamed: Wording("keine: solche Belege warten auf Sie", "none: such documents wait for you")
        case .adviserConfirms: Wording("So von der Steuerberatung bestätigt", "Confirmed so by the tax adviser")
        case .adviserConfirmed: Wording("Von der Steuerberatung bestätigt, eingetragen von", "Confirmed by the tax adviser, entered by")
        case .adviserOpen:
            Wording("In dieser Form noch nicht von der Steuerberatung bestätigt.", "Not confirmed by the tax adviser as it stands.")
        case .saveCategories: Wording("Speichern", "Save")
        case .trialRun: Wording("Probelauf", "Trial run")
        case .trialText:
            Wording(
                "Der Plan zeigt, was übertragen würde, ohne etwas zu schreiben.",
                "The plan shows what would be transferred, and writes nothing.")
        case .seePlan: Wording("Plan ansehen", "See the plan")
        case .start: Wording("Start", "Start")
        case .startText:
            Wording(
                "Der Abgleich läuft, sobald der Dienst läuft. Ab der ersten Übertragung werden Zahlungen nur noch in lexoffice erfasst.",
                "It runs as soon as the service runs. From the first transfer on payments are entered in lexoffice only.")
        case .tile: Wording("Betrieb", "Running it")
        case .deletion: Wording("Löschen", "Delete")
        case .deletionUnfold: Wording("Integration löschen …", "Delete the integration …")
        case .typeName: Wording("Zum Bestätigen eintippen", "To confirm, type")
        case .deleteNow: Wording("Endgültig löschen", "Delete for good")
        case .linkTooOld:
            Wording(
                "Dafür braucht es einen frischen Link: `reconcile console --role admin`, dann innerhalb von 30 Minuten.",
                "This takes a fresh link: `reconcile console --role admin`, then within 30 minutes.")
        case .otherName: Wording("Der Name stimmt nicht; es wurde nichts gelöscht.", "That is not the name; nothing was deleted.")
        case .documents: Wording("Belege werden entkoppelt", "documents are unlinked")
        case .contacts: Wording("Kontakte werden entkoppelt", "contacts are unlinked")
        case .payments: Wording("gespiegelte Zahlungen werden nicht mehr verfolgt", "mirrored payments are followed no more")
        case .withoutFile: Wording("Belege bleiben ohne PDF", "vouchers stay without their PDF")
        case .inFlight: Wording("ohne Antwort; wird vorher geklärt", "without an answer; settled before")
        case .outcomeNot: Wording("Die letzte Änderung wurde nicht übernommen", "The last change was not taken")
        case .outcomeDue:
            Wording("Eine Änderung ist notiert und wird gleich ausgeführt.", "A change is noted and will be carried out at once.")
        case .stillWithCommand: Wording("Dasselbe als Befehl", "The same as a command")
        case .deletedNow:
            Wording(
                "Die Integration ist gelöscht. Unten kann neu eingerichtet werden.",
                "The integration is deleted. It can be set up anew below.")
        case .underway:
            Wording(
                "Das Löschen läuft; offene Schreibvorgänge werden vorher geklärt.",
                "Deletion is under way; writes in flight are settled first.")
        case .adminOnly: Wording("Ändern darf das nur, wer verwaltet.", "Only an administrator may change this.")
        case .confirmedBelow:
            Wording(
                "Ob HEROs neuer Stornoprozess eingerichtet und HEROs eigene lexoffice-Schnittstelle ausgeschaltet ist, sagt keine Schnittstelle: beides wird unten beim Einrichten bestätigt.",
                "No interface tells whether HERO's new cancellation process is set up and HERO's own lexoffice connector is off: both are confirmed below with the set-up."
            )
        case .comesFirst: Wording("Zuerst kommt die Einrichtung.", "The set-up comes first.")
        case .comesFirstHelp:
            Wording(
                "Noch ist nichts eingerichtet: es fließt nichts, und hier gibt es noch nichts zu sehen.",
                "Nothing is set up yet: nothing flows, and there is nothing to see here so far.")
        case .first: Wording("Einrichten", "Set up")
        case .firstLead:
            Wording(
                "Wenn oben beide Systeme in Ordnung sind, fehlt nur noch dies. Beim Einrichten wird alles noch einmal geprüft; erst dann beginnt der Abgleich.",
                "Once both systems above are fine, only this is missing. Everything is checked once more when you set up; only then does it begin."
            )
        case .firstDay: Wording("Startdatum", "Start date")
        case .firstDayHelp:
            Wording(
                "Übertragen wird, was HERO an diesem Tag oder später erstellt; frühestens heute. Nach der ersten Übertragung steht der Tag fest.",
                "What HERO makes on that day or later is transferred; today at the earliest. After the first transfer the day is fixed.")
        case .personLabel: Wording("Ansprechpartner in der Notiz des Belegs", "Contact person in the voucher's note")
        case .personEmployee: Wording("Mitarbeiter in HERO", "the employee in HERO")
        case .personCustomer: Wording("Ansprechpartner des Kunden", "the customer's contact person")
        case .einvoicesFrom: Wording("E-Rechnungen erwartet ab", "E-invoices expected from")
        case .einvoicesHelp:
            Wording(
                "Ab diesem Belegtag wird gemeldet, wenn eine Rechnung an ein Unternehmen keine E-Rechnung enthält. Darf leer bleiben.",
                "From that document day on it is told when an invoice to a business holds no e-invoice. May stay empty.")
        case .afterLoss: Wording("Nach einem Verlust des Zustands …", "After a loss of the state …")
        case .relinkFrom: Wording("Startdatum von damals", "Start date of then")
        case .relinkHelp:
            Wording(
                "Nur wenn schon einmal übertragen wurde und der Zustand verloren ist: was seitdem übertragen wurde, wird wieder verknüpft und nie neu angelegt.",
                "Only where documents were transferred before and the state is lost: what was transferred since is linked again and never created."
            )
        case .processTick:
            Wording(
                "HEROs neuer Stornorechnungsprozess ist eingerichtet.", "HERO's new cancellation process is set up.")
        case .connectorTick: Wording("HEROs eigene lexoffice-Schnittstelle ist ausgeschaltet.", "HERO's own lexoffice connector is off.")
        case .setUpNow: Wording("Jetzt einrichten", "Set up now")
        case .setUpHelp:
            Wording(
                "Nach dem Einrichten beginnt der erste Durchlauf von selbst. Der Probelauf zeigt vorher, was er täte, und schreibt nichts.",
                "After the set-up the first pass begins by itself. The trial run shows before it what it would do, and writes nothing.")
        case .putKey: Wording("Schlüssel auf dem Server ablegen:", "To put the key down on the server:")
        case .putKeyOrLogIn:
            Wording("Schlüssel auf dem Server ablegen, oder anmelden:", "To put the key down on the server, or to log in:")
        case .trialNow: Wording("Probelauf ansehen", "See a trial run")
        case .remarkAdmin:
            Wording(
                "Einrichten kann nur, wer verwaltet: `reconcile console --role admin` gibt den Zugang.",
                "Only an administrator can set up: `reconcile console --role admin` gives the access.")
        }
    }
}

extension Catalogue {
    /// What somebody who sets up forgot to tick.
    package static func pleaseTick(_ word: SetupWord) -> Wording {
        Wording("Bitte bestätigen: „\(word.wording(.de))“", "Please confirm: “\(word.wording(.en))”")
    }

    /// What is booked there.
    package static func postingCategory(_ category: PostingCategory) -> Wording {
        switch category {
        case .revenue: Wording("Erlöse (allgemein)", "Revenue (general)")
        case .revenueService: Wording("Erlöse aus Dienstleistungen", "Revenue from services")
        case .revenueGoods: Wording("Erlöse aus Waren", "Revenue from goods")
        case .intraEUGoods: Wording("Innergemeinschaftliche Lieferung", "Supply of goods within the EU")
        case .euService13b: Wording("Leistung an EU-Unternehmen (§ 13b)", "Service to an EU business (reverse charge)")
        case .exportGoods: Wording("Ausfuhrlieferung", "Export of goods")
        case .exportService: Wording("Leistung ins Drittland", "Service to a third country")
        case .smallBusiness: Wording("Kleinunternehmer (§ 19)", "Small business (§ 19)")
        case .construction13b: Wording("Bauleistung (§ 13b)", "Construction work (§ 13b)")
        case .photovoltaic0: Wording("Photovoltaik (0 %)", "Photovoltaics (0 %)")
        case .downPayment: Wording("Anzahlungen", "Down payments")
        case .nonTaxable: Wording("Nicht steuerbar", "Not taxable")
        }
    }
}
