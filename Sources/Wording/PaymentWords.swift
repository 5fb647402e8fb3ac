package import Bookkeeping

/// What people read about payments.
extension Catalogue {
    /// `Zahlung vom 07.04.2026 (Bank)`.
    package static func payment(_ payment: Payment, _ language: Language) -> String {
        let what = payment.kind.isMoney ? Wording("Zahlung vom", "payment of") : Wording("Skonto vom", "cash discount of")
        let kind = payment.kind.isMoney ? " (\(kind(payment.kind)(language)))" : ""
        return "\(what(language)) \(day(payment.date, language))\(kind)"
    }

    package static let foreignPayment = Wording("Zahlungseintrag in HERO", "payment entry in HERO")

    private static func kind(_ kind: Payment.Kind) -> Wording {
        switch kind {
        case .bank: Wording("Bank", "bank")
        case .cashBox: Wording("Kasse", "cash")
        case .manual, .cashDiscount: Wording("privat", "private")
        }
    }

    /// `07.04.2026` or `2026-04-07`.
    package static func day(_ day: BusinessDay, _ language: Language) -> String {
        guard language == .de else { return day.description }
        let parts = day.description.split(separator: "-")
        return parts.reversed().joined(separator: ".")
    }

    package static func paymentEntered(dryRun: Bool) -> Wording {
        dryRun ? Wording("wird in HERO eingetragen", "will be entered in HERO") : Wording("in HERO eingetragen", "entered in HERO")
    }

    package static func paymentFound(dryRun: Bool) -> Wording {
        dryRun ? Wording("steht schon in HERO", "is in HERO already") : Wording("in HERO gefunden", "found in HERO")
    }

    package static let payments = Wording("Zahlungen", "Payments")
    package static let paymentsEntered = Wording("Zahlungen in HERO eingetragen", "payments entered in HERO")
    package static let paymentsToEnter = Wording("Zahlungen für HERO", "payments for HERO")
    package static let paymentLock = Wording(
        "Mit der ersten Übertragung steht das Startdatum fest, und Zahlungen werden von jetzt an nur noch in lexoffice erfasst.",
        "With the first transfer the start date is fixed, and from now on payments are entered in lexoffice only.")

    /// The line written into the logbook of the project in HERO, in the language of its users.
    package static func logbookWithdrawn(number: String, payment: Payment) -> String {
        """
        reconcile: \(Catalogue.payment(payment, .de)) über \(amount(payment.amount, .de)) zu \(number) wurde in lexoffice zurückgenommen \
        (z. B. Rücklastschrift). Die Rechnung ist wieder offen. Bitte diesen Zahlungseintrag hier in HERO löschen.
        """
    }

    static func paymentReason(_ reason: ReasonCode) -> Explanation {
        let accept = (
            "Sonst mit `reconcile resolve NUMMER --accept --reason …` so stehen lassen.",
            "Else let it stand with `reconcile resolve NUMBER --accept --reason …`."
        )
        return switch reason {
        case .paymentWithdrawn:
            Explanation(
                (
                    "lexoffice zeigt diese Zahlung nicht mehr (z. B. Rücklastschrift); in HERO steht sie noch.",
                    "lexoffice no longer shows this payment (a returned debit, for one); HERO still has it."
                ),
                (
                    "Den Zahlungseintrag in HERO löschen; die Schnittstelle von HERO kann das nicht. \(accept.0)",
                    "Delete the payment entry in HERO, which HERO's interface cannot. \(accept.1)"
                ))
        case .paymentEdited:
            Explanation(
                (
                    "Der Zahlungseintrag wurde in HERO geändert; lexoffice sagt etwas anderes.",
                    "The payment entry was changed in HERO; lexoffice says otherwise."
                ),
                (
                    "Den Eintrag in HERO zurückändern oder löschen (dann wird er neu eingetragen). \(accept.0)",
                    "Change the entry in HERO back, or delete it (then it is entered anew). \(accept.1)"
                ))
        case .paymentForeign:
            Explanation(
                (
                    "In HERO von Hand eingetragen (HERO nennt nicht, von wem); lexoffice kennt diese Zahlung nicht.",
                    "Entered in HERO by hand (HERO does not name by whom); lexoffice does not know this payment."
                ),
                (
                    "Die Zahlung in lexoffice erfassen oder den Eintrag in HERO löschen. \(accept.0)",
                    "Enter the payment in lexoffice, or delete the entry in HERO. \(accept.1)"
                ))
        case .paymentClash:
            Explanation(
                (
                    "In HERO steht eine Zahlung über denselben Betrag an einem anderen Tag.",
                    "HERO has a payment of the same amount on another day."
                ),
                (
                    "Ist sie es: `reconcile resolve NUMMER --adopt EINTRAG`; ist sie es nicht: `--absent`, mit --reason.",
                    "If it is the one: `reconcile resolve NUMBER --adopt ENTRY`; if it is not: `--absent`, with --reason."
                ))
        case .paymentRefused:
            Explanation(
                ("HERO hat die Zahlung abgelehnt.", "HERO refused the payment."),
                (
                    "Die Zahlung in HERO von Hand eintragen; sie wird gefunden. Oder `reconcile retry NUMMER`. \(accept.0)",
                    "Enter the payment in HERO by hand; it will be found. Or `reconcile retry NUMBER`. \(accept.1)"
                ))
        case .refundNotMirrored:
            Explanation(
                (
                    "Eine Auszahlung auf eine Stornorechnung: für sie nennt HEROs Schnittstelle keinen Weg.",
                    "A refund on a cancellation: HERO's interface names no way for it."
                ),
                ("In HERO von Hand eintragen, wenn gewünscht. \(accept.0)", "Enter it in HERO by hand if wanted. \(accept.1)"))
        case .paymentOutcomeUnknown:
            Explanation(
                (
                    "Keine Antwort von HERO; ob die Zahlung eingetragen wurde, ist offen. Es wird nachgesehen, nicht neu gesendet.",
                    "No answer from HERO; whether the payment was entered is open. It is looked up, not sent again."
                ),
                ("Nichts zu tun, es geht von selbst weiter.", "Nothing to do, it goes on by itself."))
        default: unusableReading(reason, accept)
        }
    }

    private static func unusableReading(_ reason: ReasonCode, _ accept: (String, String)) -> Explanation {
        switch reason {
        case .paymentMismatch:
            Explanation(
                (
                    "Die Zahlungen in lexoffice ergeben zusammen nicht den offenen Betrag; es wurde nichts eingetragen.",
                    "The payments in lexoffice do not add up to the open amount; nothing was entered."
                ),
                ("Den Beleg in lexoffice prüfen. \(accept.0)", "Check the voucher in lexoffice. \(accept.1)"))
        case .paymentItemUnknown:
            Explanation(
                (
                    "lexoffice zeigt eine Zahlungsart, die reconcile nicht kennt; sie wurde nicht eingetragen.",
                    "lexoffice shows a kind of payment reconcile does not know; it was not entered."
                ),
                (
                    "Von Hand klären und mit dem genannten Wort melden. \(accept.0)",
                    "Settle it by hand and report the word named. \(accept.1)"
                ))
        case .paymentCurrency:
            Explanation(
                ("Die Zahlung ist nicht in Euro; es wurde nichts eingetragen.", "The payment is not in euros; nothing was entered."),
                ("Von Hand in HERO eintragen. \(accept.0)", "Enter it in HERO by hand. \(accept.1)"))
        default:
            Explanation(
                (
                    "Die Zahlungsdaten von lexoffice sind nicht lesbar; es wurde nichts eingetragen.",
                    "lexoffice's payment data cannot be read; nothing was entered."
                ),
                (
                    "`reconcile retry NUMMER` liest sie neu; bleibt es dabei, mit dem genannten Feld melden. \(accept.0)",
                    "`reconcile retry NUMBER` reads them anew; if it stays, report the field named. \(accept.1)"
                ))
        }
    }
}
