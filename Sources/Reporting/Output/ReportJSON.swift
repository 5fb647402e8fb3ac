internal import Bookkeeping
package import Comparison
internal import Persistence
package import Reconciliation
internal import Wording

/// A report as NDJSON (contract.md): version, one record per document, summary last.
package enum ReportJSON {
    package static func lines(_ report: DryRunReport) -> [String] { lines(report.plan, beside: report.comparison, exit: report.exit) }

    package static func lines(_ report: PassReport) -> [String] { lines(report, beside: nil, exit: report.exit) }

    private static func lines(_ report: PassReport, beside comparison: Comparison?, exit: Exit) -> [String] {
        var lines = [JSONLine.version]
        lines += report.lines.map(line)
        if let relink = report.relink { lines.append(relinkLine(relink).text) }
        if let deletion = report.deletion { lines += deletionLines(deletion) }
        if let interruption = report.interruption {
            var line = JSONLine("diagnostic")
            line.add("code", interruption.kind.rawValue)
            line.add("system", interruption.system)
            line.add("message", interruption.cause)
            line.add("hint", interruption.hint)
            lines.append(line.text)
        }
        if let comparison { lines += ComparisonJSON.lines(comparison) }
        return lines + [summary(report, exit)]
    }

    package static func relinkLine(_ relink: RelinkReport) -> JSONLine {
        var line = JSONLine("diagnostic")
        line.add("code", "relink")
        line.add("cause", relink.cause.rawValue)
        line.add("phase", relink.phase.rawValue)
        if let missing = relink.missingEntries { line.add("missing_entries", Int(missing)) }
        line.add("last_alive", relink.lastAlive?.isoText)
        line.add("relinked", relink.relinked)
        line.add("asked", relink.asked)
        line.add("absent", relink.absent)
        line.add("younger", relink.younger)
        line.add("match_per_mille", relink.perMille)
        line.add("absent_numbers", relink.absentNumbers)
        return line
    }

    private static func deletionLines(_ deletion: DeletionReport) -> [String] {
        var line = JSONLine("diagnostic")
        line.add("code", deletion.isDone ? "deleted" : "deletion_underway")
        line.add("deadline", deletion.deadline?.isoText)
        return [line.text] + DeletionJSON.items(deletion.inFlight, "in_flight") + DeletionJSON.items(deletion.unresolved, "unresolved")
    }

    package static func line(_ report: ReportLine) -> String {
        var line = JSONLine(report.record.rawValue)
        line.add("symbol", report.symbol.rawValue)
        line.add("action", action(report.symbol))
        if let note = report.payment {
            line.add("document", String(note.documentID))
        } else {
            line.add(report.subject.rawValue, report.key)
        }
        line.add("number", report.number)
        if let note = report.payment {
            line.add("payment", report.key)
            line.add("payment_kind", note.payment?.kind.rawValue)
            line.add("payment_date", note.payment?.date.description)
            if let amount = report.gross { line.add("amount_cents", Int(amount.amount)) }
        }
        line.add("voucher_type", report.voucherType?.rawValue)
        if report.payment == nil, let gross = report.gross { line.add("gross_cents", Int(gross.amount)) }
        if report.newContact { line.add("new_contact", true) }
        if !report.leftOut.isEmpty { line.add("contact_without", report.leftOut.map(\.rawValue)) }
        line.add("reason", report.reason?.rawValue)
        line.add("detail", report.detail)
        if let reason = report.reason {
            let explanation = Catalogue.explanation(reason)
            line.add("message_de", explanation.what.de)
            line.add("message_en", explanation.what.en)
            line.add(explanation.next)
        }
        if !report.flags.isEmpty { line.add("flags", report.flags) }
        return line.text
    }

    private static func action(_ symbol: ReportLine.Symbol) -> String {
        switch symbol {
        case .create: "create"
        case .change: "change"
        case .adopt: "adopt"
        case .uncertain: "uncertain"
        case .person: "needs_person"
        case .ready: "ready"
        case .waiting: "waiting"
        case .note: "note"
        }
    }

    private static func summary(_ report: PassReport, _ exit: Exit) -> String {
        var line = JSONLine("change_summary")
        for symbol in ReportLine.Symbol.allCases { line.add(action(symbol), report.count(symbol)) }
        line.add("gross_cents", Int(report.gross(.create).amount))
        line.add("payments", report.paymentsEntered.count)
        line.add("payments_cents", Int(report.paymentsEntered.compactMap(\.gross).sum().amount))
        line.add("hero_requests", report.heroRequests)
        line.add("lexoffice_requests", report.lexofficeRequests)
        line.add("writes", report.writes)
        line.add("dry_run", report.isDryRun)
        line.add("paused", report.isPaused)
        line.add("exit", Int(exit.rawValue))
        return line.text
    }
}
