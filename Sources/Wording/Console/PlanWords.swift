/// What the next pass would do, and what it costs.
package enum PlanWord: String, WordList {
    case intro, compute, computeAgain, computing, since, computedAt, outOfDate, fresh, notYet, price, requests, minutes, gross, months
    case nothing, number, amount, date, detail, newContact, requestsHint, readsHint, paused, interrupted, unable, relinking, lexoffice, hero
    case doneOf, writes, under, cut, without

    package var wording: Wording {
        switch self {
        case .intro:
            Wording(
                "Was der nächste Lauf täte, gerechnet auf einer Kopie: Es wird nichts geschrieben, weder in HERO noch in lexoffice.",
                "What the next pass would do, computed on a copy: nothing is written, neither to HERO nor to lexoffice.")
        case .compute: Wording("Plan rechnen", "Compute the plan")
        case .computeAgain: Wording("Neu rechnen", "Compute again")
        case .computing: Wording("Wird gerechnet …", "Being computed …")
        case .since: Wording("begonnen", "begun")
        case .computedAt: Wording("Gerechnet", "Computed")
        case .outOfDate:
            Wording(
                "Veraltet: Seither ist etwas geschehen, der Plan kann ein anderer sein.",
                "Out of date: something has happened since, the plan may be another one.")
        case .fresh: Wording("Seither ist nichts geschehen.", "Nothing has happened since.")
        case .notYet: Wording("Noch kein Plan gerechnet.", "No plan was computed yet.")
        case .price: Wording("Was es kostet", "What it costs")
        case .requests: Wording("Anfragen zum Schreiben, etwa", "requests to write, about")
        case .minutes: Wording("Dauer an lexoffices Grenze", "time at lexoffice's limit")
        case .gross: Wording("brutto neu in den Büchern", "gross new on the books")
        case .months: Wording("Monate, die sich ändern", "months that change")
        case .nothing: Wording("Nichts zu tun: Der nächste Lauf ändert nichts.", "Nothing to do: the next pass changes nothing.")
        case .number: Wording("Beleg", "Document")
        case .amount: Wording("Betrag", "Amount")
        case .date: Wording("Datum", "Date")
        case .detail: Wording("Was und warum", "What and why")
        case .newContact: Wording("mit neuem Kontakt", "with a new contact")
        case .without: Wording("ohne", "without")
        case .requestsHint:
            Wording(
                "Je Beleg eine Anfrage für die Buchung und eine für das PDF, dazu eine für jeden neuen Kontakt; je Zahlung eine an HERO.",
                "For each document one request for the voucher and one for the PDF, and one for each new contact; one to HERO for each "
                    + "payment.")
        case .readsHint: Wording("Gelesen wurde dafür mit", "Read for it with")
        case .writes: Wording("Schreibende Anfragen dabei: 0", "Writing requests among them: 0")
        case .paused:
            Wording(
                "Die Schnittstelle ist pausiert: Der nächste Lauf tut nichts.", "The integration is paused: the next pass does nothing.")
        case .interrupted: Wording("Das Rechnen brach ab", "Computing broke off")
        case .unable: Wording("Das Rechnen konnte nicht beginnen", "Computing could not begin")
        case .relinking:
            Wording(
                "Der Stand wurde zurückgespielt: Der nächste Lauf verknüpft nur und legt nichts an.",
                "The state was restored: the next pass only links and creates nothing.")
        case .lexoffice: Wording("lexoffice", "lexoffice")
        case .hero: Wording("HERO", "HERO")
        case .doneOf: Wording("von", "of")
        case .under: Wording("unter 1 Minute", "under 1 minute")
        case .cut: Wording("Weitere gleiche sind nicht aufgeführt:", "More of the same are not listed:")
        }
    }
}

/// What a plan is made of. A closed set; the raw value is the anchor.
package enum PlanGroup: String, Sendable, CaseIterable {
    case create, attach, pay, adopt, adoptPayment, uncertain, person, ready, waiting, note

    package var wording: Wording {
        switch self {
        case .create: Wording("Anlegen in lexoffice", "Create in lexoffice")
        case .attach: Wording("PDF anhängen", "Attach the PDF")
        case .pay: Wording("Zahlung in HERO eintragen", "Enter a payment in HERO")
        case .adopt: Wording("Vorhandenen Beleg verknüpfen", "Link an existing voucher")
        case .adoptPayment: Wording("Zahlung in HERO wiedererkennen", "Recognise a payment in HERO")
        case .uncertain: Wording("Nachsehen, ob es schon da ist", "Look whether it is there already")
        case .person: Wording("Braucht jemanden: wird nicht angefasst", "Needs somebody: is not touched")
        case .ready: Wording("Bereit, kommt später an die Reihe", "Ready, its turn comes later")
        case .waiting: Wording("Wartet von selbst", "Waits by itself")
        case .note: Wording("Hinweise", "Notes")
        }
    }
}

extension Catalogue {
    /// A span of time, rounded up.
    package static func plainMinutes(_ minutes: Int) -> Wording {
        minutes == 1 ? Wording("1 Minute", "1 minute") : Wording("\(minutes) Minuten", "\(minutes) minutes")
    }
}
