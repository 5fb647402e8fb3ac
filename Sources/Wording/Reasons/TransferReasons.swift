/// What lexoffice has, refuses or leaves open, and what is wrong with a file.
extension Explanation {
    static let duplicateNumber = Explanation(
        "In lexoffice gibt es diese Belegnummer schon mit anderem Inhalt.", "lexoffice already has this voucher number with other content.",
        .office(.open(.lexofficeVoucher), "Beleg ansehen:", "Look at the voucher:"),
        .office(.answer(.adopt(.voucher)), "{answer} (ist es)", "{answer} (it is)"),
        .office(.answer(.absent), "oder {option} (ist es nicht), mit --reason.", "or {option} (it is not), with --reason."))
    static let fileMissing = Explanation(
        "HERO hat nach der Wartezeit kein PDF.", "HERO has no PDF after the waiting time.",
        .office(.open(.heroDocument), "PDF in HERO neu erzeugen,", "Have HERO create the PDF again,"), .thenRetry, .orWithoutFile)
    static let fileNotPDF = Explanation(
        "Die Datei von HERO ist kein PDF.", "HERO's file is not a PDF.", .recreatePDF, .thenRetry, .orAttachByHand, .orWithoutFile)
    static let fileElsewhere = Explanation(
        "lexoffice führt dasselbe PDF an einem anderen Beleg und nimmt es nicht noch einmal.",
        "lexoffice keeps the same PDF with another voucher and does not take it twice.",
        .office(
            .open(.lexofficeVoucher), "Den anderen Beleg in lexoffice ansehen; ist er überzählig, dort löschen,",
            "Look at the other voucher in lexoffice; if it is one too many, delete it there,"), .thenRetry,
        .office(
            .open(.lexofficeVoucher), "Sonst eine Datei von Hand an diesen Beleg hängen.", "Else attach a file to this voucher by hand."),
        .orWithoutFile)
    static let rejectedByLexoffice = Explanation(
        "lexoffice hat die Daten abgelehnt.", "lexoffice refused the data.",
        .office(.open(.heroDocument), "Genanntes Feld in HERO", "Correct the named field in HERO"),
        .office(.open(.lexofficeContact), "oder lexoffice berichtigen,", "or lexoffice,"), .thenRetry,
        .office(.answer(.collective), "Ist es der Kontakt, geht auch {command}.", "If it is the contact, {command} will do, too."))
    static let outcomeUnknown = Explanation(
        "Keine Antwort von lexoffice; ob gebucht wurde, ist offen. Nur was nach der Wartezeit sicher fehlt, wird neu gesendet.",
        "No answer from lexoffice; whether it was booked is open. Only what is certainly absent after a while is sent again.",
        .byItself)
}
