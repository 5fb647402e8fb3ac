package import Bookkeeping

/// The words of open items and of *Nicht mahnen*.
extension Catalogue {
    package static let openHead = Wording("Offene Posten zum", "Open items as of")
    package static let openNone = Wording("Nichts ist offen.", "Nothing is open.")
    package static let openNumber = Wording("Beleg", "Document")
    package static let openDue = Wording("fällig", "due")
    package static let openDays = Wording("Tage", "days")
    package static let openHero = Wording("HERO offen", "HERO open")
    package static let openLexoffice = Wording("lexoffice offen", "lexoffice open")
    package static let openBuckets = Wording("Nach Alter", "By age")
    package static let openSum = Wording("Summe", "Total")
    package static let openNotTold = Wording("ohne Angabe", "not told")
    package static let openSettled = Wording("ausgeglichene Belege", "settled documents")
    package static let openUndated = Wording("Belege ohne Datum, nicht enthalten", "documents without a date, not included")
    package static let openSeen = Wording("Stand der Beobachtung", "As last seen")
    package static let openNeverSeen = Wording("noch nie vollständig gesehen", "never seen completely yet")
    package static let openResting = Wording("Die Schnittstelle ruht; der Stand altert.", "The integration rests; what is known grows old.")
    package static let openLimits = Wording(
        "Erlösminderungen sind negativ. Sicherheitseinbehalte kennt keine der beiden Schnittstellen; prüfen Sie sie vor dem Mahnen.",
        "Reversals are negative. Neither interface knows retentions; check them before you dun.")

    /// Of both sides what is open, of so many days.
    package static func word(_ bucket: AgeBucket) -> Wording {
        switch bucket {
        case .notDue: Wording("nicht fällig", "not due")
        case .from0: Wording("1 bis 29 Tage", "1 to 29 days")
        case .from30: Wording("30 bis 59 Tage", "30 to 59 days")
        case .from60: Wording("60 bis 89 Tage", "60 to 89 days")
        case .from90: Wording("ab 90 Tagen", "90 days and more")
        }
    }

    package static func word(_ verdict: DunningVerdict) -> Wording {
        switch verdict {
        case .mayBeDunned: Wording("darf gemahnt werden", "may be dunned")
        case .not(let obstacle):
            Wording("nicht mahnen: \(word(obstacle).de)", "do not dun: \(word(obstacle).en)")
        case .unknown(let gap): Wording("unbekannt: \(word(gap).de)", "unknown: \(word(gap).en)")
        }
    }

    static func word(_ obstacle: DunningObstacle) -> Wording {
        switch obstacle {
        case .cancelled: Wording("storniert, Verrechnung in lexoffice offen", "cancelled, still to be netted in lexoffice")
        case .contested: Wording("Beleg weicht ab oder fehlt", "the voucher differs or is gone")
        case .paymentInDoubt: Wording("eine Zahlung ist im Zweifel", "a payment is in doubt")
        case .returnBeingCleared: Wording("Rücklastschrift in Klärung", "a returned debit is being cleared")
        case .entryOnlyInHero: Wording("Zahlung nur in HERO eingetragen", "a payment is entered in HERO alone")
        case .underWay: Wording("Zahlung unterwegs", "a payment is under way")
        case .entryMissingInHero:
            Wording("Geld in lexoffice gesehen, Eintrag in HERO fehlt", "money seen in lexoffice, entry in HERO missing")
        case .writtenOff: Wording("als Forderungsausfall ausgebucht", "written off as a bad debt")
        case .settled: Wording("in lexoffice ausgeglichen", "settled in lexoffice")
        case .withheldTax: Wording("15 % Bauabzugsteuer einbehalten (§ 48 EStG)", "15 % tax withheld (§ 48 EStG)")
        case .amountsDiffer: Wording("beide Seiten nennen verschiedene Beträge", "the sides name different amounts")
        }
    }

    static func word(_ gap: DunningGap) -> Wording {
        switch gap {
        case .neverSeen: Wording("noch nie vollständig gesehen", "never seen completely yet")
        case .resting: Wording("die Schnittstelle ruht", "the integration rests")
        case .tooOld: Wording("Stand zu alt", "what is known is too old")
        case .unanswered: Wording("eine Frage blieb ohne Antwort", "a question was not answered")
        case .notTold: Wording("eine Seite nennt keinen offenen Betrag", "a side names no open amount")
        }
    }

    /// `3 h 20 min`, `4 min`, `12 d`.
    package static func age(_ milliseconds: Int64) -> Wording {
        let minutes = max(0, milliseconds) / 60_000
        if minutes < 60 { return .untranslated("\(minutes) min") }
        if minutes < 48 * 60 { return .untranslated("\(minutes / 60) h \(minutes % 60) min") }
        return Wording("\(minutes / 1_440) Tage", "\(minutes / 1_440) days")
    }
}
