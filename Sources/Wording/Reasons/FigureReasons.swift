/// What is wrong with the figures of a document.
extension Explanation {
    static let totalMismatch = Explanation(
        "Die gedruckten Summen passen nicht zu den Positionen.", "The printed totals do not fit the lines.", .reissue, .thenWaive,
        .elseByHand,
        .thenLink)
    static let balanceMismatch = Explanation(
        "HEROs offener Betrag ist nicht die Summe der Rechnung abzüglich ihrer Zahlungen.",
        "HERO's open amount is not the invoice's total less its payments.",
        .office(
            .open(.heroDocument), "Rechnung, Abzüge und Zahlungen in HERO mit dem PDF vergleichen und berichtigen,",
            "Compare invoice, deductions and payments in HERO with the PDF and correct them,"), .thenRetry, .orAsStated)
    static let cumulativeUnclear = Explanation(
        "Kumulierte Rechnung nach früheren Rechnungen desselben Projekts: ob HEROs Summe der Rest oder das Ganze ist, ist nicht bekannt.",
        "A cumulative invoice after earlier ones of the same project: whether HERO's total is the rest or the whole is not known.",
        .office(.open(.heroDocument), "Mit dem PDF vergleichen;", "Compare it with the PDF;"),
        .adviser(
            .answer(.cumulative), "der Steuerberater entscheidet einmal für alle: {command}.",
            "the tax adviser decides once for all: {command}."))
    static let taxRoundingDiff = Explanation(
        "Die gedruckte Umsatzsteuer weicht mehr als gerundet vom Steuersatz ab.",
        "The printed tax differs from the rate by more than rounding.", .reissue, .thenWaive, .elseByHand, .thenLink)
    static let mixedSign = Explanation(
        "Ein Steuersatz ist positiv, ein anderer negativ; lexoffice bucht das nicht in einem Beleg.",
        "One tax rate is positive, another negative; lexoffice does not book that in one voucher.",
        .office(
            .open(.lexofficeVouchers), "In lexoffice von Hand als zwei Belege buchen, Einnahme und Einnahmenminderung,",
            "Book it by hand as two vouchers in lexoffice, a sales invoice and a sales credit note,"),
        .office(.answer(.adoptTogether), "danach beide zusammen: {command}.", "then both together: {command}."))
    static let unsupportedRate = Explanation(
        "Steuersatz, den lexoffice zu diesem Datum nicht kennt.", "A tax rate lexoffice does not take for this date.", .reissue, .thenWaive,
        .elseByHand, .thenLink)
    static let zeroRateWithoutReason = Explanation(
        "0 % Umsatzsteuer ohne Grund (§ 13b, Photovoltaik, § 19 …).", "0 % VAT without a reason (§ 13b, photovoltaics, § 19 …).",
        .office(
            .open(.heroDocument), "In HERO stornieren und mit dem Dokumenttyp des richtigen Steuerfalls neu ausstellen,",
            "Cancel it in HERO and issue it anew with the document type of the right tax case,"), .thenWaive,
        .office(.open(.lexofficeVouchers), "Oder in lexoffice von Hand buchen", "Or book it by hand in lexoffice"), .thenLink)
    static let customerCountry = Explanation(
        "Der Dokumenttyp verlagert die Steuer auf den Kunden (§ 13b), aber der Kunde hat in HERO kein Land oder nicht Deutschland.",
        "The document type makes the customer owe the tax (§ 13b), but in HERO the customer has no country, or not Germany.",
        .office(
            .open(.heroCustomer), "Fehlt das Land oder ist es falsch: beim Kunden in HERO eintragen,",
            "If the country is missing or wrong: enter it with the customer in HERO,"), .thenRetry,
        .office(
            .open(.lexofficeVouchers), "Ist er im Ausland: in lexoffice von Hand buchen",
            "If the customer is abroad: book it by hand in lexoffice"), .thenLink)
    static let smallBusinessMismatch = Explanation(
        "Kleinunternehmer-Einstellung von lexoffice und Dokument widersprechen sich.",
        "lexoffice's small-business setting and the document contradict each other.",
        .administrator(
            .open(.lexofficeSettings), "Ist die Einstellung falsch: in lexoffice berichtigen,",
            "If the setting is wrong: correct it in lexoffice,"), .thenRetry,
        .office(
            .open(.heroDocument), "Ist das Dokument falsch: in HERO stornieren und richtig neu ausstellen,",
            "If the document is wrong: cancel it in HERO and issue it correctly anew,"), .thenWaive)
    static let cancellationMismatch = Explanation(
        "Die Stornorechnung hebt die gebuchte Rechnung nicht genau auf.", "The cancellation does not exactly reverse the booked invoice.",
        .office(.open(.heroDocument), "Beide Dokumente in HERO vergleichen;", "Compare both documents in HERO;"),
        .adviser(.decide, "der Steuerberater entscheidet, was zu buchen ist;", "the tax adviser decides what is to be booked;"),
        .office(
            .open(.lexofficeVouchers), "die Einnahmenminderung in lexoffice von Hand buchen",
            "book the sales credit note by hand in lexoffice"), .thenLink)
    static let currencyNotEUR = Explanation(
        "Nicht in Euro ausgestellt.", "Not issued in euros.",
        .office(.open(.lexofficeVouchers), "In lexoffice von Hand buchen", "Book it by hand in lexoffice"), .thenLink)
    static let missingNumber = Explanation(
        "Ohne Rechnungsnummer.", "Without a document number.",
        .office(.open(.heroDocument), "Dokument in HERO mit Nummer veröffentlichen.", "Publish the document in HERO with a number."))
    static let missingDate = Explanation(
        "Ohne Belegdatum.", "Without a document date.", .office(.open(.heroDocument), "Datum in HERO ergänzen.", "Add the date in HERO."))
    static let missingFigures = Explanation(
        "HERO liefert keine lesbaren Beträge.", "HERO delivers no readable figures.", .reissue, .thenWaive, .elseByHand, .thenLink)
}

extension NextStep {
    fileprivate static let reissue = office(
        .open(.heroDocument), "Ist das Dokument falsch: in HERO stornieren und richtig neu ausstellen,",
        "If the document is wrong: cancel it in HERO and issue it correctly anew,")
}
