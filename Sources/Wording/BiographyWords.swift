package import Bookkeeping

/// The words of a document's biography.
extension Catalogue {
    package static let storyCreated = Wording("angelegt", "created")
    package static let storyDated = Wording("Dokumentdatum", "document date")
    /// Both languages write it the same: it stands where a name would.
    package static let storySomebody = "HERO"

    package static func storyEntry(_ id: Int, isDiscount: Bool) -> Wording {
        isDiscount
            ? Wording("Zahlungseintrag \(id), Skonto", "payment entry \(id), cash discount")
            : Wording("Zahlungseintrag \(id)", "payment entry \(id)")
    }

    package static func storyReversed(by number: String) -> Wording { Wording("storniert durch \(number)", "cancelled by \(number)") }

    package static func storyCredited(by number: String) -> Wording { Wording("Gutschrift \(number)", "credit note \(number)") }

    package static func storyPayment(_ payment: Payment) -> Wording { Wording(self.payment(payment, .de), self.payment(payment, .en)) }

    /// Items of lexoffice that are no payment (domain.md P7-P9, P14).
    package static func remainder(_ remainder: PaymentRemainder) -> Wording {
        switch remainder {
        case .creditNote: Wording("verrechnet (kein Geld)", "netted (no money)")
        case .badDebt: Wording("Forderungsausfall (nicht bezahlt)", "bad debt (not paid)")
        case .dunningCosts: Wording("Mahngebühr (zählt nicht zur Rechnung)", "dunning costs (not part of the invoice)")
        case .currencyConversion: Wording("Währungsumrechnung", "currency conversion")
        }
    }

    package static let nextTitle = Wording("Wie es weitergeht", "What happens next")
    package static let waitsFor = Wording("Wartet auf", "Waits for")

    /// Whoever has to do any of the steps, each once and in their order.
    package static func actors(_ steps: [NextStep], _ language: Language) -> String {
        var actors: [NextStep.Actor] = []
        for step in steps where step.actor != .nobody && !actors.contains(step.actor) { actors.append(step.actor) }
        return actors.isEmpty ? word(.nobody)(language) : actors.map { word($0)(language) }.joined(separator: ", ")
    }

    private static func word(_ actor: NextStep.Actor) -> Wording {
        switch actor {
        case .nobody: Wording("niemanden, es geht von selbst weiter oder ist fertig", "nobody, it goes on by itself or is finished")
        case .office: Wording("das Büro", "the office")
        case .adviser: Wording("den Steuerberater", "the tax adviser")
        case .administrator: Wording("den Administrator", "the administrator")
        }
    }

    package static let notBefore = Wording("nicht vor", "not before")
    package static let openAmount = Wording("offen", "open")
    package static let due = Wording("fällig", "due")
}

/// What happens next to a document that nothing is wrong with.
extension NextStep {
    package static let nextPass = waits("Der nächste Durchlauf macht weiter.", "The next pass goes on.")
    package static let isLookedUp = waits(
        "Es wird nachgesehen, ob gebucht wurde; nichts wird neu gesendet, bevor das feststeht.",
        "It is looked up whether it was booked; nothing is sent again before that is certain.")
    package static let entersPayment = waits(
        "Der nächste Durchlauf trägt die Zahlung in HERO ein.", "The next pass enters the payment in HERO.")
    package static let awaitsPayment = waits(
        "Wartet auf die Zahlung in lexoffice; sie kommt von selbst nach HERO.",
        "Waits for the payment in lexoffice; it comes to HERO by itself.")
    package static let paymentUnderWay = waits(
        "In Zahlung: lexoffice hat die Zahlung angestoßen, sie ist noch nicht eingegangen.",
        "Under way: lexoffice has started the payment, it has not arrived yet.")
    package static let writtenOff = nothing(
        "Ausgebucht, nicht bezahlt. Nichts zu tun; in HERO bleibt die Rechnung offen.",
        "Written off, not paid. Nothing to do; in HERO the invoice stays open.")
    package static let awaitsNetting = office(
        .open(.lexofficeVoucher),
        "Storniert; die Verrechnung von Rechnung und Stornorechnung in lexoffice steht noch aus. Nicht überfällig.",
        "Cancelled; invoice and cancellation are still to be netted in lexoffice. Not overdue.")
    package static let waived = office(
        .answer(.retry), "Wird nicht gebucht, so hat es jemand entschieden; {command} nimmt das zurück.",
        "Not booked, as somebody decided; {command} takes that back.")
    package static let finished = nothing("Nichts: abgeschlossen.", "Nothing: it is finished.")
}
