/// What is wrong with the e-invoice inside a PDF.
extension Explanation {
    static let eInvoiceMismatch = Explanation(
        "Die E-Rechnung im PDF und HERO sagen nicht dasselbe.",
        "The e-invoice inside the PDF and HERO do not say the same.",
        .office(
            .open(.heroDocument), "In HERO vergleichen; was falsch ist, stornieren und neu ausstellen,",
            "Compare them in HERO; cancel what is wrong and issue it anew,"),
        .thenWaive, .orAsStated, .byHand, .thenLink)
    static let eInvoiceInconsistent = Explanation(
        "Die Beträge der E-Rechnung im PDF widersprechen sich.",
        "The figures of the e-invoice inside the PDF contradict each other.",
        .office(.open(.heroDocument), "In HERO stornieren und neu ausstellen,", "Cancel it in HERO and issue it anew,"), .thenWaive,
        .orAsStated, .byHand, .thenLink)
    static let eInvoiceAmbiguous = Explanation(
        "Im PDF stecken zwei verschiedene E-Rechnungen.", "There are two different e-invoices inside the PDF.",
        .office(
            .open(.heroDocument), "In HERO stornieren und neu ausstellen, mit einer E-Rechnung,",
            "Cancel it in HERO and issue it anew, with one e-invoice,"),
        .thenWaive, .orAsStated, .byHand, .thenLink)
    static let eInvoiceUnreadable = Explanation(
        "Die E-Rechnung im PDF ist nicht lesbar: beschädigt, verschlüsselt oder zu groß.",
        "The e-invoice inside the PDF cannot be read: damaged, encrypted or too large.",
        .office(.open(.heroDocument), "PDF in HERO neu erzeugen,", "Have HERO create the PDF again,"), .thenRetry, .orAsStated,
        .byHand, .thenLink)
    static let deductionUnclear = Explanation(
        "Die E-Rechnung zieht Gezahltes ab und nennt seine Umsatzsteuer nicht; unsere Belege ergeben den Abzug nicht.",
        "The e-invoice deducts what was paid and does not name its VAT; our vouchers do not come to the deduction.",
        .adviser(.decide, "Der Steuerberater entscheidet, was zu buchen ist;", "The tax adviser decides what is to be booked;"),
        .office(.open(.lexofficeVouchers), "in lexoffice von Hand buchen", "book it by hand in lexoffice"), .thenLink)
}

extension NextStep {
    fileprivate static let byHand = office(
        .open(.lexofficeVouchers), "Oder in lexoffice von Hand buchen", "Or book it by hand in lexoffice")
}
