/// What `doctor` found, and what to do where something is not fine. What is the same in both languages (values, paths, names) stands with
/// the check.
package enum DoctorWords {}

/// Configuration and credentials.
extension DoctorWords {
    package static func credentialMissing(_ name: String) -> Wording { Wording("\(name) fehlt", "\(name) is missing") }
    package static func putCredential(_ path: String) -> Wording {
        Wording("In \(path) ablegen.", "Put it into \(path).")
    }
    package static func readByOthers(_ path: String) -> Wording {
        Wording("\(path) ist für andere lesbar", "\(path) can be read by others")
    }
    package static let closeFile = Wording("`chmod 600` auf die Datei anwenden.", "Apply `chmod 600` to the file.")
    package static let noWebhooks = Wording("keine; nach jeder Pause wird nachgesehen", "none; every interval both systems are looked at")
    package static let webhookKeyReadable = Wording("Schlüssel lesbar", "key readable")
    package static func settleShort(_ seconds: Int64) -> Wording {
        Wording(
            "nur \(seconds) s: ein verspätet gelisteter Beleg entstünde doppelt",
            "only \(seconds) s: a voucher listed late would be made twice")
    }
    package static let settleLonger = Wording(
        "`settle-seconds` auf 900 lassen, außer an der Sandbox.", "Leave `settle-seconds` at 900, except at the sandbox.")
    package static func timeoutShort(_ seconds: Int64) -> Wording {
        Wording("\(seconds) s, lexoffices Gateway wartet 30", "\(seconds) s, lexoffice's gateway waits 30")
    }
    package static let timeoutLonger = Wording("`request-timeout-seconds` über 30 setzen.", "Set `request-timeout-seconds` above 30.")
}

/// The age of a lexoffice key.
extension DoctorWords {
    package static func keyEnds(_ day: String, days: Int64) -> Wording {
        Wording("läuft spätestens am \(day) ab (\(days) Tage)", "ends on \(day) at the latest (\(days) days)")
    }
    package static let renewKey = Wording(
        "In lexoffice einen neuen Schlüssel anlegen, einsetzen und den alten löschen.",
        "Create a new key in lexoffice, put it in place and delete the old one.")
}

/// The login. What is known of it comes after a colon.
extension DoctorWords {
    package static let logIn = Wording("`reconcile login` ausführen.", "Run `reconcile login`.")
    package static func nobodyLoggedIn(_ path: String) -> Wording {
        Wording("niemand ist angemeldet (\(path))", "nobody is logged in (\(path))")
    }
    package static func loginEnded(_ login: String) -> Wording {
        Wording("lexoffice hat die Anmeldung beendet: \(login)", "lexoffice has ended it: \(login)")
    }
    package static func loginUnused(_ login: String) -> Wording {
        Wording("nicht benutzt, der API-Schlüssel geht vor: \(login)", "not used, the API key comes first: \(login)")
    }
    package static let takeKeyAway = Wording(
        "Den Schlüssel entfernen, um die Anmeldung zu benutzen.", "Take the key away to use the login.")
    package static func loginOfOtherClient(_ login: String) -> Wording {
        Wording("mit einer anderen client-id gemacht: \(login)", "made with another client id: \(login)")
    }
    package static func loginWithout(_ scopes: [String], _ login: String) -> Wording {
        let list = scopes.joined(separator: " ")
        return Wording("ohne \(list): \(login)", "without \(list): \(login)")
    }
    package static let grantAll = Wording("Erneut anmelden und alle Rechte erteilen.", "Log in again and grant all permissions.")
}

/// The state, and the place it lies in.
extension DoctorWords {
    package static func lockHeld(_ holder: String) -> Wording { Wording("gehalten von \(holder)", "held by \(holder)") }
    package static let lockFree = Wording("frei", "free")
    package static func notWritable(_ path: String) -> Wording { Wording("\(path) ist nicht schreibbar", "\(path) is not writable") }
    package static let giveToService = Wording("Dem Benutzer des Dienstes geben.", "Give the file to the user of the service.")
    package static let notSetUp = Wording("nicht eingerichtet", "not set up")
    package static let setUp = Wording("`reconcile setup` ausführen.", "Run `reconcile setup`.")
    package static let putBackBackup = Wording("Ein Backup zurückspielen.", "Put back a backup.")
    package static func journalWhole(_ path: String, entries: Int64) -> Wording {
        Wording("\(path), \(entries) Protokolleinträge, Kette vollständig", "\(path), \(entries) journal entries, chain whole")
    }
    package static func hoursAgo(_ hours: Int64) -> Wording { Wording("vor \(hours) Stunden", "\(hours) hours ago") }
    package static let seeStatus = Wording("`reconcile status` sagt, was im Weg steht.", "`reconcile status` says what is in the way.")
    package static func daysAgo(_ days: Int64) -> Wording { Wording("vor \(days) Tagen", "\(days) days ago") }
    package static let noBackup = Wording("noch keines", "none yet")
    package static let backUpDaily = Wording(
        "Täglich `reconcile backup DATEI` laufen lassen.", "Let `reconcile backup FILE` run every day.")
    package static let someNeedPerson = Wording("einige brauchen eine Entscheidung", "some need a person")
    package static let seeStatusAndList = Wording(
        "`reconcile status`, dann `reconcile list --state …`.", "`reconcile status`, then `reconcile list --state …`.")
    package static let seeList = Wording("`reconcile list` nennt jede.", "`reconcile list` names each.")

    package static func otherOwner(_ path: String) -> Wording {
        Wording("\(path) gehört einem anderen Benutzer", "\(path) belongs to another user")
    }
    package static let runAsService = Wording("Als Benutzer des Dienstes aufrufen.", "Run this as the user of the service.")
    package static func closeDirectory(_ path: String) -> Wording {
        Wording("`chmod 700 \(path)`: andere können hineinsehen.", "`chmod 700 \(path)`: others can look in.")
    }
    package static func notLocal(_ fileSystem: String) -> Wording { Wording("\(fileSystem): nicht lokal", "\(fileSystem): not local") }
    package static let useLocalDisk = Wording(
        "Der Stand muss auf einer lokalen Platte liegen; Sperren halten hier nicht.",
        "The state must lie on a local disk; locks do not hold here.")
    package static let local = Wording("lokal", "local")
    package static let endReader = Wording(
        "Ein lesendes Programm hält das Log fest; es beenden.", "A reading program holds on to the log; end it.")
    package static func mebibytesFree(_ mebibytes: Int64) -> Wording { Wording("\(mebibytes) MiB frei", "\(mebibytes) MiB free") }
    package static let freeSpace = Wording(
        "Platz schaffen: ohne ihn wird nichts übertragen.", "Free some space: without it nothing is transferred.")
}

/// What the program runs on.
extension DoctorWords {
    package static let notFromSystemd = Wording("nicht von systemd gestartet", "not started by systemd")
    package static func watchdog(_ microseconds: String) -> Wording {
        Wording("meldet sich, Watchdog \(microseconds) µs", "notified, watchdog \(microseconds) µs")
    }
    package static func addressFree(_ address: String) -> Wording { Wording("\(address) ist frei", "\(address) is free") }
    package static func servedByUs(_ address: String) -> Wording { Wording("\(address), von uns bedient", "\(address), served by us") }
    package static func servedByOther(_ address: String) -> Wording {
        Wording("\(address) wird von einem anderen Programm bedient", "\(address) is served by another program")
    }
    package static let nameAddress = Wording(
        "Mit `listen` oder `--listen` eine andere Adresse nennen.", "Name another address with `listen` or `--listen`.")
    package static let berlinTime = Wording(
        "Tage nach Berliner Zeit, gerechnet ohne tzdata", "days by Berlin time, computed without tzdata")
    package static let clockAgrees = Wording("stimmt mit lexoffice überein", "agrees with lexoffice")
    package static func clockOff(_ seconds: Int64) -> Wording {
        Wording("weicht \(seconds) s von lexoffice ab", "\(seconds) s off from lexoffice")
    }
    package static let synchroniseTime = Wording("Zeitabgleich (NTP) einschalten.", "Switch on time synchronisation (NTP).")
}

/// Both systems.
extension DoctorWords {
    package static func lexofficeReachable(organisation: String) -> Wording {
        Wording("erreichbar, Organisation \(organisation)", "reachable, organisation \(organisation)")
    }
    package static func heroReachable(company: Int, documentTypes: Int) -> Wording {
        Wording(
            "erreichbar, Firma \(company), \(documentTypes) Dokumenttypen", "reachable, company \(company), \(documentTypes) document types"
        )
    }
    package static let otherCompany = Wording("das ist nicht die Firma der Einrichtung", "this is not the company that was set up")
    package static let useRightKey = Wording("Den Schlüssel der richtigen Firma einsetzen.", "Put the key of the right company in place.")
    package static let schemaWhole = Wording("jedes benötigte Feld ist da", "every field this program needs is there")
    package static func schemaLacks(_ field: String) -> Wording { Wording("es fehlt \(field)", "missing \(field)") }
    package static let schemaHiddenNext = Wording(
        "Nichts zu tun: Fehlt ein Feld, nennt es die erste Abfrage, die es braucht.",
        "Nothing to do: a field that is missing is named by the first query that needs it.")
    package static let update = Wording("Programm aktualisieren.", "Update this program.")
    package static let confirmedAtSetup = Wording(
        "Stornorechnungsprozess ist an, HEROs lexoffice-Schnittstelle ist aus; keine Schnittstelle zeigt es",
        "cancellation process is on, HERO's lexoffice connector is off; no interface tells")
    package static let nameOtherCategory = Wording(
        "Eine andere mit `reconcile setup --category` benennen.", "Name another with `reconcile setup --category`.")
    package static func noCategory(_ key: String) -> Wording {
        Wording("\(key) ohne lexoffice-Kategorie", "\(key) has no lexoffice category")
    }
    package static func nameCategory(_ key: String) -> Wording { .untranslated("`reconcile setup --category \(key)=UUID`") }
    package static func foreignSubscription(_ event: String) -> Wording { Wording("fremd: \(event)", "somebody else's: \(event)") }
    package static func subscribed(_ count: Int) -> Wording { Wording("\(count) Ereignisse abonniert", "\(count) events subscribed") }
    package static func notSubscribed(_ events: [String]) -> Wording {
        let list = events.joined(separator: ", ")
        return Wording("nicht abonniert: \(list)", "not subscribed: \(list)")
    }
    package static let subscribesByItself = Wording(
        "Der laufende Dienst abonniert sie nach seinem nächsten Durchgang; sonst `journalctl -u reconcile` lesen.",
        "The running service subscribes after its next pass; if not, read `journalctl -u reconcile`.")
    package static func eInvoices(_ count: Int, of documents: Int, profiles: String) -> Wording {
        let names = profiles.isEmpty ? "" : " (\(profiles))"
        return Wording(
            "\(count) der letzten \(documents) übertragenen Dokumente tragen eine E-Rechnung\(names)",
            "\(count) of the last \(documents) transferred documents carry an e-invoice\(names)")
    }
}
