/// What is wrong with the customer of a document.
extension Explanation {
    static let contactRequired = Explanation(
        "Das Dokument hat keinen verwendbaren Kunden.", "The document has no usable customer.",
        .office(.open(.heroProject), "Kunden in HERO zuordnen,", "Assign the customer in HERO,"),
        .office(
            .answer(.retry), "danach {command}; das sucht auch wieder nach dem Kontakt, wenn der Sammelkunde gewählt wurde.",
            "then {command}, which looks for the contact again if the collective customer was chosen, too."))
    static let companyContactRequired = Explanation(
        "Diese Kategorie verlangt einen Firmenkontakt.", "This category requires a company contact.",
        .office(.open(.heroCustomer), "Kunden in HERO als Firma führen,", "Make the customer a company in HERO,"), .thenRetry,
        .office(
            .open(.heroDocument), "Ist er keine: den Steuerfall prüfen, in HERO stornieren und neu ausstellen,",
            "If he is none: check the tax case, cancel it in HERO and issue it anew,"), .thenWaive)
    static let vatIDRequired = Explanation(
        "Innergemeinschaftliche Lieferung ohne USt-IdNr. und EU-Adresse.", "Intra-EU supply without VAT id and EU address.",
        .office(
            .open(.lexofficeContact), "USt-IdNr. und Adresse am Kontakt in lexoffice ergänzen (fehlt er dort, ihn mit beidem anlegen),",
            "Add VAT id and address to the contact in lexoffice (if there is none, create it with both),"), .thenRetry)
    static let contactAmbiguous = Explanation(
        "Mehrere lexoffice-Kontakte passen; es wird nicht geraten.", "Several lexoffice contacts fit; nothing is guessed.",
        .office(.open(.lexofficeContact), "In lexoffice überzählige Kontakte archivieren,", "Archive the surplus contacts in lexoffice,"),
        .thenRetry, .seeCards, .thisContact, .orNewContact, .orCollective)
    static let contactSimilar = Explanation(

        "Ein lexoffice-Kontakt sieht dem Kunden ähnlich, heißt aber anders; ein zweiter ließe sich nie mehr mit ihm vereinen.",
        "A lexoffice contact looks like the customer but has another name; a second one could never be merged with it.",
        .seeCards, .thisContact, .orNewContact, .orCollective)
    static let contactIncomplete = Explanation(
        "Der Kunde hat keinen Namen.", "The customer has no name.",
        .office(.open(.heroCustomer), "Namen in HERO ergänzen,", "Add the name in HERO,"), .thenRetry, .orCollective)
    static let countryUnknown = Explanation(
        "Das Land in der Adresse des Kunden ist keines, das bekannt ist.", "The country in the customer's address is none that is known.",
        .office(.open(.heroCustomer), "Land des Kunden in HERO berichtigen,", "Correct the customer's country in HERO,"), .thenRetry,
        .orCollective)
    static let contactNotCustomer = Explanation(
        "Der passende lexoffice-Kontakt ist kein Kunde.", "The matching lexoffice contact is not a customer.",
        .office(
            .open(.lexofficeContact), "Dem Kontakt in lexoffice die Rolle Kunde geben,", "Give the contact the customer role in lexoffice,"),
        .thenRetry, .thisContact, .orNewContact, .orCollective)
}
