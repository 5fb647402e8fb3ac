/// What lexoffice has, refuses or leaves open, and what is wrong with a file.
extension Explanation {
    static let duplicateNumber = Explanation(
        (
            "In lexoffice gibt es diese Belegnummer schon mit anderem Inhalt.",
            "lexoffice already has this voucher number with other content."
        ),
        (
            "Beleg ansehen: `reconcile resolve NUMMER --adopt BELEG` (ist es) oder `--absent` (ist es nicht), mit --reason.",
            "Look at the voucher: `reconcile resolve NUMBER --adopt VOUCHER` (it is) or `--absent` (it is not), with --reason."
        ))
    static let fileMissing = Explanation(
        ("HERO hat nach der Wartezeit kein PDF.", "HERO has no PDF after the waiting time."),
        (
            "PDF in HERO neu erzeugen, danach `reconcile retry NUMMER`.",
            "Have HERO create the PDF again, then `reconcile retry NUMBER`."
        ))
    static let fileTooLarge = Explanation(
        ("Das PDF ist größer als 5 MB; lexoffice nimmt es nicht.", "The PDF is larger than 5 MB; lexoffice does not take it."),
        ("Bilder im Dokument verkleinern und neu ausstellen.", "Make the images in the document smaller and issue it anew."))
    static let fileNotPDF = Explanation(
        ("Die Datei von HERO ist kein PDF.", "HERO's file is not a PDF."),
        (
            "PDF in HERO neu erzeugen, danach `reconcile retry NUMMER`.",
            "Have HERO create the PDF again, then `reconcile retry NUMBER`."
        ))
    static let fileElsewhere = Explanation(
        (
            "lexoffice führt dasselbe PDF an einem anderen Beleg und nimmt es nicht noch einmal.",
            "lexoffice keeps the same PDF with another voucher and does not take it twice."
        ),
        (
            "Den anderen (stornierten) Beleg in lexoffice löschen, danach `reconcile retry NUMMER`.",
            "Delete the other (voided) voucher in lexoffice, then `reconcile retry NUMBER`."
        ))
    static let rejectedByLexoffice = Explanation(
        ("lexoffice hat die Daten abgelehnt.", "lexoffice refused the data."),
        (
            "Genanntes Feld in HERO oder lexoffice berichtigen, danach `reconcile retry NUMMER`.",
            "Correct the named field in HERO or lexoffice, then `reconcile retry NUMBER`."
        ))
    static let outcomeUnknown = Explanation(
        (
            "Keine Antwort von lexoffice; ob gebucht wurde, ist offen. Es wird nachgesehen, nicht neu gesendet.",
            "No answer from lexoffice; whether it was booked is open. It is looked up, not sent again."
        ),
        byItself)
}
