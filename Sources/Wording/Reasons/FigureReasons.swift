/// What is wrong with the figures of a document.
extension Explanation {
    static let totalMismatch = Explanation(
        "Die gedruckten Summen passen nicht zu den Positionen.", "The printed totals do not fit the lines.", .reissue, .thenRetry)
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
        "The printed tax differs from the rate by more than rounding.", .reissue, .thenRetry)
    static let mixedSign = Explanation(
        "Ein Steuersatz ist positiv, ein anderer negativ; lexoffice bucht das nicht in einem Beleg.",
        "One tax rate is positive, another negative; lexoffice does not book that in one voucher.",
        .office(
            .open(.lexofficeVouchers), "In lexoffice von Hand als zwei Belege buchen,", "Book it by hand as two vouchers in lexoffice,"),
        .office(.answer(.adopt(.voucher)), "danach {command}.", "then {command}."))
    static let unsupportedRate = Explanation(
        "Steuersatz, den lexoffice zu diesem Datum nicht kennt.", "A tax rate lexoffice does not take for this date.", .reissue, .thenRetry)
    static let zeroRateWithoutReason = Explanation(
        "0 % Umsatzsteuer ohne Grund (§ 13b, Photovoltaik, § 19 …).", "0 % VAT without a reason (§ 13b, photovoltaics, § 19 …).",
        .office(
            .open(.heroDocument), "In HERO den Dokumenttyp mit dem richtigen Steuerfall verwenden.",
            "Use the HERO document type with the right tax case."))
    static let smallBusinessMismatch = Explanation(
        "Kleinunternehmer-Einstellung von lexoffice und Dokument widersprechen sich.",
        "lexoffice's small-business setting and the document contradict each other.",
        .administrator(.open(.lexofficeSettings), "Einstellung in lexoffice", "Correct the setting in lexoffice"),
        .office(.open(.heroDocument), "oder Dokument in HERO berichtigen.", "or the document in HERO."))
    static let cancellationMismatch = Explanation(
        "Die Stornorechnung hebt die gebuchte Rechnung nicht genau auf.", "The cancellation does not exactly reverse the booked invoice.",
        .office(.open(.heroDocument), "Beide Dokumente in HERO vergleichen;", "Compare both documents in HERO;"),
        .adviser(.decide, "der Steuerberater entscheidet.", "the tax adviser decides."))
    static let currencyNotEUR = Explanation(
        "Nicht in Euro ausgestellt.", "Not issued in euros.",
        .office(.open(.lexofficeVouchers), "In lexoffice von Hand buchen.", "Book it by hand in lexoffice."))
    static let missingNumber = Explanation(
        "Ohne Rechnungsnummer.", "Without a document number.",
        .office(.open(.heroDocument), "Dokument in HERO mit Nummer veröffentlichen.", "Publish the document in HERO with a number."))
    static let missingDate = Explanation(
        "Ohne Belegdatum.", "Without a document date.", .office(.open(.heroDocument), "Datum in HERO ergänzen.", "Add the date in HERO."))
    static let missingFigures = Explanation(
        "HERO liefert keine lesbaren Beträge.", "HERO delivers no readable figures.", .reissue, .thenRetry)
}

extension NextStep {
    fileprivate static let reissue = office(
        .open(.heroDocument), "In HERO stornieren und richtig neu ausstellen,", "Cancel it in HERO and issue it correctly anew,")
}
