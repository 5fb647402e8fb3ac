/// Differences made after the transfer.
extension Explanation {
    private static let choose = (
        "Mit `reconcile resolve NUMMER --accept --reason …` gelten lassen oder rückgängig machen.",
        "Let it stand with `reconcile resolve NUMBER --accept --reason …`, or undo it."
    )

    static let documentChanged = Explanation(
        (
            "Nach der Übertragung in HERO geändert; der Beleg wurde nicht angefasst.",
            "Changed in HERO after the transfer; the voucher was not touched."
        ), choose)
    static let documentMissing = Explanation(("In HERO nicht mehr vorhanden.", "No longer there in HERO."), choose)
    static let voucherEdited = Explanation(("Der Beleg wurde in lexoffice geändert.", "The voucher was changed in lexoffice."), choose)
    static let voucherGone = Explanation(
        ("Der Beleg wurde in lexoffice gelöscht.", "The voucher was deleted in lexoffice."),
        (
            "Klären, ob das gewollt war; dann `reconcile resolve NUMMER --absent` (neu übertragen), `--adopt BELEG` oder `--waive`, mit --reason.",
            "Find out whether it was meant; then `reconcile resolve NUMBER --absent` (transfer it again), `--adopt VOUCHER` or `--waive`, with --reason."
        ))
    static let voucherVoided = Explanation(
        (
            "Der Beleg ist in lexoffice storniert; er gilt nicht als bezahlt.",
            "The voucher is voided in lexoffice; it does not count as paid."
        ),
        (
            "Mit `reconcile resolve NUMMER --accept --reason …` gelten lassen, oder mit `--absent` als neuen Beleg übertragen und diesen löschen (lexoffice nimmt dasselbe PDF nur einmal).",
            "Let it stand with `reconcile resolve NUMBER --accept --reason …`, or transfer it as a new voucher with `--absent` and delete this one (lexoffice takes the same PDF only once)."
        ))
    static let voucherNotFound = Explanation(
        (
            "Vor dem Verlust des Stands ausgestellt; in lexoffice trägt kein Beleg diese Nummer.",
            "Issued before the state was lost; no voucher in lexoffice bears this number."
        ),
        (
            "In lexoffice suchen und mit `reconcile resolve NUMMER --adopt BELEG` verknüpfen, oder mit `--waive` so lassen; von selbst wird es nie angelegt.",
            "Find it in lexoffice and link it with `reconcile resolve NUMBER --adopt VOUCHER`, or leave it with `--waive`; it is never created by itself."
        ))
    static let voucherDoubled = Explanation(
        ("Ein zweiter Beleg trägt dieselbe Nummer.", "A second voucher bears the same number."),
        ("Den überzähligen Beleg in lexoffice löschen.", "Delete the surplus voucher in lexoffice."))
    static let cancelledWithoutDocument = Explanation(
        ("In HERO storniert, aber ohne Stornorechnung.", "Cancelled in HERO, but without a cancellation document."),
        (
            "Neuen Stornorechnungsprozess in HERO einschalten und die Stornorechnung erstellen.",
            "Switch on HERO's new cancellation process and create the cancellation document."
        ))
}
