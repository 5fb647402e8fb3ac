internal import Bookkeeping
package import Comparison
internal import Persistence
internal import Reconciliation
package import Wording

/// What a copy would link, ask and not find, for people.
package struct CopyCheckText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ report: CopyCheckReport) -> [TextLine] {
        let facts = report.facts
        var lines = [
            Catalogue.copyHead(language), Catalogue.copyWhole(facts.path, entries: facts.entries, bytes: facts.bytes)(language),
            age(facts.age)(language),
        ]
        let relink = report.plan.relink
        if let missing = relink?.missingEntries, missing > 0 { lines.append(Catalogue.relinkMissing(missing)(language)) }
        var text = lines.map { TextLine($0) }
        if relink != nil {
            let (writer, own) = (ReportText(language: language), report.lines)
            let width = writer.width(own)
            for line in own { text += writer.text(line, width: width, dryRun: true) }
        }
        text += count(relink).map { TextLine($0) }
        if let interruption = report.plan.interruption {
            text += [TextLine("! \(interruption.system): \(interruption.cause)", .red), TextLine("    \(interruption.hint)")]
        }
        if report.plan.isPaused { text.append(TextLine(Catalogue.paused(language))) }
        return text + (next(report.verdict).map { [TextLine($0(language))] } ?? [])
    }

    private func count(_ relink: RelinkReport?) -> [String] {
        guard let relink else { return [] }
        let count = Catalogue.copyCount(linked: relink.relinked, asked: relink.asked, absent: relink.absent, younger: relink.younger)(
            language)
        guard !relink.absentNumbers.isEmpty else { return [count] }
        return [count, Catalogue.relinkAbsent(relink.absentNumbers, more: relink.absent - relink.absentNumbers.count)(language)]
    }

    private func age(_ age: CopyFacts.Age) -> Wording {
        switch age {
        case .current: Catalogue.copyCurrent
        case .behind: Catalogue.copyBehind
        case .unmarked: Catalogue.copyUnmarked
        }
    }

    private func next(_ verdict: CopyCheckReport.Verdict) -> Wording? {
        switch verdict {
        case .goesOn: nil
        case .allFound: Catalogue.copyAllFound
        case .someOpen: Catalogue.copySomeOpen
        case .wouldHold: Catalogue.copyWouldHold
        case .unknown: Catalogue.copyUnknown
        }
    }
}

/// The same as NDJSON (contract.md): a record per document, the relinking as after a restore, the summary last.
package enum CopyCheckJSON {
    package static func lines(_ report: CopyCheckReport) -> [String] {
        var lines = [JSONLine.version]
        if report.plan.relink != nil { lines += report.lines.map(ReportJSON.line) }
        if let relink = report.plan.relink { lines.append(ReportJSON.relinkLine(relink)) }
        if let interruption = report.plan.interruption { lines.append(ReportJSON.line(interruption)) }
        let (facts, relink) = (report.facts, report.plan.relink)
        return lines + [
            JSONLine("change_summary").adding([
                "copy": facts.path, "age": facts.age.rawValue, "entries": facts.entries, "newest_hash": facts.newestHash,
                "bytes": facts.bytes,
                "verdict": report.verdict.rawValue, "linked": relink?.relinked ?? 0, "asked": relink?.asked ?? 0,
                "not_found": relink?.absent ?? 0, "younger": relink?.younger ?? 0, "paused": report.plan.isPaused,
                "unanswered": report.plan.unanswered.count, "exit": report.exit,
            ]).text
        ]
    }
}
