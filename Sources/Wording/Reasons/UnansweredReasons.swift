/// What does not come: tried again by itself, then a person's task.
extension Explanation {
    static let notAccepted = Explanation(
        "Mehrmals gesendet; es kam nie eine Antwort, und nachzusehen ergab jedes Mal, dass nichts angekommen ist.",
        "Sent several times; there never was an answer, and each look found that nothing had arrived.",
        .office(
            .open(.heroDocument), "Wird nicht von selbst noch einmal gesendet. Daten in HERO prüfen,",
            "It is not sent again by itself. Check the data in HERO,"), .office(.answer(.retry), "danach {command};", "then {command};"),
        .office(.open(.lexofficeVouchers), "oder von Hand buchen", "or book it by hand"), .thenLink)
    /// Of a contact, a file or a payment other things have to be looked at than of a voucher.
    static func notAccepted(_ detail: String) -> Explanation {
        let marked = detail.split(separator: " ").first { $0.hasPrefix("question=") }
        switch marked?.dropFirst("question=".count) {
        case "createContact": return contactNotAccepted
        case "attachFile": return fileNotAccepted
        case "createPayment": return paymentNotAccepted
        default: return notAccepted
        }
    }

    private static let contactNotAccepted = Explanation(
        "Der Kontakt wurde mehrmals an lexoffice gesendet und ist dort nie angekommen.",
        "The contact was sent to lexoffice several times and never arrived there.",
        .office(
            .open(.heroCustomer), "Wird nicht von selbst noch einmal gesendet. Kunden in HERO prüfen,",
            "It is not sent again by itself. Check the customer in HERO,"),
        .office(.answer(.retry), "danach {command};", "then {command};"),
        .office(
            .open(.lexofficeContact), "oder den Kontakt in lexoffice von Hand anlegen, er wird gefunden.",
            "or create the contact in lexoffice by hand, it will be found."), .orCollective)
    private static let fileNotAccepted = Explanation(
        "Der Beleg ist gebucht; sein PDF wurde mehrmals gesendet und ist in lexoffice nie angekommen.",
        "The voucher is booked; its PDF was sent several times and never arrived in lexoffice.",
        .office(
            .open(.lexofficeVoucher), "Wird nicht von selbst noch einmal gesendet. Das PDF in lexoffice von Hand anhängen,",
            "It is not sent again by itself. Attach the PDF in lexoffice by hand,"),
        .office(.answer(.retry), "oder {command}.", "or {command}."), .orWithoutFile)
    private static let paymentNotAccepted = Explanation(
        "Die Zahlung wurde mehrmals an HERO gesendet und ist dort nie angekommen.",
        "The payment was sent to HERO several times and never arrived there.",
        .office(
            .open(.heroDocument), "Wird nicht von selbst noch einmal gesendet. Die Zahlung in HERO von Hand eintragen; sie wird gefunden.",
            "It is not sent again by itself. Enter the payment in HERO by hand; it will be found."),
        .office(.answer(.retry), "Oder {command}.", "Or {command}."))
    static let sentInVain = Explanation(
        "Gesendet, aber in lexoffice nicht angekommen.", "Sent, and not arrived in lexoffice.",
        .waits("Wird nach einer Wartezeit noch einmal gesendet.", "It is sent again after a while."))
    static let fileUnavailable = Explanation(
        "HERO gibt das PDF dieses Dokuments nicht heraus.", "HERO does not hand over the PDF of this document.",
        .waits("Wird weiter versucht.", "It is tried again."),
        .office(
            .open(.heroDocument), "Dokument in HERO öffnen und das PDF neu erzeugen,",
            "Open the document in HERO and have its PDF created again,"), .thenRetry, .orWithoutFile)
    static let paymentsNotTold = Explanation(
        "lexoffice sagt nicht, was auf diesen Beleg gezahlt wurde; in HERO fehlt vielleicht eine Zahlung.",
        "lexoffice does not tell what was paid on this voucher; HERO may lack a payment.",
        .waits("Wird weiter gefragt.", "It is asked again."),
        .office(.open(.lexofficeVoucher), "Beleg in lexoffice ansehen", "Look at the voucher in lexoffice"),
        .office(.open(.heroDocument), "und eine Zahlung in HERO von Hand eintragen;", "and enter a payment in HERO by hand;"),
        .office(.answer(.accept), "{command} lässt es so.", "{command} lets it stand."))
    static let rowUnreadable = Explanation(
        "Ein Eintrag der Liste ist nicht lesbar; dahinter kann eine Rechnung stehen, die fehlt.",
        "An entry of the list cannot be read; behind it may stand an invoice that is missing.",
        .office(.open(.namedItem), "Genannten Eintrag dort öffnen und speichern;", "Open and save the named entry there;"),
        .administrator(.report, "bleibt es dabei, dem Support des Systems melden.", "if it stays, report it to that system's support."))
    static let originalMissing = Explanation(
        "Das stornierte Dokument ist in HERO nicht zu finden oder seit Tagen nicht gebucht.",
        "The document that was cancelled is not found in HERO, or has not been booked for days.",
        .office(.open(.heroDocument), "Das stornierte Dokument klären;", "Settle the cancelled document;"),
        .office(.open(.lexofficeVouchers), "sonst die Stornorechnung von Hand buchen", "else book the cancellation by hand"), .thenLink)
    static let contactNotSearchable = Explanation(
        "lexoffice hat 10.000 Kontakte oder mehr, und nach diesem Kunden lässt sich nicht eindeutig suchen.",
        "lexoffice has 10,000 contacts or more, and this customer cannot be searched for reliably.",
        .office(
            .open(.heroCustomer), "Den vollständigen Namen des Kunden in HERO eintragen,",
            "Enter the customer's full name in HERO,"), .thenRetry,
        .office(.answer(.contact), "Oder den Kontakt in lexoffice suchen: {command}.", "Or find the contact in lexoffice: {command}."),
        .orCollective)
    static let notAnswered = Explanation(
        "Das System antwortet, aber auf die Frage nach diesem einen Eintrag nicht.",
        "The system answers, but not when asked about this one item.",
        .waits("Wird weiter gefragt; andere sind nicht betroffen.", "It is asked again; others are not affected."),
        .office(.open(.namedItem), "Eintrag dort öffnen und speichern,", "Open and save the item there,"),
        .office(.answer(.retry), "danach {command};", "then {command};"),
        .administrator(.report, "bleibt es dabei, dem Support des Systems melden.", "if it stays, report it to that system's support."))
}
