/// What a setting, or something this program does not know, stands in the way of.
extension Explanation {
    static let unmappedCategory = Explanation(
        "Für diesen Steuerfall ist keine lexoffice-Kategorie benannt.", "No lexoffice category is named for this tax case.",
        .administrator(.command(.nameCategory), "Kategorie mit {command} benennen", "Name the category with {command}"),
        .adviser(.decide, "(Steuerberater fragen).", "(ask the tax adviser)."))
    static let splitNotAllowed = Explanation(
        "Die lexoffice-Kategorie darf nicht mit anderen in einem Beleg stehen.",
        "The lexoffice category must not share a voucher with others.",
        .office(
            .open(.lexofficeVouchers), "In lexoffice von Hand als getrennte Belege buchen,",
            "Book it by hand as separate vouchers in lexoffice,"),
        .office(.answer(.adoptTogether), "danach alle zusammen: {command}.", "then all together: {command}."))
    static let unknownDocumentType = Explanation(
        "Buchungsrelevanter Dokumenttyp, den dieses Programm nicht kennt.", "A booking-relevant document type this program does not know.",
        .administrator(
            .open(.heroDocumentTypes), "In HERO prüfen, ob der Typ buchungsrelevant sein soll;",
            "Check in HERO whether the type should be booking-relevant;"),
        .office(.open(.lexofficeVouchers), "sonst von Hand buchen", "otherwise book it by hand"), .thenLink)
    static let startDateAmbiguous = Explanation(
        "Kurz um Mitternacht am Startdatum erstellt; der Tag ist nicht eindeutig.",
        "Created around midnight at the start date; the day is not certain.",
        .office(.open(.lexofficeVouchers), "In lexoffice von Hand buchen", "Book it by hand in lexoffice"), .thenLink)
    static let unreadableDocument = Explanation(
        "HERO liefert ein Feld in unbekannter Form.", "HERO delivers a field in an unknown form.",
        .office(
            .open(.heroDocument), "Genanntes Feld am Dokument oder Kunden in HERO prüfen,",
            "Check the field named in HERO's document or customer,"), .office(.answer(.retry), "danach {command};", "then {command};"),
        .administrator(
            .report, "bleibt es dabei, mit Feldnamen und Version melden;", "if it stays, report it with the field name and version;"),
        .office(.open(.lexofficeVouchers), "bis dahin von Hand buchen", "until then book it by hand"), .thenLink)
    static let statusUnknown = Explanation(
        "HERO zeigt einen unbekannten Dokumentstatus.", "HERO shows an unknown document status.",
        .office(.open(.heroDocument), "Status in HERO prüfen;", "Check the status in HERO;"),
        .administrator(.report, "bleibt er, mit dem Code melden.", "if it stays, report it with the code."))
}
