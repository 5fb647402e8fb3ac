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
    package static func payments(_ count: Int, dryRun: Bool) -> Wording {
        let (de, en) = count == 1 ? ("Zahlung", "payment") : ("Zahlungen", "payments")
        return dryRun
            ? Wording("\(count) \(de) für HERO", "\(count) \(en) for HERO")
            : Wording("\(count) \(de) in HERO eingetragen", "\(count) \(en) entered in HERO")
    }
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
}
