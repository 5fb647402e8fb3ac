/// What a comparison finds, and what is worth knowing.
extension Explanation {
    static let voucherUnreadable = Explanation(
        "lexoffice liefert den Beleg in unbekannter Form.", "lexoffice delivers the voucher in an unknown form.",
        .office(.open(.lexofficeVoucher), "Den Beleg in lexoffice ansehen;", "Look at it in lexoffice;"),
        .administrator(.report, "mit Belegnummer und Version melden.", "report it with number and version."))
    static let surplusVoucher = Explanation(
        "Ein Beleg aus unserem Nummernkreis, zu dem kein HERO-Dokument gehört.",
        "A voucher of our number range that belongs to no HERO document.",
        .office(.open(.lexofficeVoucher), "In lexoffice prüfen: löschen, umnummerieren", "Check it in lexoffice: delete it, renumber it,"),
        .office(.open(.heroDocument), "oder in HERO die fehlende Rechnung suchen.", "or look for the missing invoice in HERO."))
    static let nettingOpen = Explanation(
        "Storniert, Verrechnung in lexoffice offen; nicht überfällig.", "Cancelled, still to be netted in lexoffice; not overdue.",
        .office(
            .open(.lexofficeVoucher), "In lexoffice Rechnung und Stornorechnung miteinander verrechnen.",
            "Net the invoice and its cancellation against each other in lexoffice."))
    static let cancelledWithMoney = Explanation(
        "Auf einer stornierten Rechnung liegt Geld; ihre Stornorechnung ist noch nicht ausgeglichen.",
        "There is money on a cancelled invoice whose cancellation is not settled.",
        .office(
            .decide, "Klären, ob es erstattet oder auf eine neue Rechnung gebucht wird;",
            "Find out whether it is refunded or belongs to a new invoice;"),
        .office(.open(.lexofficeVoucher), "in lexoffice zuordnen.", "assign it in lexoffice."))
    static let acceptedDifference = Explanation(
        "Die Fassung von lexoffice wurde gelten gelassen; sie weicht von HERO ab.",
        "lexoffice's version was let stand; it differs from HERO.", .nothing)
    static let contactArchived = Explanation(
        "Der verknüpfte Kontakt ist in lexoffice archiviert oder kein Kunde mehr.",
        "The linked contact is archived in lexoffice, or no customer any more.",
        .waits("Beim nächsten Dokument wird neu gesucht;", "The next document searches anew;"),
        .office(.open(.lexofficeContact), "wieder aktivieren, wenn er gelten soll.", "reactivate it if it should count."))
    static let contactGone = Explanation(
        "Der verknüpfte Kontakt ist in lexoffice gelöscht.", "The linked contact was deleted in lexoffice.",
        .waits("Nichts zu tun: beim nächsten Dokument wird neu gesucht.", "Nothing to do: the next document searches anew."))
}
