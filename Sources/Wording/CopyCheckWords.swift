/// The words of `reconcile backup --check`.
extension Catalogue {
    package static let copyHead = Wording(
        "Probe einer Sicherung: geschrieben wird nichts, in keinem der beiden Systeme, nicht im Stand, nicht in der Datei.",
        "Rehearsal of a copy: nothing is written, to neither system, not to the state, not to the file.")

    package static func copyWhole(_ path: String, entries: Int64, bytes: Int64) -> Wording {
        Wording(
            "\(path): unversehrt, \(entries) Einträge im Protokoll, \(bytes) Bytes",
            "\(path): whole, journal of \(entries) entries, \(bytes) bytes")
    }

    package static let copyCurrent = Wording(
        "Sie ist so neu wie die Marke neben dem Stand: zurückgespielt geht es weiter wie nach einem Absturz.",
        "It is as new as the watermark beside the state: put back, it goes on as after a crash.")
    package static let copyBehind = Wording(
        "Sie ist älter als die Marke neben dem Stand: zurückgespielt wird erst verknüpft, angelegt wird nichts.",
        "It is older than the watermark beside the state: put back, it links first and creates nothing.")
    package static let copyUnmarked = Wording(
        "Eine Marke gibt es hier nicht (anderer Rechner): zurückgespielt wird erst verknüpft, angelegt wird nichts.",
        "There is no watermark here (another machine): put back, it links first and creates nothing.")

    package static func copyCount(linked: Int, asked: Int, absent: Int, younger: Int) -> Wording {
        Wording(
            "  würde verknüpfen \(linked), fragen \(asked), nicht finden \(absent); zu jung, um übertragen zu sein: \(younger)",
            "  would link \(linked), ask \(asked), not find \(absent); too young to have been transferred: \(younger)")
    }

    package static let copyAllFound = Wording(
        "  → Diese Sicherung genügt: alles seither Übertragene ist wiedergefunden.",
        "  → This copy will do: all that was transferred since is found again.")
    package static let copySomeOpen = Wording(
        "  → Zurückgespielt bleibt das Genannte offen: Fragen beantwortet jemand, nicht Gefundenes wird nach der Wartezeit übertragen.",
        "  → Put back, what is named stays open: somebody answers questions, what is not found is transferred after the settle window.")
    package static let copyWouldHold = Wording(
        "  → Zurückgespielt ruht die Übertragung, bis jemand nachgesehen hat: zu vieles fehlt. Eine neuere Sicherung weiß mehr.",
        "  → Put back, nothing flows until somebody has looked: too much is absent. A newer copy knows more.")
    package static let copyUnknown = Wording(
        "  → Nicht alles war zu sehen; die Probe sagt so noch nichts. Erneut versuchen.",
        "  → Not everything could be looked at; this rehearsal proves nothing yet. Try again.")
}
