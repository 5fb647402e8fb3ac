package import Bookkeeping

/// The words about accounts that go from one machine to another.
package enum TakeoverWords {
    // MARK: by hand

    package static let mayStillWrite = Wording(
        "Der andere Rechner schreibt vielleicht noch, und zwei, die schreiben, legen Belege doppelt an.",
        "The other machine may still write, and two that write make documents twice.")
    package static let sayItIsOff = Wording(
        "Ausschalten, dafür sorgen, dass er mit seinem Zustand nicht wiederkommt, dann mit --old-host-is-off wiederholen.",
        "Switch it off, see to it that it does not come back with its state, then repeat this with --old-host-is-off.")
    package static let noAddress = Wording("So heißt keine Kopie von Litestream.", "This is no replica of Litestream.")
    package static let address = Wording(
        "Gemeint ist, was dort in litestream.yml steht: s3://…, sftp://… oder file://…, ohne Passwort darin.",
        "What stands there in litestream.yml is meant: s3://…, sftp://… or file://…, without a password in it.")
    package static func noLitestream(_ program: String) -> Wording {
        Wording("\(program) ist nicht installiert", "\(program) is not installed")
    }
    package static let installLitestream = Wording(
        "Litestream 0.5 oder neuer installieren, oder mit --litestream nennen.",
        "Install Litestream 0.5 or later, or name it with --litestream.")
    package static let noReplica = Wording("dort liegt keine Kopie", "there is no replica at that address")

    /// - Parameter lastPass: the last one the replica knows of.
    package static func restored(_ lastPass: Instant?) -> Wording {
        guard let lastPass else { return Wording("wiederhergestellt", "restored") }
        let (day, clock) = (BusinessDay(berlinDayOf: lastPass), lastPass.berlinClock)
        return Wording(
            "wiederhergestellt, letzter Lauf am \(Catalogue.day(day, .de)) um \(clock)",
            "restored, its last pass on \(Catalogue.day(day, .en)) at \(clock)")
    }
    package static let putAside = Wording("was hier lag, liegt jetzt in", "what lay here lies now in")
    package static let keepItOff = Wording(
        "Den anderen Rechner ausgeschaltet lassen, oder dort das Konto wegnehmen, bevor er wieder läuft.",
        "Leave the other machine off, or take the account away there before it runs again.")
    package static func look(_ account: AccountName) -> Wording {
        Wording(
            "`reconcile doctor --account \(account)` sagt, ob Schlüssel und Zustand zusammengehören; mit einer Anmeldung vorher `reconcile login`.",
            "`reconcile doctor --account \(account)` says whether keys and state belong together; with a login, `reconcile login` comes first."
        )
    }
    package static let links = Wording(
        "Dann wird zuerst alles verknüpft, was es gibt; angelegt wird nichts, bevor die Wartefrist um ist.",
        "Then whatever exists is linked first; nothing is created before the settle window is over.")

    // MARK: in a cluster

    package static func drained(_ host: String) -> Wording {
        Wording("\(host) gibt ab, was er hat, und nimmt nichts mehr", "\(host) gives up what it owns and takes nothing more")
    }
    package static func back(_ host: String) -> Wording { Wording("\(host) nimmt wieder Konten", "\(host) takes accounts again") }
    package static func moves(_ account: String, to host: String) -> Wording {
        Wording("\(account) soll auf \(host)", "\(account) is wanted on \(host)")
    }
    package static func movesNoMore(_ account: String) -> Wording {
        Wording("\(account) darf wieder auf jedem Rechner sein", "\(account) may be on any host again")
    }
    package static func owns(_ accounts: [String]) -> Wording {
        let names = accounts.isEmpty ? ("nichts", "nothing") : (accounts.joined(separator: ", "), accounts.joined(separator: ", "))
        return Wording("Er hat jetzt: \(names.0)", "It owns now: \(names.1)")
    }
    package static func owner(_ host: String?) -> Wording {
        host.map { Wording("Jetzt hat es: \($0)", "Its owner now: \($0)") } ?? Wording("Jetzt hat es niemand.", "Nobody owns it now.")
    }
    package static let nobodyElse = Wording(
        "Kein anderer Rechner ist da: nichts zieht um, bis einer kommt.", "No other host is there: nothing moves until one comes.")
    package static func notThere(_ host: String) -> Wording {
        Wording("\(host) ist nicht da: umgezogen wird, wenn er kommt.", "\(host) is not there: it moves when that host comes.")
    }
    package static let soon = Wording(
        "Das dauert einige Sekunden; neu verknüpft wird nichts.", "That takes some seconds; nothing is linked again.")
    package static func unknownAccount(_ name: String) -> Wording {
        Wording("etcd kennt kein Konto \(name)", "etcd knows no account \(name)")
    }
    package static let noCluster = Wording(
        "In dieser Konfiguration steht kein `cluster:`.", "There is no `cluster:` in this configuration.")
    package static let nameConfiguration = Wording(
        "Mit --config die Konfiguration eines Rechners nennen, der sich mit anderen abwechselt.",
        "Name with --config the configuration of a machine that takes turns with others.")
    package static let hostRule = Wording(
        "Ein Rechner heißt wie in cluster.host, ein Konto wie in cluster.account.",
        "A host is called as in cluster.host, an account as in cluster.account.")
}
