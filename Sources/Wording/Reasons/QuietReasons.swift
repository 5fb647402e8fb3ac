/// What is not ours to transfer, and what waits by itself.
extension Explanation {
    static let byItself = ("Nichts zu tun, es geht von selbst weiter.", "Nothing to do, it goes on by itself.")

    static let beforeStart = Explanation(
        ("Vor dem Startdatum erstellt; gehört nicht zur Übertragung.", "Created before the start date; not part of the transfer."),
        ("Nichts zu tun.", "Nothing to do."))
    static let zeroTotal = Explanation(
        ("Summe null; lexoffice bucht keine Nullbelege.", "Total is zero; lexoffice books no zero vouchers."),
        ("Nichts zu tun.", "Nothing to do."))
    static let notBookingRelevant = Explanation(
        ("Kein buchungsrelevantes Dokument.", "Not a booking-relevant document."), ("Nichts zu tun.", "Nothing to do."))
    static let waitingForFile = Explanation(("HERO erstellt das PDF noch.", "HERO is still creating the PDF."), byItself)
    static let waitingForOriginal = Explanation(
        ("Wartet, bis die ursprüngliche Rechnung gebucht ist.", "Waits until the original invoice is booked."),
        (
            "Die ursprüngliche Rechnung klären; dann geht es von selbst weiter.",
            "Settle the original invoice; then it goes on by itself."
        ))
    static let waitingForContact = Explanation(("Wartet auf den Kontakt in lexoffice.", "Waits for the contact in lexoffice."), byItself)
    static let waitingForCancellation = Explanation(
        ("HERO erstellt die Stornorechnung noch.", "HERO is still creating the cancellation document."), byItself)
}
