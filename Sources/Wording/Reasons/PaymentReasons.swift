/// Payments.
extension Explanation {
    static let paymentWithdrawn = Explanation(
        "lexoffice zeigt diese Zahlung nicht mehr (z. B. Rücklastschrift); in HERO steht sie noch.",
        "lexoffice no longer shows this payment (a returned debit, for one); HERO still has it.",
        .office(
            .open(.heroDocument), "Den Zahlungseintrag in HERO löschen; die Schnittstelle von HERO kann das nicht.",
            "Delete the payment entry in HERO, which HERO's interface cannot."), .elseLetStand)
    static let paymentEdited = Explanation(
        "Der Zahlungseintrag wurde in HERO geändert; lexoffice sagt etwas anderes.",
        "The payment entry was changed in HERO; lexoffice says otherwise.",
        .office(
            .open(.heroDocument), "Den Eintrag in HERO zurückändern oder löschen (dann wird er neu eingetragen).",
            "Change the entry in HERO back, or delete it (then it is entered anew)."), .elseLetStand)
    static let paymentForeign = Explanation(
        "In HERO von Hand eingetragen (HERO nennt nicht, von wem); lexoffice kennt diese Zahlung nicht.",
        "Entered in HERO by hand (HERO does not name by whom); lexoffice does not know this payment.",
        .office(.open(.lexofficeVoucher), "Die Zahlung in lexoffice erfassen", "Enter the payment in lexoffice,"),
        .office(.open(.heroDocument), "oder den Eintrag in HERO löschen.", "or delete the entry in HERO."), .elseLetStand)
    static let paymentClash = Explanation(
        "In HERO steht eine Zahlung über denselben Betrag an einem anderen Tag.", "HERO has a payment of the same amount on another day.",
        .office(.answer(.adopt(.entry)), "Ist sie es: {answer};", "If it is the one: {answer};"),
        .office(.answer(.absent), "ist sie es nicht: {option}, mit --reason.", "if it is not: {option}, with --reason."))
    static let paymentRefused = Explanation(
        "HERO hat die Zahlung abgelehnt.", "HERO refused the payment.",
        .office(
            .open(.heroDocument), "Die Zahlung in HERO von Hand eintragen; sie wird gefunden.",
            "Enter the payment in HERO by hand; it will be found."), .office(.answer(.retry), "Oder {command}.", "Or {command}."),
        .elseLetStand)
    static let refundNotMirrored = Explanation(
        "Eine Auszahlung auf eine Stornorechnung: für sie nennt HEROs Schnittstelle keinen Weg.",
        "A refund on a cancellation: HERO's interface names no way for it.",
        .office(.open(.heroDocument), "In HERO von Hand eintragen, wenn gewünscht.", "Enter it in HERO by hand if wanted."), .elseLetStand)
    static let paymentOnCancelled = Explanation(
        "Eine Zahlung auf eine stornierte Rechnung, zu der HERO keine Zahlungen mehr führt.",
        "A payment on a cancelled invoice of which HERO keeps no payments any more.",
        .office(
            .decide, "Klären, ob sie erstattet oder auf eine neue Rechnung gebucht wird;",
            "Find out whether it is refunded or belongs to a new invoice;"),
        .office(.open(.lexofficeVoucher), "in lexoffice zuordnen.", "assign it in lexoffice."), .elseLetStand)
    static let paymentOutcomeUnknown = Explanation(
        "Keine Antwort von HERO; ob die Zahlung eingetragen wurde, ist offen. Nur was nach der Wartezeit sicher fehlt, wird neu gesendet.",
        "No answer from HERO; whether the payment was entered is open. Only what is certainly absent after a while is sent again.",
        .byItself)
    static let paymentMismatch = Explanation(
        "Die Zahlungen in lexoffice ergeben zusammen nicht den offenen Betrag; es wurde nichts eingetragen.",
        "The payments in lexoffice do not add up to the open amount; nothing was entered.",
        .office(.open(.lexofficeVoucher), "Den Beleg in lexoffice prüfen.", "Check the voucher in lexoffice."), .elseLetStand)
    static let paymentItemUnknown = Explanation(
        "lexoffice zeigt eine Zahlungsart, die reconcile nicht kennt; sie wurde nicht eingetragen.",
        "lexoffice shows a kind of payment reconcile does not know; it was not entered.",
        .office(.open(.lexofficeVoucher), "Von Hand klären", "Settle it by hand"),
        .administrator(.report, "und mit dem genannten Wort melden.", "and report the word named."), .elseLetStand)
    static let paymentCurrency = Explanation(
        "Die Zahlung ist nicht in Euro; es wurde nichts eingetragen.", "The payment is not in euros; nothing was entered.",
        .office(.open(.heroDocument), "Von Hand in HERO eintragen.", "Enter it in HERO by hand."), .elseLetStand)
    static let paymentUnreadable = Explanation(
        "Die Zahlungsdaten von lexoffice sind nicht lesbar; es wurde nichts eingetragen.",
        "lexoffice's payment data cannot be read; nothing was entered.",
        .office(.answer(.retry), "{command} liest sie neu;", "{command} reads them anew;"),
        .administrator(.report, "bleibt es dabei, mit dem genannten Feld melden.", "if it stays, report the field named."), .elseLetStand)
}

extension NextStep {
    fileprivate static let elseLetStand = office(
        .answer(.accept), "Sonst mit {command} so stehen lassen.", "Else let it stand with {command}.")
}
