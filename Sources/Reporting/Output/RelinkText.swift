internal import Bookkeeping
internal import Persistence
package import Reconciliation
package import Wording

/// A restoration for people: why, how much was found again, and what comes next.
package struct RelinkText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ report: RelinkReport) -> [String] {
        var lines = [head(report)(language)]
        if let missing = report.missingEntries, missing > 0 { lines.append(Catalogue.relinkMissing(missing)(language)) }
        lines.append(
            Catalogue.relinkCount(
                relinked: report.relinked, perMille: report.perMille, asked: report.asked, absent: report.absent, younger: report.younger)(
                    language))
        if !report.absentNumbers.isEmpty {
            lines.append(Catalogue.relinkAbsent(report.absentNumbers, more: report.absent - report.absentNumbers.count)(language))
        }
        return lines + [next(report)(language)]
    }

    private func head(_ report: RelinkReport) -> Wording {
        switch report.cause {
        case .lost: Catalogue.relinkLost
        case .restored: Catalogue.relinkRestored
        }
    }

    private func next(_ report: RelinkReport) -> Wording {
        switch report.phase {
        case .relinking: Catalogue.relinkWaits(until: report.closesAt?.berlinClock)
        case .held: Catalogue.relinkHeld
        case .done: Catalogue.relinkDone
        }
    }
}
