/// The page of all accounts of a fleet.
package enum FleetPageWord: String, WordList {
    case accounts, account, state, toClarify, doubts, since, lastComplete, whoActs, searchFor, apply, clear, noneFound, noneYet
    case allElsewhere, broken, asking, doubtful, fine, readingOnly, oldConfiguration, settingRefused, ahead, endsByItself, never

    package var wording: Wording {
        switch self {
        case .accounts: Wording("Alle Konten", "All accounts")
        case .account: Wording("Konto", "Account")
        case .state: Wording("Stand", "State")
        case .toClarify: Wording("zu klären", "to clarify")
        case .doubts: Wording("ohne Antwort", "without an answer")
        case .since: Wording("seit", "since")
        case .lastComplete: Wording("zuletzt ganz geprüft", "last complete check")
        case .whoActs: Wording("wer handelt", "who acts")
        case .searchFor: Wording("Name des Kontos", "Name of the account")
        case .apply: Wording("Suchen", "Search")
        case .clear: Wording("Alle zeigen", "Show all")
        case .noneFound: Wording("Kein Konto passt dazu.", "No account fits that.")
        case .noneYet:
            Wording(
                "Es gibt noch kein Konto; `reconcile fleet add NAME` legt eines an.",
                "There is no account yet; `reconcile fleet add NAME` makes one.")
        case .broken: Wording("ausgesetzt oder angehalten", "held back or paused")
        case .asking: Wording("mit etwas zu klären", "with something to clarify")
        case .doubtful: Wording("mit etwas ohne Antwort", "with something without an answer")
        case .fine: Wording("im Takt", "in step")
        case .readingOnly:
            Wording(
                "Zahlen und Zustände, keine Kunden und keine Beträge. Die Seiten eines Kontos verlangen eine eigene Anmeldung.",
                "Counts and states, no customers and no amounts. The pages of an account ask for a login of their own.")
        case .oldConfiguration: Wording("neue Einstellung abgelehnt, die alte gilt", "new setting refused, the old one in force")
        case .settingRefused: Wording("neue Einstellung abgelehnt", "new setting refused")
        case .allElsewhere: Wording("Alle Konten sind auf anderen Rechnern.", "All accounts are on other hosts.")
        case .ahead: Wording("erster Durchlauf steht aus", "first pass ahead")
        case .endsByItself: Wording("wartet von selbst", "waits by itself")
        case .never: Wording("noch nie", "never yet")
        }
    }
}

/// Sentences of that page that count.
package enum FleetPageWords {
    package static func relinking(until clock: String?) -> Wording {
        Wording(
            "\(AccountWords.relinking.de)\(clock.map { " bis \($0)" } ?? "")",
            "\(AccountWords.relinking.en)\(clock.map { " until \($0)" } ?? "")")
    }

    /// - Parameter troubled: accounts that need somebody.
    package static func sentence(troubled: Int, of all: Int) -> Wording {
        guard troubled > 0 else { return Wording("Alle \(accounts(all).de) sind im Takt.", "All \(accounts(all).en) are in step.") }
        let (german, english) = troubled == 1 ? ("braucht", "needs") : ("brauchen", "need")
        return Wording(
            "\(Catalogue.plainCount(troubled, .de)) von \(accounts(all).de) \(german) jemanden.",
            "\(Catalogue.plainCount(troubled, .en)) of \(accounts(all).en) \(english) somebody.")
    }

    /// Nobody has to do anything, and still not all is in step.
    package static func settling(_ count: Int, of all: Int) -> Wording {
        let (german, english) = count == 1 ? ("kommt", "gets") : ("kommen", "get")
        return Wording(
            "\(Catalogue.plainCount(count, .de)) von \(accounts(all).de) \(german) von selbst in Takt.",
            "\(Catalogue.plainCount(count, .en)) of \(accounts(all).en) \(english) in step without anybody.")
    }

    private static func accounts(_ count: Int) -> Wording {
        Wording(
            count == 1 ? "1 Konto" : "\(Catalogue.plainCount(count, .de)) Konten",
            count == 1 ? "1 account" : "\(Catalogue.plainCount(count, .en)) accounts")
    }
}
