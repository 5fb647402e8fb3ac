/// Words of `reconcile console` and of the check that looks at the console.
package enum ConsoleWords {
    package static func link(_ name: String, role: String, until clock: String) -> Wording {
        Wording(
            "Für \(name) (\(role)), einmal und bis \(clock) Uhr. Diese Adresse im Browser öffnen:",
            "For \(name) (\(role)), once and until \(clock). Open this address in a browser:")
    }
    package static func lasts(_ days: Int) -> Wording {
        Wording(
            "Wer drin ist, bleibt es \(days == 1 ? "einen Tag" : "\(days) Tage"), nach zwölf Stunden ohne Besuch nicht mehr.",
            "Whoever is in stays so for \(days == 1 ? "a day" : "\(days) days"), and no longer after twelve hours without a visit.")
    }
    package static func tunnel(port: Int) -> Wording {
        Wording(
            "Browser auf einem anderen Rechner? Dort zuerst: ssh -L \(port):127.0.0.1:\(port) DIESER-RECHNER",
            "Browser on another machine? There first: ssh -L \(port):127.0.0.1:\(port) THIS-MACHINE")
    }
    package static let nobody = Wording("Niemand ist angemeldet, kein Link ist offen.", "Nobody is logged in, no link is open.")
    package static func session(_ id: String, _ name: String, role: String, since: String, used: String, until: String) -> Wording {
        Wording(
            "\(id)  \(name) (\(role)), angemeldet \(since), zuletzt \(used), endet \(until)",
            "\(id)  \(name) (\(role)), logged in \(since), last seen \(used), ends \(until)")
    }
    package static func key(_ id: String, _ name: String, role: String, until: String) -> Wording {
        Wording(
            "\(id)  \(name) (\(role)), Link noch nicht benutzt, gilt bis \(until)",
            "\(id)  \(name) (\(role)), link not used yet, good until \(until)")
    }
    package static func revoked(_ id: String) -> Wording { Wording("\(id) ist beendet.", "\(id) has ended.") }
    package static func revokedAll(sessions: Int, links: Int) -> Wording {
        Wording("Beendet: Sitzungen \(sessions), Links \(links).", "Ended: sessions \(sessions), links \(links).")
    }
    package static func replaced(_ path: String) -> Wording {
        Wording(
            "Die Datei mit den Anmeldungen war beschädigt und liegt nun unter \(path); alle melden sich neu an.",
            "The file with the logins was damaged and is now \(path); everybody logs in anew.")
    }

    package static let off = Wording("aus: console.listen nennt keine Adresse", "off: console.listen names no address")
    package static let openWithoutTLS = Wording(
        "von anderen Rechnern erreichbar, und console.url nennt kein https", "reachable from other machines, and console.url names no https"
    )
    package static let speakTLS = Wording(
        "Auf 127.0.0.1 lauschen lassen (`ssh -L`), oder hinter einen Proxy mit TLS stellen und console.url nennen.",
        "Let it listen on 127.0.0.1 (`ssh -L`), or put it behind a proxy with TLS and name console.url.")
    package static let proxyWithoutTLS = Wording(
        "ein Proxy darf Personen nennen, und console.url nennt kein https", "a proxy may name people, and console.url names no https")
    package static let noAddress = Wording(
        "niemand kann einen Link öffnen: console.url fehlt", "nobody can open a link: console.url is missing")
    package static let nameAddress = Wording(
        "In console.url die Adresse nennen, die Menschen öffnen.", "Name the address people open in console.url.")
    package static func otherOwner(_ path: String) -> Wording {
        Wording("\(path) gehört einem anderen Benutzer als der Zustand", "\(path) belongs to another user than the state")
    }
    package static func remove(_ path: String) -> Wording {
        Wording("`rm \(path)`; alle melden sich neu an.", "`rm \(path)`; everybody logs in anew.")
    }
    package static func visitors(_ count: Int) -> Wording { Wording("Sitzungen: \(count)", "sessions: \(count)") }
    package static func oldSession(_ id: String, _ name: String, days: Int64) -> Wording {
        Wording("\(id) von \(name) ist seit \(days) Tagen offen", "\(id) of \(name) has been open for \(days) days")
    }
    package static let revokeOld = Wording(
        "Wird sie noch gebraucht? `reconcile console --list`, `--revoke`.", "Is it still needed? `reconcile console --list`, `--revoke`.")
}
