/// Payments.
extension Explanation {
    private static let accept = (
        "Sonst mit `reconcile resolve NUMMER --accept --reason …` so stehen lassen.",
        "Else let it stand with `reconcile resolve NUMBER --accept --reason …`."
    )

    static let paymentWithdrawn = Explanation(
        (
            "lexoffice zeigt diese Zahlung nicht mehr (z. B. Rücklastschrift); in HERO steht sie noch.",
            "lexoffice no longer shows this payment (a returned debit, for one); HERO still has it."
        ),
        (
            "Den Zahlungseintrag in HERO löschen; die Schnittstelle von HERO kann das nicht. \(accept.0)",
            "Delete the payment entry in HERO, which HERO's interface cannot. \(accept.1)"
        ))
    static let paymentEdited = Explanation(
        (
            "Der Zahlungseintrag wurde in HERO geändert; lexoffice sagt etwas anderes.",
            "The payment entry was changed in HERO; lexoffice says otherwise."
        ),
        (
            "Den Eintrag in HERO zurückändern oder löschen (dann wird er neu eingetragen). \(accept.0)",
            "Change the entry in HERO back, or delete it (then it is entered anew). \(accept.1)"
        ))
    static let paymentForeign = Explanation(
        (
            "In HERO von Hand eingetragen (HERO nennt nicht, von wem); lexoffice kennt diese Zahlung nicht.",
            "Entered in HERO by hand (HERO does not name by whom); lexoffice does not know this payment."
        ),
        (
            "Die Zahlung in lexoffice erfassen oder den Eintrag in HERO löschen. \(accept.0)",
            "Enter the payment in lexoffice, or delete the entry in HERO. \(accept.1)"
        ))
    static let paymentClash = Explanation(
        (
            "In HERO steht eine Zahlung über denselben Betrag an einem anderen Tag.",
            "HERO has a payment of the same amount on another day."
        ),
        (
            "Ist sie es: `reconcile resolve NUMMER --adopt EINTRAG`; ist sie es nicht: `--absent`, mit --reason.",
            "If it is the one: `reconcile resolve NUMBER --adopt ENTRY`; if it is not: `--absent`, with --reason."
        ))
    static let paymentRefused = Explanation(
        ("HERO hat die Zahlung abgelehnt.", "HERO refused the payment."),
        (
            "Die Zahlung in HERO von Hand eintragen; sie wird gefunden. Oder `reconcile retry NUMMER`. \(accept.0)",
            "Enter the payment in HERO by hand; it will be found. Or `reconcile retry NUMBER`. \(accept.1)"
        ))
    static let refundNotMirrored = Explanation(
        (
            "Eine Auszahlung auf eine Stornorechnung: für sie nennt HEROs Schnittstelle keinen Weg.",
            "A refund on a cancellation: HERO's interface names no way for it."
        ),
        ("In HERO von Hand eintragen, wenn gewünscht. \(accept.0)", "Enter it in HERO by hand if wanted. \(accept.1)"))
    static let paymentOutcomeUnknown = Explanation(
        (
            "Keine Antwort von HERO; ob die Zahlung eingetragen wurde, ist offen. Es wird nachgesehen, nicht neu gesendet.",
            "No answer from HERO; whether the payment was entered is open. It is looked up, not sent again."
        ),
        ("Nichts zu tun, es geht von selbst weiter.", "Nothing to do, it goes on by itself."))
    static let paymentMismatch = Explanation(
        (
            "Die Zahlungen in lexoffice ergeben zusammen nicht den offenen Betrag; es wurde nichts eingetragen.",
            "The payments in lexoffice do not add up to the open amount; nothing was entered."
        ),
        ("Den Beleg in lexoffice prüfen. \(accept.0)", "Check the voucher in lexoffice. \(accept.1)"))
    static let paymentItemUnknown = Explanation(
        (
            "lexoffice zeigt eine Zahlungsart, die reconcile nicht kennt; sie wurde nicht eingetragen.",
            "lexoffice shows a kind of payment reconcile does not know; it was not entered."
        ),
        (
            "Von Hand klären und mit dem genannten Wort melden. \(accept.0)",
            "Settle it by hand and report the word named. \(accept.1)"
        ))
    static let paymentCurrency = Explanation(
        ("Die Zahlung ist nicht in Euro; es wurde nichts eingetragen.", "The payment is not in euros; nothing was entered."),
        ("Von Hand in HERO eintragen. \(accept.0)", "Enter it in HERO by hand. \(accept.1)"))
    static let paymentUnreadable = Explanation(
        (
            "Die Zahlungsdaten von lexoffice sind nicht lesbar; es wurde nichts eingetragen.",
            "lexoffice's payment data cannot be read; nothing was entered."
        ),
        (
            "`reconcile retry NUMMER` liest sie neu; bleibt es dabei, mit dem genannten Feld melden. \(accept.0)",
            "`reconcile retry NUMBER` reads them anew; if it stays, report the field named. \(accept.1)"
        ))
}
