/// The words of `reconcile einvoice`.
extension Catalogue {
    package static let eInvoiceNone = Wording("Keine E-Rechnung in diesem PDF.", "No e-invoice in this PDF.")
    package static let eInvoiceFound = Wording("E-Rechnung", "E-invoice")
    package static let eInvoiceEmbedded = Wording("Eingebettete Datei", "Embedded file")
    package static let eInvoiceAttachments = Wording("Anhänge des PDF", "Files in the PDF")
    package static let eInvoiceProfile = Wording("Profil", "Profile")
    package static let eInvoiceNumber = Wording("Nummer", "Number")
    package static let eInvoiceType = Wording("Art", "Type")
    package static let eInvoiceCreditClass = Wording("Gutschrift, Beträge gegenläufig", "credit note, amounts mean the opposite")
    package static let eInvoiceDate = Wording("Datum", "Date")
    package static let eInvoiceDelivery = Wording("Lieferdatum", "Delivery date")
    package static let eInvoiceDue = Wording("Fällig", "Due")
    package static let eInvoiceTerms = Wording("Zahlungsbedingung", "Payment terms")
    package static let eInvoicePreceding = Wording("Frühere Rechnung", "Earlier invoice")
    package static let eInvoiceDigest = Wording("SHA-256 des XML", "SHA-256 of the XML")
    package static let eInvoiceNotLegal = Wording(
        "Im Sinne des Gesetzes keine E-Rechnung: Das Profil enthält nicht alle Angaben.",
        "In law no e-invoice: the profile does not hold everything an invoice needs.")
    package static let eInvoicePerRate = Wording("Je Steuersatz", "Per tax rate")
    package static let eInvoiceNet = Wording("Netto", "Net")
    package static let eInvoiceTax = Wording("Umsatzsteuer", "VAT")
    package static let eInvoiceGross = Wording("Brutto", "Gross")
    package static let eInvoicePrepaid = Wording("Bereits gezahlt", "Already paid")
    package static let eInvoicePayable = Wording("Zu zahlen", "To be paid")
    package static let eInvoiceChecks = Wording("Verletzte Regeln", "Rules that fail")
    package static let eInvoiceAllHold = Wording("Alle Regeln über Summen sind eingehalten.", "All rules about sums hold.")
    package static let eInvoiceTolerated = Wording("innerhalb der Rundung", "within rounding")
    package static let eInvoiceVoucher = Wording("Der Beleg daraus", "The voucher it would become")
    package static let eInvoiceRest = Wording(
        "Der Beleg nach Abzug der früheren Rechnungen", "The voucher after the earlier invoices are deducted")
    package static let eInvoiceNothingLeft = Wording("Nichts zu buchen: Die Summe ist 0.", "Nothing to book: the total is 0.")
    package static let eInvoiceDeduction = Wording(
        "Was bereits gezahlt ist, nennt Satz und Steuer nicht: Den Abzug ergeben erst die Belege der früheren Rechnungen.",
        "What was paid names neither rate nor tax: the deduction follows only from the vouchers of the earlier invoices.")
    package static let eInvoiceHeld = Wording("Würde angehalten", "Would be held")
    package static let eInvoicePrintedTax = Wording("gedruckt", "printed")
}
