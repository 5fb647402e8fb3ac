package import Bookkeeping

/// Payments under way, open items and *Nicht mahnen*.
package enum PaymentsWord: String, WordList {
    case underWay, noneUnderWay, number, amount, open, keyDate, show, badDate, seenHero, seenLexoffice, neverSeen, resting
    case byAge, age, count, hero, lexoffice, difference, documentDate, due, daysOverdue, gross, noneOpen, notTold, settled, undated, limits
    case dunning, dunningToday, mayBeDunned, doNotDun, unknown, verdict, why, proof, noneOverdue, paymentsRead, onTheWay, inDoubt, needsYou
    case cut, openItems

    package var wording: Wording {
        switch self {
        case .underWay: Wording("Unterwegs", "Under way")
        case .noneUnderWay:
            Wording(
                "Keine Zahlung ist unterwegs, und keine braucht jemanden.", "No payment is under way, and none needs anybody.")
        case .number: Wording("Beleg", "Document")
        case .amount: Wording("Betrag", "Amount")
        case .open: Wording("offen", "open")
        case .openItems: Wording("Offene Posten", "Open items")
        case .keyDate: Wording("Stichtag", "Key date")
        case .show: Wording("Anzeigen", "Show")
        case .badDate:
            Wording(
                "Diesen Stichtag gibt es nicht; gezeigt wird heute.", "There is no such key date; what is shown is today.")
        case .seenHero: Wording("HERO zuletzt vollständig gelesen", "HERO last read completely")
        case .seenLexoffice: Wording("lexoffice zuletzt vollständig gelesen", "lexoffice last read completely")
        case .neverSeen: Wording("noch nie", "never yet")
        case .resting:
            Wording(
                "Die Schnittstelle ruht: Was hier steht, altert. Niemand sollte danach mahnen.",
                "The integration rests: what stands here grows old. Nobody should dun by it.")
        case .byAge: Wording("Nach Alter", "By age")
        case .age: Wording("überfällig seit", "overdue for")
        case .count: Wording("Belege", "Documents")
        case .hero: Wording("HERO offen", "HERO open")
        case .lexoffice: Wording("lexoffice offen", "lexoffice open")
        case .difference: Wording("Differenz", "Difference")
        case .documentDate: Wording("Datum", "Date")
        case .due: Wording("fällig", "due")
        case .daysOverdue: Wording("Tage überfällig", "days overdue")
        case .gross: Wording("Brutto", "Gross")
        case .noneOpen: Wording("Zu diesem Tag ist nichts offen.", "Nothing is open on this day.")
        case .notTold: Wording("ohne Angabe", "not told")
        case .settled: Wording("ausgeglichene Belege", "settled documents")
        case .undated: Wording("Belege ohne Datum, nicht enthalten", "documents without a date, not included")
        case .limits:
            Wording(
                "Differenz = lexoffice minus HERO, wo beide Seiten etwas nennen. Erlösminderungen sind negativ. "
                    + "Sicherheitseinbehalte kennt keine der beiden Schnittstellen: bitte vor dem Mahnen prüfen.",
                "Difference = lexoffice minus HERO, where both sides name an amount. Reversals are negative. Neither "
                    + "interface knows retentions: please check before dunning.")
        case .dunning: Wording("Nicht mahnen", "Do not dun")
        case .dunningToday:
            Wording(
                "Ob gemahnt werden darf, steht nur für heute da: Für einen anderen Tag weiß es niemand.",
                "Whether to dun is told for today alone: nobody knows it for another day.")
        case .mayBeDunned: Wording("darf gemahnt werden", "may be dunned")
        case .doNotDun: Wording("nicht mahnen", "do not dun")
        case .unknown: Wording("unbekannt", "unknown")
        case .verdict: Wording("Mahnen?", "Dun?")
        case .why: Wording("Grund", "Reason")
        case .proof: Wording("Wie frisch", "How fresh")
        case .noneOverdue: Wording("Heute ist nichts überfällig.", "Nothing is overdue today.")
        case .paymentsRead: Wording("Zahlungen gelesen", "payments read")
        case .onTheWay: Wording("Wird beim nächsten Lauf in HERO eingetragen.", "Is entered in HERO by the next pass.")
        case .inDoubt: Wording("Wird nachgesehen, ob HERO sie schon hat.", "Is being looked up: HERO may have it already.")
        case .needsYou: Wording("Braucht jemanden.", "Needs somebody.")
        case .cut: Wording("Mehr steht in der Tabelle (CSV).", "More stands in the table (CSV).")
        }
    }
}

extension Catalogue {
    /// Without the verdict's own word before it; nil where there is nothing to add.
    package static func reason(_ verdict: DunningVerdict) -> Wording? {
        switch verdict {
        case .mayBeDunned: nil
        case .not(let obstacle): word(obstacle)
        case .unknown(let gap): word(gap)
        }
    }
}
