internal import Bookkeeping
internal import Persistence

/// The words of a restoration.
extension Catalogue {
    package static func relinkHead(_ report: RelinkReport) -> Wording {
        switch report.cause {
        case .lost:
            Wording(
                "Nach einem Verlust des Stands: erst wird verknüpft, was schon übertragen war; angelegt wird nichts.",
                "After a loss of the state: first what was transferred before is linked; nothing is created.")
        case .restored:
            Wording(
                "Der Stand ist älter als die Wirklichkeit (Backup zurückgespielt): erst wird verknüpft, angelegt wird nichts.",
                "The state is older than reality (a backup was put back): first it is linked, nothing is created.")
        }
    }

    package static func relinkMissing(_ entries: Int64) -> Wording {
        Wording("  dem Protokoll fehlen \(entries) Einträge", "  the journal lacks \(entries) entries")
    }

    package static func relinkCount(_ report: RelinkReport) -> Wording {
        let total = report.relinked + report.asked + report.absent
        let (whole, tenth) = (report.perMille / 10, report.perMille % 10)
        return Wording(
            "  wiedergefunden \(report.relinked) von \(total) (\(whole),\(tenth) %), zu klären \(report.asked), nicht gefunden \(report.absent), jünger \(report.younger)",
            "  relinked \(report.relinked) of \(total) (\(whole).\(tenth) %), questions \(report.asked), not found \(report.absent), younger \(report.younger)"
        )
    }

    package static func relinkAbsent(_ numbers: [String], more: Int) -> Wording {
        let list = numbers.joined(separator: ", ")
        return Wording(
            "  nicht gefunden: \(list)\(more > 0 ? " und \(more) weitere" : "")",
            "  not found: \(list)\(more > 0 ? " and \(more) more" : "")")
    }

    package static func relinkNext(_ report: RelinkReport) -> Wording {
        switch report.phase {
        case .relinking:
            let clock = report.closesAt.map { ($0.berlinClock + " Uhr", $0.berlinClock) } ?? ("der Wartezeit", "the settle window")
            return Wording(
                "  → Nichts zu tun. Der erste Durchlauf nach \(clock.0) stellt fest, was wirklich fehlt; erst danach wird angelegt.",
                "  → Nothing to do. The first pass after \(clock.1) finds what is really absent; only after that anything is created.")
        case .held:
            return Wording(
                "  → Angehalten: zu vieles fehlt. Mit `reconcile --dry-run` und in lexoffice nachsehen; `reconcile resume` legt das Fehlende an.",
                "  → Held: too much is absent. Look with `reconcile --dry-run` and in lexoffice; `reconcile resume` creates what is absent."
            )
        case .done:
            return Wording(
                "  → Abgeschlossen; der nächste Durchlauf überträgt wieder.", "  → Done; the next pass transfers again.")
        }
    }

    /// All lines of a report, for output that is read once.
    package static func relink(_ report: RelinkReport, _ language: Language) -> [String] {
        var lines = [relinkHead(report)(language)]
        if let missing = report.missingEntries, missing > 0 { lines.append(relinkMissing(missing)(language)) }
        lines.append(relinkCount(report)(language))
        if !report.absentNumbers.isEmpty {
            lines.append(relinkAbsent(report.absentNumbers, more: report.absent - report.absentNumbers.count)(language))
        }
        return lines + [relinkNext(report)(language)]
    }

    package static let relinkWord = Wording("Wiederverknüpfung", "Relinking")
}

/// The words of a backup.
extension Catalogue {
    package static let backupDone = Wording("Gesichert und geprüft", "Backed up and checked")
    package static let backupBytes = Wording("Bytes", "bytes")
    package static let backupAnchor = Wording(
        "Prüfsumme des Protokolls (getrennt aufbewahren)", "Hash of the journal (keep it elsewhere)")
    package static let backupNoSecrets = Wording(
        "Zugangsdaten sind nicht enthalten; sie werden getrennt verwahrt.", "Credentials are not part of it; they are kept elsewhere.")
}
