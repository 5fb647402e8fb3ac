internal import Hero
package import Pilot
package import Wording

/// The result of a pilot for people.
package struct PilotText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ report: PilotReport) -> [String] {
        let requests = PilotWords.requests(hero: report.heroRequests, lexoffice: report.lexofficeRequests, limit: report.limit)
        var lines = [PilotWords.title(language), requests(language)]
        if let code = report.heroTrouble { lines.append("! \(PilotWords.trouble("HERO", code.name)(language))") }
        if let trouble = report.lexofficeTroubleName { lines.append("! \(PilotWords.trouble("lexoffice", trouble)(language))") }
        if report.isCut { lines.append("! \(PilotWords.budgetSpent(language))") }
        lines.append("")
        // What does not hold is what somebody has to read.
        for verdict in [AssumptionVerdict.doesNotHold, .holds, .notSeen] {
            for finding in report.findings where finding.verdict == verdict { lines += self.lines(finding) }
        }
        if let shape = report.shape { lines += [""] + self.lines(shape) }
        return lines + ["", PilotWords.mailable(language)]
    }

    private func lines(_ finding: PilotFinding) -> [String] {
        let verdict = TextTable.padded(Catalogue.verdict(finding.verdict)(language), to: 15)
        let sentence = "\(verdict)  \(finding.assumption.rawValue): \(Catalogue.assumption(finding.assumption)(language))"
        guard !finding.counts.isEmpty else { return [sentence] }
        return [sentence, "                   " + finding.counts.map { "\($0.name) \($0.count)" }.joined(separator: ", ")]
    }

    private func lines(_ shape: DraftShape) -> [String] {
        var table = TextTable([.left, .left, .right])
        for entry in shape.entries { table.add([entry.path, entry.kind, String(entry.count)]) }
        let cut = shape.isCut ? ["  \(PilotWords.shapeCut(language))"] : []
        return [PilotWords.shapeTitle(drafts: shape.drafts)(language)] + table.lines() + cut
    }
}
