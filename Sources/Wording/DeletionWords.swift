/// The words of the deletion.
extension Catalogue {
    package static let deletionHead = Wording(
        "Die Integration wird gelöscht. Aufgehoben werden:", "The integration will be deleted. Unlinked will be:")
    package static let deletionUnderway = Wording(
        "Das Löschen ist bestätigt und noch nicht fertig; es geht weiter.", "The deletion is confirmed and not finished; it goes on.")
    package static let deletionDone = Wording("Die Integration ist gelöscht.", "The integration is deleted.")
    package static let deletionNewSetup = Wording(
        "Neu einrichten: `reconcile setup --start-date yyyy-MM-dd`. Was übertragen war, wird dann wieder verknüpft, nie doppelt angelegt.",
        "Set up again: `reconcile setup --start-date yyyy-MM-dd`. What was transferred is then linked again, never created twice.")
    package static let deletionDocuments = Wording("Dokumente", "documents")
    package static let deletionOldest = Wording("ältestes", "oldest")
    package static let deletionNewest = Wording("neuestes", "newest")
    package static let deletionContacts = Wording("Kontakte", "contacts")
    package static let deletionPayments = Wording("gespiegelte Zahlungen", "mirrored payments")
    package static let deletionInFlight = Wording("ohne Antwort, wird vorher geklärt", "without an answer, settled before")
    package static let deletionWithoutFile = Wording(
        "Belege noch ohne PDF; es wird nicht mehr nachgereicht", "vouchers still without their PDF; it will not follow any more")
    package static let deletionKept = Wording(
        "Alle Belege und Kontakte bleiben in lexoffice, alle Zahlungen bleiben, wo sie sind; Protokoll und aufgehobene Verknüpfungen bleiben hier.",
        "All vouchers and contacts stay in lexoffice, all payments stay where they are; journal and ended links stay here.")
    package static let deletionEffect = Wording(
        "Danach fließt nichts mehr, in keine Richtung; Zahlungen dürfen wieder in HERO erfasst werden.",
        "After that nothing flows, in neither direction; payments may be entered in HERO again.")
    package static let deletionPaymentsFree = Wording(
        "Ab jetzt dürfen Zahlungen wieder in HERO erfasst werden; nach lexoffice und zurück fließt nichts mehr.",
        "From now on payments may be entered in HERO again; nothing flows to lexoffice or back.")
    package static let deletionRefused = Wording("Nicht bestätigt: es wurde nichts gelöscht.", "Not confirmed: nothing was deleted.")
    package static let deletionConfirmHint = Wording(
        "An einem Terminal den verlangten Namen eintippen, oder in einem Skript `--yes`.",
        "Type the name asked for on a terminal, or give `--yes` in a script.")
    package static let deletionDry = Wording("Probelauf: nichts wird gelöscht.", "Dry run: nothing is deleted.")
    package static let deletionUnlinked = Wording("aufgehoben", "unlinked")
    package static let deletionWaiting = Wording(
        "Noch offen ist, was daraus wurde; nach dieser Zeit wird ohne Antwort aufgehoben",
        "Still open what became of it; after this time it is unlinked without an answer")
    package static let deletionUnresolved = Wording(
        "Ohne Antwort aufgehoben; bitte in lexoffice nachsehen, ob es den Beleg oder Kontakt gibt:",
        "Unlinked without an answer; please look in lexoffice whether the voucher or contact exists:")

    package static let deletionAccessLeft = Wording(
        "lexoffice hat nicht bestätigt, dass der Zugriff beendet ist; bitte dort die Verbindung zu dieser App trennen.",
        "lexoffice did not confirm that the access has ended; please disconnect this app there.")

    /// What is typed to confirm where the organisation has no name. Either counts in both languages.
    package static let deletionWord = Wording("LÖSCHEN", "DELETE")

    /// - Parameter organization: empty when lexoffice names none.
    package static func deletionQuestion(_ organization: String) -> Wording {
        organization.isEmpty
            ? Wording("Zum Bestätigen \(deletionWord.de) eintippen:", "To confirm, type \(deletionWord.en):")
            : Wording(
                "Zum Bestätigen den Namen der lexoffice-Organisation eintippen (\(organization)):",
                "To confirm, type the name of the lexoffice organisation (\(organization)):")
    }

    package static func deletionKind(_ kind: String) -> Wording {
        switch kind {
        case "contact": Wording("Kontakt", "contact")
        case "payment": Wording("Zahlung", "payment")
        default: Wording("Dokument", "document")
        }
    }
}
