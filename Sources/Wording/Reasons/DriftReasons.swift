/// Differences made after the transfer.
extension Explanation {
    static let documentChanged = Explanation(
        "Nach der Übertragung in HERO geändert; der Beleg wurde nicht angefasst.",
        "Changed in HERO after the transfer; the voucher was not touched.", .letStand, .undo(.heroDocument))
    static let documentMissing = Explanation("In HERO nicht mehr vorhanden.", "No longer there in HERO.", .letStand, .undo(.heroDocument))
    static let voucherEdited = Explanation(
        "Der Beleg wurde in lexoffice geändert.", "The voucher was changed in lexoffice.", .letStand, .undo(.lexofficeVoucher))
    static let voucherGone = Explanation(
        "Der Beleg wurde in lexoffice gelöscht.", "The voucher was deleted in lexoffice.",
        .office(.decide, "Klären, ob das gewollt war;", "Find out whether it was meant;"),
        .office(.answer(.absent), "dann {answer} (neu übertragen),", "then {answer} (transfer it again),"),
        .office(.answer(.adopt(.voucher)), "{option}", "{option}"),
        .office(
            .answer(.waive), "oder, wenn sie in HERO storniert ist, {option}, mit --reason.",
            "or, if it is cancelled in HERO, {option}, with --reason."))
    static let voucherVoided = Explanation(
        "Der Beleg ist in lexoffice storniert; er gilt nicht als bezahlt.",
        "The voucher is voided in lexoffice; it does not count as paid.",
        .office(.answer(.accept), "Mit {command} gelten lassen,", "Let it stand with {command},"),
        .office(.answer(.absent), "oder mit {option} als neuen Beleg übertragen", "or transfer it as a new voucher with {option}"),
        .office(
            .open(.lexofficeVoucher), "und diesen löschen (lexoffice nimmt dasselbe PDF nur einmal).",
            "and delete this one (lexoffice takes the same PDF only once)."))
    static let voucherNotFound = Explanation(
        "Vor dem Verlust des Stands ausgestellt; in lexoffice trägt kein Beleg diese Nummer.",
        "Issued before the state was lost; no voucher in lexoffice bears this number.",
        .office(
            .open(.lexofficeVouchers), "In lexoffice suchen; fehlt es, dort von Hand buchen, von selbst wird es nie angelegt;",
            "Find it in lexoffice; if it is missing, book it there by hand, it is never created by itself;"),
        .office(.answer(.adopt(.voucher)), "dann mit {answer} verknüpfen,", "then link it with {answer},"),
        .office(
            .answer(.waive), "oder, wenn es in HERO storniert ist, mit {option} so lassen, mit --reason.",
            "or, if it is cancelled in HERO, leave it with {option}, with --reason."))
    static let voucherDoubled = Explanation(
        "Ein zweiter Beleg trägt dieselbe Nummer.", "A second voucher bears the same number.",
        .office(.open(.lexofficeVoucher), "Den überzähligen Beleg in lexoffice löschen.", "Delete the surplus voucher in lexoffice."))
    static let cancelledWithoutDocument = Explanation(
        "In HERO storniert, aber ohne Stornorechnung.", "Cancelled in HERO, but without a cancellation document.",
        .administrator(
            .open(.heroSettings), "Neuen Stornorechnungsprozess in HERO einschalten", "Switch on HERO's new cancellation process"),
        .office(.open(.heroDocument), "und die Stornorechnung erstellen.", "and create the cancellation document."),
        .office(
            .open(.lexofficeVouchers), "Geht das nicht mehr: die Einnahmenminderung in lexoffice von Hand buchen",
            "If that cannot be done any more: book the sales credit note by hand in lexoffice"),
        .office(.answer(.accept), "und mit {command} gelten lassen.", "and let it stand with {command}."))
}

extension NextStep {
    fileprivate static let letStand = office(.answer(.accept), "Mit {command} gelten lassen", "Let it stand with {command},")

    fileprivate static func undo(_ place: Place) -> NextStep { office(.open(place), "oder rückgängig machen.", "or undo it.") }
}
