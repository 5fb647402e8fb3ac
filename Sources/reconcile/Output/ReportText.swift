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
        if let relink = report.relink { lines += Catalogue.relink(relink, language) }
        if report.isPaused { lines.append(Catalogue.paused(language)) }
        if report.declaresPaymentLock { lines.append(Catalogue.paymentLock(language)) }
        let width = report.lines.map { ($0.number ?? "#\($0.key)").count }.max() ?? 0
        for line in report.lines { lines += text(line, width: width, dryRun: report.isDryRun) }
        if let interruption = report.interruption {
            lines.append(style.red("! \(interruption.system): \(interruption.cause)"))
            lines.append("    \(interruption.hint)")
        } else if report.lines.allSatisfy({ $0.symbol == .note }) && !report.isPaused && report.deletion == nil
            && report.relink == nil
        {
            lines.append(Catalogue.nothingToDo(language))
        }
        if let comparison = report.comparison { lines += ComparisonText(language: language).lines(comparison) }
        return lines + [footer(report)]
    }

    func text(_ line: ReportLine, width: Int, dryRun: Bool = false) -> [String] {
        let number = line.number ?? "#\(line.key)"
        let padded = number + String(repeating: " ", count: max(0, width - number.count))
        let amount = line.gross.map { Catalogue.amount($0, language) } ?? ""
        let aligned = String(repeating: " ", count: max(0, 16 - amount.count)) + amount
        var words = subject(line) + " " + verb(line, dryRun: dryRun)
        if line.newContact { words += ", \(Catalogue.newContact(language))" }
        if !line.flags.isEmpty { words += " [\(line.flags.joined(separator: ", "))]" }
        var lines = [style.symbol(line.symbol, "\(line.symbol.rawValue) \(padded) \(aligned)  \(words)")]
        if let reason = line.reason {
            let explanation = Catalogue.explanation(reason)
            let detail = line.detail.map { " (\($0))" } ?? ""
            // Worth knowing, nothing to do: one line.
            if line.symbol == .note { return [lines[0] + "  \(reason.rawValue): \(explanation.what(language))\(detail)"] }
            lines.append("    \(reason.rawValue): \(explanation.what(language))\(detail)")
            lines.append("    → \(explanation.next(language))")
        }
        return lines
    }

    private func subject(_ line: ReportLine) -> String {
        guard let note = line.payment else { return Catalogue.subject(line)(language) }
        return note.payment.map { Catalogue.payment($0, language) } ?? Catalogue.foreignPayment(language)
    }

    private func verb(_ line: ReportLine, dryRun: Bool) -> String {
        guard line.payment == nil else { return Catalogue.paymentVerb(line.symbol, dryRun: dryRun)(language) }
        return Catalogue.verb(line.symbol, dryRun: dryRun)(language)
    }

    private func footer(_ report: PassReport) -> String {
        var parts: [String] = []
        let payments = report.paymentsEntered
        for symbol in ReportLine.Symbol.allCases {
            let count = report.count(symbol) - (symbol == .change ? payments.count : 0)
            guard count > 0 else { continue }
            parts.append(
                "\(count) \(Catalogue.verb(symbol, dryRun: report.isDryRun)(language))\(money(symbol == .note ? .zero : report.gross(symbol)))"
            )
        }
        if !payments.isEmpty {
            let words = report.isDryRun ? Catalogue.paymentsToEnter : Catalogue.paymentsEntered
            parts.append("\(payments.count) \(words(language))\(money(payments.compactMap(\.gross).sum()))")
        }
        parts.append("\(Catalogue.requests(language)): HERO \(report.heroRequests), lexoffice \(report.lexofficeRequests)")
        let tenths = report.milliseconds / 100
        parts.append("\(tenths / 10).\(tenths % 10) \(Catalogue.seconds(language))")
        return parts.joined(separator: " · ")
    }

    private func money(_ amount: Cents) -> String { amount == .zero ? "" : " (\(Catalogue.amount(amount, language)))" }
}
