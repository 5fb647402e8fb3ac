/// The document types and employees of the sample business.
package enum SampleTypes {
    package static let invoice = 11
    package static let construction = 12
    package static let cancellation = 13
    package static let photovoltaic = 14
    package static let creditNote = 15
    package static let progress = 16
    package static let offer = 17
    package static let deliveryNote = 18
    package static let dunning = 19
    package static let confirmation = 20
    package static let rental = 21
    package static let internalInvoice = 22
    package static let photovoltaicWithExtras = 23

    package static let all = [
        HeroDocumentTypeRecord(id: invoice, name: "Rechnung", baseType: "invoice", isBookingRelevant: true, numberPrefix: "RE"),
        HeroDocumentTypeRecord(
            id: construction, name: "Rechnung §13b", baseType: "invoice", isBookingRelevant: true,
            bookingCategory: "recipient_tax_debtor", showsVAT: false, numberPrefix: "RE"),
        HeroDocumentTypeRecord(
            id: cancellation, name: "Stornorechnung", baseType: "reversal_invoice", isBookingRelevant: true, numberPrefix: "ST"),
        HeroDocumentTypeRecord(
            id: photovoltaic, name: "Rechnung Photovoltaik", baseType: "invoice", isBookingRelevant: true,
            bookingCategory: "photovoltaic", numberPrefix: "PV"),
        HeroDocumentTypeRecord(
            id: creditNote, name: "Gutschrift", baseType: "reversal_invoice", isBookingRelevant: true, numberPrefix: "GU"),
        HeroDocumentTypeRecord(
            id: progress, name: "Abschlagsrechnung", baseType: "invoice", isBookingRelevant: true, numberPrefix: "AR"),
        HeroDocumentTypeRecord(id: offer, name: "Angebot", baseType: "offer", isBookingRelevant: false, numberPrefix: "AN"),
        HeroDocumentTypeRecord(
            id: deliveryNote, name: "Lieferschein", baseType: "delivery_note", isBookingRelevant: false, numberPrefix: "LS"),
        HeroDocumentTypeRecord(id: dunning, name: "Zahlungserinnerung", baseType: "dunning", isBookingRelevant: false, numberPrefix: "MA"),
        HeroDocumentTypeRecord(
            id: confirmation, name: "Auftragsbestätigung", baseType: "confirmation", isBookingRelevant: false, numberPrefix: "AB"),
        HeroDocumentTypeRecord(
            id: rental, name: "Mietrechnung Gerüst", baseType: "rental_invoice", isBookingRelevant: true, numberPrefix: "MI"),
        HeroDocumentTypeRecord(
            id: internalInvoice, name: "Interne Rechnung", baseType: "invoice", isBookingRelevant: false, numberPrefix: "IR"),
    ]

    /// Also the type of invoices with photovoltaics and something else, which only sample data have.
    static let ofSampleData =
        all + [
            HeroDocumentTypeRecord(
                id: photovoltaicWithExtras, name: "Rechnung Photovoltaik mit Zubehör", baseType: "invoice", isBookingRelevant: true,
                bookingCategory: "photovoltaic", numberPrefix: "RE")
        ]

    package static let partners = [
        HeroPartnerRecord(
            id: 7002, userID: 9002, firstName: "Erika", lastName: "Beispiel", email: "erika@muster.example", role: "manager"),
        HeroPartnerRecord(
            id: 7003, userID: 9003, firstName: "Jörg", lastName: "Größer", email: "joerg@muster.example", role: "worker"),
        HeroPartnerRecord(
            id: 7004, userID: 9004, firstName: "Zoë", lastName: "d'Aubert-Schmidt", email: "zoe@muster.example", role: "sales"),
    ]
}
