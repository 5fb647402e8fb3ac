/// What is wrong with the customer of a document.
extension Explanation {
    static let contactRequired = Explanation(
        ("Das Dokument hat keinen verwendbaren Kunden.", "The document has no usable customer."),
        ("Kunden in HERO zuordnen.", "Assign the customer in HERO."))
    static let companyContactRequired = Explanation(
        ("Diese Kategorie verlangt einen Firmenkontakt.", "This category requires a company contact."),
        (
            "Kunden in HERO als Firma anlegen oder den Steuerfall prüfen.",
            "Make the customer a company in HERO, or check the tax case."
        ))
    static let vatIDRequired = Explanation(
        ("Innergemeinschaftliche Lieferung ohne USt-IdNr. und EU-Adresse.", "Intra-EU supply without VAT id and EU address."),
        ("USt-IdNr. und Adresse am Kontakt in lexoffice ergänzen.", "Add VAT id and address to the contact in lexoffice."))
    static let contactAmbiguous = Explanation(
        ("Mehrere lexoffice-Kontakte passen; es wird nicht geraten.", "Several lexoffice contacts fit; nothing is guessed."),
        (
            "In lexoffice überzählige Kontakte archivieren, danach `reconcile retry NUMMER`.",
            "Archive the surplus contacts in lexoffice, then `reconcile retry NUMBER`."
        ))
    static let contactIncomplete = Explanation(
        ("Der Kunde hat keinen Namen.", "The customer has no name."), ("Namen in HERO ergänzen.", "Add the name in HERO."))
    static let contactNotCustomer = Explanation(
        ("Der passende lexoffice-Kontakt ist kein Kunde.", "The matching lexoffice contact is not a customer."),
        (
            "Dem Kontakt in lexoffice die Rolle Kunde geben, danach `reconcile retry NUMMER`.",
            "Give the contact the customer role in lexoffice, then `reconcile retry NUMBER`."
        ))
}
