internal import Bookkeeping
package import Comparison
package import Reconciliation
package import Wording

/// A report for people: one line per document, then the footer.
package struct ReportText {
    let language: Language

    package init(language: Language) { self.language = language }

    package func lines(_ report: DryRunReport) -> [TextLine] { lines(report.plan, beside: report.comparison) }

    package func lines(_ report: PassReport, beside comparison: Comparison? = nil) -> [TextLine] {
        var lines = head(report).map { TextLine($0) }
        let width = width(report.lines)
        for line in report.lines { lines += text(line, width: width, dryRun: report.isDryRun) }
        if let interruption = report.interruption {
            lines += text(interruption)
        } else if report.lines.allSatisfy({ $0.symbol == .note }) && !report.isPaused && report.deletion == nil && report.relink == nil {
            lines.append(TextLine(quiet(report, comparison)(language)))
        }
        if let comparison { lines += ComparisonText(language: language).lines(comparison).map { TextLine($0) } }
        return lines + [TextLine(footer(report.summary))]
    }

    /// Of a pass somebody else ran.
    package func lines(_ summary: PassSummary) -> [TextLine] {
        var lines = summary.interruption.map(text) ?? []
        if summary.isPaused { lines.append(TextLine(Catalogue.paused(language))) }
        return lines + [TextLine(footer(summary))]
    }

    private func text(_ interruption: PassFailure) -> [TextLine] {
        [TextLine("! \(interruption.system): \(interruption.cause)", .red), TextLine("    \(interruption.hint)")]
    }

    /// What is said where no line asks for anything.
    private func quiet(_ report: PassReport, _ comparison: Comparison?) -> Wording {
        guard report.unanswered.isEmpty, report.remaining == 0 else { return Catalogue.goesOn }
        guard let comparison, !comparison.named.isEmpty || comparison.unread > 0 else { return Catalogue.nothingToDo }
        return Catalogue.nothingToDoButSums
    }

    private func head(_ report: PassReport) -> [String] {
        var lines: [String] = []
        if report.isDryRun { lines.append(Catalogue.dryRunHead(language)) }
        if let deletion = report.deletion { lines += DeletionText(language: language).lines(deletion) }
        if let relink = report.relink { lines += RelinkText(language: language).lines(relink) }
        if report.isPaused { lines.append(Catalogue.paused(language)) }
        if report.declaresPaymentLock { lines.append(Catalogue.paymentLock(language)) }
        return lines
    }

    /// Of the column with the numbers.
    package func width(_ lines: [ReportLine]) -> Int { TextTable.width(lines.map(name)) }

    private func name(_ line: ReportLine) -> String { line.number ?? (line.subject == .right ? line.key : "#\(line.key)") }

    package func text(_ line: ReportLine, width: Int, dryRun: Bool = false) -> [TextLine] {
        let padded = TextTable.padded(name(line), to: width)
        let aligned = TextTable.padded(line.gross.map { Catalogue.amount($0, language) } ?? "", to: 16, .right)
        var words = subject(line) + " " + verb(line.symbol, ofPayment: line.payment != nil, dryRun: dryRun)
        if line.newContact { words += ", \(Catalogue.newContact(language))" }
        if !line.leftOut.isEmpty { words += " \(Catalogue.without(line.leftOut)(language))" }
        if !line.flags.isEmpty { words += " [\(line.flags.joined(separator: ", "))]" }
        var lines = [TextLine("\(line.symbol.rawValue) \(padded) \(aligned)  \(words)", colour(line.symbol))]
        if let reason = line.reason {
            let explanation = Catalogue.explanation(reason, about: line.detail)
            let detail = line.detail.map { " (\(Catalogue.detail($0, language)))" } ?? ""
            // Worth knowing, nothing to do: one line.
            if line.symbol == .note {
                lines[0].text += "  \(reason.rawValue): \(explanation.what(language))\(detail)"
                return lines
            }
            lines += ["    \(reason.rawValue): \(explanation.what(language))\(detail)", "    → \(explanation.next.sentence(language))"]
        }
        return lines
    }

    private func colour(_ symbol: ReportLine.Symbol) -> TextLine.Colour? {
        switch symbol {
        case .create: .green
        case .change, .adopt: .cyan
        case .uncertain: .yellow
        case .person: .red
        case .ready, .waiting, .note: nil
        }
    }

    private func subject(_ line: ReportLine) -> String {
        if let note = line.payment { return note.payment.map { Catalogue.payment($0, language) } ?? Catalogue.foreignPayment(language) }
        let words =
            switch line.subject {
            case .document: Catalogue.voucherType(line.voucherType)
            case .voucher: Catalogue.voucher
            case .contact: Catalogue.contact
            case .row: Catalogue.listEntry
            case .right: Catalogue.right
            }
        return words(language)
    }

    private func verb(_ symbol: ReportLine.Symbol, ofPayment: Bool = false, dryRun: Bool) -> String {
        let words =
            switch symbol {
            case .create where !ofPayment: Catalogue.created(dryRun: dryRun)
            case .change where !ofPayment: Catalogue.fileAttached(dryRun: dryRun)
            case .create, .change: Catalogue.paymentEntered(dryRun: dryRun)
            case .adopt: ofPayment ? Catalogue.paymentFound(dryRun: dryRun) : Catalogue.adopted(dryRun: dryRun)
            case .uncertain: Catalogue.uncertain
            case .person: Catalogue.needsPerson
            case .ready: Catalogue.ready
            case .waiting: Catalogue.waiting
            case .note: Catalogue.note
            }
        return words(language)
    }

    private func footer(_ report: PassSummary) -> String {
        var parts: [String] = []
        for symbol in ReportLine.Symbol.allCases {
            let count = report.count(symbol) - (symbol == .change ? report.payments : 0)
            guard count > 0 else { continue }
            let gross = symbol == .note ? .zero : report.gross(symbol)
            parts.append("\(count) \(verb(symbol, dryRun: report.isDryRun))\(money(gross))")
        }
        if report.payments > 0 {
            let words = Catalogue.payments(report.payments, dryRun: report.isDryRun)
            parts.append("\(words(language))\(money(report.paymentsSum))")
        }
        parts.append("\(Catalogue.requests(language)): HERO \(report.heroRequests), lexoffice \(report.lexofficeRequests)")
        parts.append(Catalogue.seconds(tenths: report.milliseconds / 100)(language))
        return parts.joined(separator: " · ")
    }

    private func money(_ amount: Cents) -> String { amount == .zero ? "" : " (\(Catalogue.amount(amount, language)))" }
}
