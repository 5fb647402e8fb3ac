/// What does not come: tried again by itself, then a person's task.
extension Explanation {
    static let notAccepted = Explanation(
        (
            "Mehrmals gesendet; es kam nie eine Antwort, und nachzusehen ergab jedes Mal, dass nichts angekommen ist.",
            "Sent several times; there never was an answer, and each look found that nothing had arrived."
        ),
        (
            "Wird nicht von selbst noch einmal gesendet. Daten in HERO prüfen, danach `reconcile retry NUMMER`; oder von Hand buchen und mit `reconcile resolve NUMMER --adopt BELEG --reason …` verknüpfen.",
            "It is not sent again by itself. Check the data in HERO, then `reconcile retry NUMBER`; or book it by hand and link it with `reconcile resolve NUMBER --adopt VOUCHER --reason …`."
        ))
    static let fileUnavailable = Explanation(
        ("HERO gibt das PDF dieses Dokuments nicht heraus.", "HERO does not hand over the PDF of this document."),
        (
            "Wird weiter versucht. Dokument in HERO öffnen und das PDF neu erzeugen, danach `reconcile retry NUMMER`.",
            "It is tried again. Open the document in HERO and have its PDF created again, then `reconcile retry NUMBER`."
        ))
    static let paymentsNotTold = Explanation(
        (
            "lexoffice sagt nicht, was auf diesen Beleg gezahlt wurde; in HERO fehlt vielleicht eine Zahlung.",
            "lexoffice does not tell what was paid on this voucher; HERO may lack a payment."
        ),
        (
            "Wird weiter gefragt. Beleg in lexoffice ansehen und eine Zahlung in HERO von Hand eintragen; `reconcile resolve NUMMER --accept --reason …` lässt es so.",
            "It is asked again. Look at the voucher in lexoffice and enter a payment in HERO by hand; `reconcile resolve NUMBER --accept --reason …` lets it stand."
        ))
    static let rowUnreadable = Explanation(
        (
            "Ein Eintrag der Liste ist nicht lesbar; dahinter kann eine Rechnung stehen, die fehlt.",
            "An entry of the list cannot be read; behind it may stand an invoice that is missing."
        ),
        (
            "Genannten Eintrag dort öffnen und speichern; bleibt es dabei, dem Support des Systems melden.",
            "Open and save the named entry there; if it stays, report it to that system's support."
        ))
    static let originalMissing = Explanation(
        (
            "Das stornierte Dokument ist in HERO nicht zu finden oder seit Tagen nicht gebucht.",
            "The document that was cancelled is not found in HERO, or has not been booked for days."
        ),
        (
            "Das stornierte Dokument klären; sonst beide von Hand buchen und mit `reconcile resolve NUMMER --adopt BELEG --reason …` verknüpfen.",
            "Settle the cancelled document; else book both by hand and link them with `reconcile resolve NUMBER --adopt VOUCHER --reason …`."
        ))
    static let contactNotSearchable = Explanation(
        (
            "lexoffice hat 10.000 Kontakte oder mehr, und nach diesem Kunden lässt sich nicht eindeutig suchen.",
            "lexoffice has 10,000 contacts or more, and this customer cannot be searched for reliably."
        ),
        (
            "E-Mail-Adresse oder vollständigen Namen des Kunden in HERO ergänzen, danach `reconcile retry NUMMER`.",
            "Add the customer's e-mail address or full name in HERO, then `reconcile retry NUMBER`."
        ))
    static let notAnswered = Explanation(
        (
            "Das System antwortet, aber auf die Frage nach diesem einen Eintrag nicht.",
            "The system answers, but not when asked about this one item."
        ),
        (
            "Wird weiter gefragt; andere sind nicht betroffen. Eintrag dort öffnen und speichern, danach `reconcile retry NUMMER`; bleibt es dabei, dem Support des Systems melden.",
            "It is asked again; others are not affected. Open and save the item there, then `reconcile retry NUMBER`; if it stays, report it to that system's support."
        ))
}
