/// The words of a restoration.
extension Catalogue {
    package static let relinkLost = Wording(
        "Nach einem Verlust des Stands: erst wird verknüpft, was schon übertragen war; angelegt wird nichts.",
        "After a loss of the state: first what was transferred before is linked; nothing is created.")
    package static let relinkRestored = Wording(
        "Der Stand ist älter als die Wirklichkeit (Backup zurückgespielt): erst wird verknüpft, angelegt wird nichts.",
        "The state is older than reality (a backup was put back): first it is linked, nothing is created.")

    package static func relinkMissing(_ entries: Int64) -> Wording {
        Wording("  dem Protokoll fehlen \(entries) Einträge", "  the journal lacks \(entries) entries")
    }

    /// - Parameters:
    ///   - perMille: of those that should have been there.
    ///   - younger: issued too late to have been transferred before.
    package static func relinkCount(relinked: Int, perMille: Int, asked: Int, absent: Int, younger: Int) -> Wording {
        let total = relinked + asked + absent
        let (whole, tenth) = (perMille / 10, perMille % 10)
        return Wording(
            "  wiedergefunden \(relinked) von \(total) (\(whole),\(tenth) %), zu klären \(asked), nicht gefunden \(absent), jünger \(younger)",
            "  relinked \(relinked) of \(total) (\(whole).\(tenth) %), questions \(asked), not found \(absent), younger \(younger)")
    }

    package static func relinkAbsent(_ numbers: [String], more: Int) -> Wording {
        let list = numbers.joined(separator: ", ")
        return Wording(
            "  nicht gefunden: \(list)\(more > 0 ? " und \(more) weitere" : "")",
            "  not found: \(list)\(more > 0 ? " and \(more) more" : "")")
    }

    /// - Parameter clock: from when on absence counts, as a clock shows it; nil where that is not known.
    package static func relinkWaits(until clock: String?) -> Wording {
        let (de, en) = clock.map { ($0 + " Uhr", $0) } ?? ("der Wartezeit", "the settle window")
        return Wording(
            "  → Nichts zu tun. Der erste Durchlauf nach \(de) stellt fest, was wirklich fehlt; erst danach wird angelegt.",
            "  → Nothing to do. The first pass after \(en) finds what is really absent; only after that anything is created.")
    }

    package static let relinkHeld = Wording(
        "  → Angehalten: zu vieles fehlt. Mit `reconcile --dry-run` und in lexoffice nachsehen; `reconcile resume` legt das Fehlende an.",
        "  → Held: too much is absent. Look with `reconcile --dry-run` and in lexoffice; `reconcile resume` creates what is absent.")
    package static let relinkDone = Wording(
        "  → Abgeschlossen; der nächste Durchlauf überträgt wieder.", "  → Done; the next pass transfers again.")
}
