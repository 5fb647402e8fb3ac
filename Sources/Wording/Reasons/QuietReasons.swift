/// What is not ours to transfer, and what waits by itself.
extension Explanation {
    static let beforeStart = Explanation(
        "Vor dem Startdatum erstellt; gehört nicht zur Übertragung.", "Created before the start date; not part of the transfer.", .nothing)
    static let zeroTotal = Explanation(
        "Summe null; lexoffice bucht keine Nullbelege.", "Total is zero; lexoffice books no zero vouchers.", .nothing)
    static let notBookingRelevant = Explanation("Kein buchungsrelevantes Dokument.", "Not a booking-relevant document.", .nothing)
    static let waitingForFile = Explanation("HERO erstellt das PDF noch.", "HERO is still creating the PDF.", .byItself)
    static let waitingForOriginal = Explanation(
        "Wartet, bis die ursprüngliche Rechnung gebucht ist.", "Waits until the original invoice is booked.",
        .office(.open(.heroDocument), "Die ursprüngliche Rechnung klären;", "Settle the original invoice;"),
        .waits("dann geht es von selbst weiter.", "then it goes on by itself."))
    static let waitingForContact = Explanation("Wartet auf den Kontakt in lexoffice.", "Waits for the contact in lexoffice.", .byItself)
    static let waitingForCancellation = Explanation(
        "HERO erstellt die Stornorechnung noch.", "HERO is still creating the cancellation document.", .byItself)
}
