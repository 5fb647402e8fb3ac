package import Bookkeeping

/// The words about the accounts of a fleet.
package enum AccountWords {
    // MARK: how one stands

    package static let filesUnusable = Wording("Dateien unbrauchbar", "files cannot be used")
    package static let stateUnusable = Wording("Zustand unbrauchbar", "state cannot be used")
    package static let heldBack = Wording("vom Dienst ausgesetzt", "held back by the service")
    package static let blocked = Wording("kein Zugang", "no access")
    package static let passFailed = Wording("Lauf gescheitert", "pass failed")
    package static let noPass = Wording("seit einem Tag kein ganzer Lauf", "no complete pass for a day")
    package static let needsPeople = Wording("wartet auf Menschen", "waits for people")
    package static let notSetUp = Wording("nicht eingerichtet", "not set up")
    package static let deleted = Wording("Verbindung gelöscht", "integration deleted")
    package static let paused = Wording("angehalten", "paused")
    package static let relinking = Wording("verknüpft neu", "relinking")
    package static let inStep = Wording("im Takt", "in step")
    /// - Parameter host: nil where nobody says which.
    package static func elsewhere(_ host: String?) -> Wording {
        guard let host else { return Wording("auf einem anderen Rechner", "on another host") }
        return Wording("auf dem Rechner \(host)", "on host \(host)")
    }

    /// - Parameter since: the day the oldest began to wait, where the state says it.
    package static func waiting(_ count: Int, since: BusinessDay?) -> Wording {
        let day = since.map { (" seit \(Catalogue.day($0, .de))", " since \(Catalogue.day($0, .en))") } ?? ("", "")
        return Wording("\(count) \(count == 1 ? "wartet" : "warten")\(day.0)", "\(count) \(count == 1 ? "waits" : "wait")\(day.1)")
    }

    package static func count(_ count: Int) -> Wording {
        Wording(count == 1 ? "1 Konto" : "\(count) Konten", count == 1 ? "1 account" : "\(count) accounts")
    }
    package static func none(in directory: String) -> Wording {
        Wording(
            "Es gibt noch kein Konto in \(directory); `reconcile fleet add NAME` legt eines an.",
            "There is no account in \(directory) yet; `reconcile fleet add NAME` makes one.")
    }

    // MARK: a look at all files

    package static func good(_ good: Int, of all: Int) -> Wording {
        Wording("\(good) von \(count(all).de) in Ordnung", "\(good) of \(count(all).en) good")
    }
    package static let misnamed = Wording("so kann kein Konto heißen", "no account can be called so")
    package static let nameRule = Wording(
        "Ein Name besteht aus höchstens 63 Kleinbuchstaben, Ziffern und Bindestrichen dazwischen.",
        "A name has at most 63 lower-case letters, digits and hyphens between them.")
    package static func sameBooks(as other: AccountName) -> Wording {
        Wording("bucht in dieselben Bücher wie \(other)", "works on the same books as \(other)")
    }
    package static let oneOfThem = Wording(
        "Jedem Konto seine eigenen Schlüssel geben, sonst wird alles zweimal übertragen.",
        "Give each account its own keys, or everything is transferred twice.")
    package static func setUp(_ account: AccountName) -> Wording {
        .untranslated("`reconcile setup --account \(account) --start-date yyyy-MM-dd`")
    }
    package static func keyOfNobody(_ file: String) -> Wording {
        Wording("\(file) gehört zu keinem Konto", "\(file) belongs to no account")
    }
    package static let renameKey = Wording(
        "So heißen wie die Datei des Kontos, oder wegnehmen.", "Call it as the account's file is called, or take it away.")
    package static func foreignOwner(_ path: String) -> Wording {
        Wording("\(path) gehört nicht dem Benutzer des Dienstes", "\(path) does not belong to the user of the service")
    }
    package static func giveBack(_ path: String, like parent: String) -> Wording {
        .untranslated("`chown -R --reference=\(parent) \(path)`")
    }

    // MARK: a new one

    package static let made = Wording("angelegt", "made")
    package static let next = Wording("Als Nächstes", "Next")
    package static func putKeys(_ paths: [String]) -> Wording {
        let names = paths.joined(separator: ", ")
        return Wording(
            "Die Schlüssel ablegen, je eine Zeile, nur für den, der sie liest (0600): \(names)",
            "Put the keys in place, one line each, for whoever reads them alone (0600): \(names)")
    }
    package static let keysThere = Wording("Die Schlüssel liegen schon dort.", "The keys are there already.")
    package static let check = Wording(
        "`reconcile fleet check` sagt, ob alles gelesen werden kann.", "`reconcile fleet check` says whether all can be read.")
    package static let takeUp = Wording(
        "Den Dienst neu starten: `systemctl restart reconcile-fleet`", "Start the service anew: `systemctl restart reconcile-fleet`")
    package static func hasState(_ path: String) -> Wording {
        Wording(
            "In \(path) liegt der Zustand eines früheren Kontos dieses Namens; er gilt weiter.",
            "In \(path) there is the state of an earlier account of this name; it stays in force.")
    }
}
