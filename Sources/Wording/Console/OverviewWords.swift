/// The first page.
package enum OverviewWord: String, WordList {
    case toClarify, waitsByItself, inDoubt, paymentsUnderWay, openLong, counting, month, hero, lexoffice, difference, notYet, unknownAmounts
    case monthHelp, sinceJanuary, transferred, doubts, resolved, doubled, doubledHelp, none, syncNow, pause, resume, seePlan,
        acts
    case rightsMissing, rowsUnreadable, readOnly, decisionsDue, side, gross

    package var wording: Wording {
        switch self {
        case .toClarify: Wording("zu klären", "to clarify")
        case .waitsByItself: Wording("wartet von selbst", "waits by itself")
        case .inDoubt: Wording("ohne Antwort, wird nachgesehen", "without an answer, being looked up")
        case .paymentsUnderWay: Wording("Zahlungen unterwegs", "payments under way")
        case .openLong: Wording("offen seit über 30 Tagen", "open for more than 30 days")
        case .counting: Wording("wird gezählt …", "counting …")
        case .month: Wording("Der Monat bisher", "The month so far")
        case .hero: Wording("HERO", "HERO")
        case .lexoffice: Wording("lexoffice", "lexoffice")
        case .difference: Wording("Differenz", "Difference")
        case .notYet: Wording("noch nicht übertragen", "not transferred yet")
        case .unknownAmounts: Wording("ohne Betrag auf einer Seite", "without an amount on one side")
        case .monthHelp:
            Wording(
                "Übertragene Belege nach dem Datum in HERO, brutto, wie beide Seiten sie zuletzt zeigten. Der Abschluss liest beide neu.",
                "Transferred documents by HERO's date, gross, as both sides last showed them. The closing reads both anew.")
        case .sinceJanuary: Wording("Seit Januar", "Since January")
        case .transferred: Wording("Belege übertragen", "documents transferred")
        case .doubts: Wording("ohne Antwort geblieben", "left without an answer")
        case .resolved: Wording("davon aufgeklärt", "of these cleared up")
        case .doubled: Wording("doppelt gebucht", "booked twice")
        case .doubledHelp:
            Wording(
                "Belege, zu denen wir mehr als einen in lexoffice angelegt haben, ohne dass jemand es wollte.",
                "Documents for which we made more than one voucher without anybody asking for it.")
        case .none: Wording("keine", "none")
        case .syncNow: Wording("Jetzt abgleichen", "Reconcile now")
        case .pause: Wording("Pause", "Pause")
        case .resume: Wording("Weiter", "Resume")
        case .seePlan: Wording("Plan ansehen", "See the plan")
        case .acts: Wording("Was zu tun ist", "What can be done")
        case .rightsMissing: Wording("lexoffice verweigert ein Recht", "lexoffice denies a right")
        case .rowsUnreadable: Wording("Zeilen, die sich nicht lesen lassen", "rows that cannot be read")
        case .readOnly: Wording("Diese Rolle liest nur.", "This role only reads.")
        case .decisionsDue: Wording("Entscheidungen notiert, noch nicht ausgeführt", "decisions noted, not carried out yet")
        case .side: Wording("Seite", "Side")
        case .gross: Wording("Brutto", "Gross")
        }
    }
}

/// The sentence at the top of the first page.
package enum SituationWords {
    package static let notSetUp = Wording("Noch nicht eingerichtet: es fließt nichts.", "Not set up yet: nothing flows.")
    package static let deleting = Wording(
        "Die Integration wird gelöscht: es fließt nichts.", "The integration is being deleted: nothing flows.")
    package static let deleted = Wording("Die Integration ist gelöscht: es fließt nichts.", "The integration is deleted: nothing flows.")
    package static let journalBroken = Wording(
        "Das Protokoll ist beschädigt: es wird nichts übertragen. Bitte den Administrator rufen.",
        "The journal is broken: nothing is transferred. Please call the administrator.")
    package static let blocked = Wording(
        "Kein Zugang: HERO oder lexoffice lehnt die Anmeldung ab. Es wird nichts übertragen.",
        "No access: HERO or lexoffice refuses the credential. Nothing is transferred.")
    package static let relinking = Wording(
        "Zurückgespielt: was es gibt, wird verknüpft; neu angelegt wird noch nichts.",
        "Restored: what exists is being linked; nothing is created yet.")
    package static let firstPass = Wording(
        "Der erste Durchlauf steht aus: noch lässt sich nichts sagen.", "The first pass is ahead: nothing can be said yet.")
    package static let firstPassWorking = Wording(
        "Der erste Durchlauf arbeitet: noch lässt sich nichts sagen.", "The first pass is at work: nothing can be said yet.")

    package static func paused(by actor: String?, because reason: String?, since: String?, _ language: Language) -> String {
        let who = actor.map { language == .de ? " von \($0)" : " by \($0)" } ?? ""
        let when = since.map { language == .de ? " seit \($0)" : " since \($0)" } ?? ""
        let why = reason.map { ": \($0)" } ?? ""
        return language == .de ? "Pause\(who)\(when)\(why)" : "Paused\(who)\(when)\(why)"
    }

    package static func heroSilent(nextTry: String?) -> Wording { silent("HERO", nextTry) }
    package static func lexofficeSilent(nextTry: String?) -> Wording { silent("lexoffice", nextTry) }
    package static func heroThrottled(nextTry: String?) -> Wording { throttled("HERO", nextTry) }
    package static func lexofficeThrottled(nextTry: String?) -> Wording { throttled("lexoffice", nextTry) }

    /// A pass that ends for a reason of ours.
    package static func stopped(nextTry: String?) -> Wording {
        Wording(
            "Die Durchläufe kommen nicht zum Ende\(again(nextTry).de).", "Passes do not get to their end\(again(nextTry).en).")
    }

    private static func silent(_ system: String, _ nextTry: String?) -> Wording {
        Wording("\(system) antwortet nicht\(again(nextTry).de).", "\(system) does not answer\(again(nextTry).en).")
    }

    private static func throttled(_ system: String, _ nextTry: String?) -> Wording {
        Wording(
            "\(system) nimmt gerade keine Anfragen an\(again(nextTry).de).",
            "\(system) takes no requests at the moment\(again(nextTry).en).")
    }

    private static func again(_ nextTry: String?) -> Wording {
        Wording(nextTry.map { ", nächster Versuch \($0)" } ?? "", nextTry.map { ", next try \($0)" } ?? "")
    }

    /// - Parameter age: `vor 3 Stunden`.
    package static func outOfDate(_ age: Wording) -> Wording {
        Wording("Veraltet: zuletzt geprüft \(age.de).", "Out of date: last checked \(age.en).")
    }

    package static func unreadable(_ count: Int) -> Wording {
        count == 1
            ? Wording(
                "1 Zeile lässt sich nicht lesen: dahinter kann ein Beleg stehen.",
                "1 row cannot be read: there may be a document behind it.")
            : Wording(
                "\(count) Zeilen lassen sich nicht lesen: dahinter können Belege stehen.",
                "\(count) rows cannot be read: there may be documents behind them.")
    }

    /// - Parameter left: seconds.
    package static func working(_ done: Int, of total: Int, left: Int64?) -> Wording {
        let rest = left.map(time)
        return Wording(
            "Arbeitet: \(Catalogue.plainCount(done, .de)) von \(Catalogue.plainCount(total, .de))\(rest.map { ", noch \($0.de)" } ?? "")",
            "Working: \(Catalogue.plainCount(done, .en)) of \(Catalogue.plainCount(total, .en))\(rest.map { ", \($0.en) left" } ?? "")")
    }

    private static func time(_ seconds: Int64) -> Wording {
        switch max(0, seconds) {
        case ..<90: Wording("\(max(1, seconds)) s", "\(max(1, seconds)) s")
        case ..<5_400: Wording("\((seconds + 30) / 60) Minuten", "\((seconds + 30) / 60) minutes")
        default: Wording("\((seconds + 1_800) / 3_600) Stunden", "\((seconds + 1_800) / 3_600) hours")
        }
    }

    package static func waiting(_ count: Int) -> Wording {
        count == 1
            ? Wording("1 Vorgang wartet auf Sie, alles andere stimmt überein.", "1 thing waits for you, everything else is in step.")
            : Wording(
                "\(Catalogue.plainCount(count, .de)) Vorgänge warten auf Sie, alles andere stimmt überein.",
                "\(Catalogue.plainCount(count, .en)) things wait for you, everything else is in step.")
    }

    package static let inStep = Wording("HERO und lexoffice stimmen überein.", "HERO and lexoffice are in step.")

    /// - Parameter moment: with its age.
    package static func checked(_ moment: String) -> Wording { Wording("Geprüft \(moment).", "Checked \(moment).") }
    package static func nextPass(_ clock: String) -> Wording { Wording("Nächster Durchlauf \(clock).", "Next pass \(clock).") }
}
