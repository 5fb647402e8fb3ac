/// Words of the commands.
extension Catalogue {
    package static let yes = Wording("ja", "yes")
    package static let no = Wording("nein", "no")
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
    package static let decisionNoted = Wording(
        "Vermerkt; der laufende Dienst führt es aus. `reconcile status` zeigt, solange es aussteht.",
        "Noted; the running service carries it out. `reconcile status` shows it until then.")
    package static let movedMeanwhile = Wording(
        "Inzwischen hat sich etwas geändert, nichts wurde getan", "Something has changed meanwhile, nothing was done")
    package static let decisionPending = Wording("Vermerkt, noch nicht ausgeführt", "Noted, not carried out yet")
    package static let amountWord = Wording("Betrag", "Amount")
    package static let remark = Wording("Notiz", "Note")
}
