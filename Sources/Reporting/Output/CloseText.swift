internal import Bookkeeping
package import Comparison
internal import Persistence
internal import Reconciliation
package import Wording

/// The sheet for people: what a tax adviser reads and signs.
package struct CloseText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ sheet: CloseSheet) -> [String] {
        let comparison = ComparisonText(language: language)
        var lines = head(sheet)
        lines += ["", "\(Catalogue.closeTotals(language)):"] + comparison.totals([sheet.total])
        lines.append("  \(Catalogue.closeReversals(language))")
        lines += section(Catalogue.closeNamed, comparison.named(sheet.comparison.named))
        lines += ["", "\(Catalogue.closeClasses(language)):"] + comparison.classes(sheet.comparison)
        lines += section(Catalogue.closeDifferences, sheet.differences.flatMap(finding))
        lines += section(Catalogue.closePayments, sheet.payments.flatMap(finding))
        lines += section(Catalogue.closeProblems, sheet.untold.flatMap(note))
        lines += section(Catalogue.gapsHead, comparison.gaps(sheet.comparison.gaps))
        lines += section(Catalogue.closeLate, late(sheet.comparison.late))
        lines += section(Catalogue.closeNotes, sheet.comparison.notes.flatMap(note))
        lines += VATOutput.text(sheet, language) + SignatureOutput.text(sheet, language)
        return lines + foot(sheet)
    }

    private func head(_ sheet: CloseSheet) -> [String] {
        var table = TextTable([.left, .left])
        func add(_ name: Wording, _ value: String) { table.add(["\(name(language)):", value]) }
        let unfinished = sheet.isFinished ? "" : " (\(Catalogue.closeUnfinished(language)) \(sheet.asOf))"
        add(Catalogue.closeMonth, "\(sheet.month)\(unfinished)")
        add(Catalogue.closeCompany, sheet.organizationName)
        add(Catalogue.closeOrganisation, sheet.organizationID)
        add(Catalogue.closeHeroCompany, String(sheet.heroCompanyID))
        add(Catalogue.closeVersion, "reconcile \(sheet.software)")
        add(Catalogue.closeMapping, sheet.mappingDigest)
        let verdict = sheet.agrees ? Catalogue.closeAgrees : Catalogue.closeDiffers
        return [Catalogue.closeTitle(language), ""] + table.lines(indent: "") + ["", verdict(language)]
    }

    private func section(_ title: Wording, _ lines: [String]) -> [String] {
        ["", "\(title(language)):"] + (lines.isEmpty ? ["  \(Catalogue.closeNone(language))"] : lines)
    }

    private func finding(_ finding: Finding) -> [String] {
        let number = finding.number ?? finding.key.map { "#\($0)" } ?? finding.voucherID ?? "-"
        let amount = finding.gross.map { Catalogue.amount($0, language) } ?? ""
        let author = finding.originator.map { " (\(Catalogue.closeBy(language)) \(Catalogue.word($0)(language)))" } ?? ""
        let lateness = finding.lateness.flatMap(Catalogue.word).map { ", \($0(language))" } ?? ""
        let word = Catalogue.word(finding.comparisonClass)(language)
        var lines = ["  \(number)  \(amount)  \(finding.comparisonClass.rawValue): \(word)\(lateness)\(author)"]
        if let reason = finding.reason {
            let what = Catalogue.explanation(reason, about: finding.detail).what
            lines.append("      \(reason.rawValue): \(what(language))")
        }
        if finding.fields.isEmpty {
            if let detail = finding.detail { lines.append("      \(Catalogue.detail(detail, language))") }
        } else {
            lines += finding.fields.map { "      \($0.field): \($0.ours) → \($0.theirs)" }
        }
        return lines
    }

    private func late(_ documents: [LateDocument]) -> [String] {
        var table = TextTable([.left, .left, .left, .left])
        for document in documents {
            table.add([
                document.number ?? "#\(document.key)", document.date.description,
                document.createdOn.map { "\(Catalogue.closeCreated(language)) \($0)" } ?? "",
                "\(Catalogue.closeTransferred(language)) \(document.transferredOn)",
            ])
        }
        return table.lines()
    }

    private func note(_ line: ReportLine) -> [String] {
        guard let reason = line.reason else { return [] }
        let amount = line.gross.map { "  \(Catalogue.amount($0, language))" } ?? ""
        let detail = line.detail.map { " (\(Catalogue.detail($0, language)))" } ?? ""
        let what = Catalogue.explanation(reason, about: line.detail).what
        return ["  \(line.number ?? "#\(line.key)")\(amount)  \(reason.rawValue): \(what(language))\(detail)"]
    }

    private func foot(_ sheet: CloseSheet) -> [String] {
        let verdict = sheet.journal
        let words = verdict.broken.map { "\(Catalogue.journalBroken(language)) \($0.seq): \($0.why)" } ?? Catalogue.journalWhole(language)
        return [
            "", "\(Catalogue.journal(language)): \(verdict.entries) \(Catalogue.entries(language))", "  \(words)",
            "  \(Catalogue.closeHash(language)): \(verdict.newestHash)",
            "  \(Catalogue.sheetHash(language)): \(sheet.hash)", "", "", String(repeating: "_", count: 60),
            Catalogue.closeSignature(language),
        ]
    }
}
