import Bookkeeping
import Reconciliation

/// A report for people: one line per document, then the footer.
struct ReportText {
    let language: Language
    let style: TerminalStyle

    func lines(_ report: PassReport) -> [String] {
        var lines: [String] = []
        if report.isDryRun { lines.append(Catalogue.dryRunHead(language)) }
        if let deletion = report.deletion { lines += DeletionText(language: language).lines(deletion) }
        if report.isPaused { lines.append(Catalogue.paused(language)) }
        let width = report.lines.map { ($0.number ?? "#\($0.key)").count }.max() ?? 0
        for line in report.lines { lines += text(line, width: width, dryRun: report.isDryRun) }
        for problem in report.problems {
            lines.append("! #\(problem.key)  \(problem.cause)")
            lines.append("    \(problem.hint)")
        }
        if let interruption = report.interruption {
            lines.append(style.red("! \(interruption.system): \(interruption.cause)"))
            lines.append("    \(interruption.hint)")
        } else if report.lines.isEmpty && report.problems.isEmpty && !report.isPaused && report.deletion == nil {
            lines.append(Catalogue.nothingToDo(language))
        }
        return lines + [footer(report)]
    }

    private func text(_ line: ReportLine, width: Int, dryRun: Bool) -> [String] {
        let number = line.number ?? "#\(line.key)"
        let padded = number + String(repeating: " ", count: max(0, width - number.count))
        let amount = line.gross.map { Catalogue.amount($0, language) } ?? ""
        let aligned = String(repeating: " ", count: max(0, 16 - amount.count)) + amount
        var words = "\(Catalogue.voucherType(line.voucherType)(language)) \(Catalogue.verb(line.symbol, dryRun: dryRun)(language))"
        if line.newContact { words += ", \(Catalogue.newContact(language))" }
        if !line.flags.isEmpty { words += " [\(line.flags.joined(separator: ", "))]" }
        var lines = [style.symbol(line.symbol, "\(line.symbol.rawValue) \(padded) \(aligned)  \(words)")]
        if let reason = line.reason {
            let explanation = Catalogue.explanation(reason)
            let detail = line.detail.map { " (\($0))" } ?? ""
            lines.append("    \(reason.rawValue): \(explanation.what(language))\(detail)")
            lines.append("    → \(explanation.next(language))")
        }
        return lines
    }

    private func footer(_ report: PassReport) -> String {
        var parts: [String] = []
        for symbol in ReportLine.Symbol.allCases where report.count(symbol) > 0 {
            let amount = report.gross(symbol)
            let money = amount == .zero ? "" : " (\(Catalogue.amount(amount, language)))"
            parts.append("\(report.count(symbol)) \(Catalogue.verb(symbol, dryRun: report.isDryRun)(language))\(money)")
        }
        parts.append("\(Catalogue.requests(language)): HERO \(report.heroRequests), lexoffice \(report.lexofficeRequests)")
        let tenths = report.milliseconds / 100
        parts.append("\(tenths / 10).\(tenths % 10) \(Catalogue.seconds(language))")
        return parts.joined(separator: " · ")
    }
}
