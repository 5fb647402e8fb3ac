/// What a setting, or something this program does not know, stands in the way of.
extension Explanation {
    private static let nameCategory = (
        "Kategorie mit `reconcile setup --category SCHLÜSSEL=UUID` benennen (Steuerberater fragen).",
        "Name the category with `reconcile setup --category KEY=UUID` (ask the tax adviser)."
    )

    static let unmappedCategory = Explanation(
        ("Für diesen Steuerfall ist keine lexoffice-Kategorie benannt.", "No lexoffice category is named for this tax case."),
        nameCategory)
    static let splitNotAllowed = Explanation(
        (
            "Die lexoffice-Kategorie darf nicht mit anderen in einem Beleg stehen.",
            "The lexoffice category must not share a voucher with others."
        ),
        ("In lexoffice von Hand als getrennte Belege buchen.", "Book it by hand as separate vouchers in lexoffice."))
    static let unknownDocumentType = Explanation(
        (
            "Buchungsrelevanter Dokumenttyp, den dieses Programm nicht kennt.",
            "A booking-relevant document type this program does not know."
        ),
        (
            "In HERO prüfen, ob der Typ buchungsrelevant sein soll; sonst von Hand buchen.",
            "Check in HERO whether the type should be booking-relevant; otherwise book it by hand."
        ))
    static let startDateAmbiguous = Explanation(
        (
            "Kurz um Mitternacht am Startdatum erstellt; der Tag ist nicht eindeutig.",
            "Created around midnight at the start date; the day is not certain."
        ),
        (
            "In lexoffice von Hand buchen und mit `reconcile resolve NUMMER --adopt BELEG --reason …` verknüpfen.",
            "Book it by hand in lexoffice and link it with `reconcile resolve NUMBER --adopt VOUCHER --reason …`."
        ))
    static let unreadableDocument = Explanation(
        ("HERO liefert ein Feld in unbekannter Form.", "HERO delivers a field in an unknown form."),
        (
            "Mit Feldnamen und Version melden; bis dahin von Hand buchen.",
            "Report it with the field name and version; book by hand until then."
        ))
    static let statusUnknown = Explanation(
        ("HERO zeigt einen unbekannten Dokumentstatus.", "HERO shows an unknown document status."),
        (
            "Status in HERO prüfen; bleibt er, mit dem Code melden.",
            "Check the status in HERO; if it stays, report it with the code."
        ))
}
