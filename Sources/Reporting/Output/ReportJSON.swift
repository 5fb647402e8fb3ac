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
        if let relink = report.relink { lines.append(relinkLine(relink)) }
        if let deletion = report.deletion { lines += deletionLines(deletion) }
        if let interruption = report.interruption { lines.append(line(interruption)) }
        if let comparison { lines += ComparisonJSON.lines(comparison) }
        return lines + [summary(report.summary, exit)]
    }

    static func line(_ interruption: PassFailure) -> String {
        JSONLine("diagnostic").adding([
            "code": interruption.kind.rawValue, "system": interruption.system, "message": interruption.cause, "hint": interruption.hint,
        ]).text
    }

    package static func relinkLine(_ relink: RelinkReport) -> String {
        JSONLine("diagnostic").adding([
            "code": "relink", "cause": relink.cause.rawValue, "phase": relink.phase.rawValue, "missing_entries": relink.missingEntries,
            "last_alive": relink.lastAlive?.isoText, "relinked": relink.relinked, "asked": relink.asked, "absent": relink.absent,
            "younger": relink.younger, "match_per_mille": relink.perMille, "absent_numbers": relink.absentNumbers,
        ]).text
    }

    private static func deletionLines(_ deletion: DeletionReport) -> [String] {
        let line = JSONLine("diagnostic").adding([
            "code": deletion.isDone ? "deleted" : "deletion_underway", "deadline": deletion.deadline?.isoText,
        ])
        return [line.text] + DeletionJSON.items(deletion.inFlight, "in_flight") + DeletionJSON.items(deletion.unresolved, "unresolved")
    }

    package static func line(_ report: ReportLine) -> String {
        var line = JSONLine(report.record.rawValue).adding(["symbol": report.symbol.rawValue, "action": action(report.symbol)])
        if let note = report.payment {
            line.add([
                "document": String(note.documentID), "number": report.number, "payment": report.key,
                "payment_kind": note.payment?.kind.rawValue, "payment_date": note.payment?.date.description, "amount_cents": report.gross,
            ])
        } else {
            line.add([report.subject.rawValue: report.key, "number": report.number])
        }
        line.add([
            "voucher_type": report.voucherType?.rawValue, "gross_cents": report.payment == nil ? report.gross : nil,
            "new_contact": report.newContact ? true : nil,
            "contact_without": report.leftOut.isEmpty ? nil : report.leftOut.map(\.rawValue), "reason": report.reason?.rawValue,
            "detail": report.detail,
        ])
        if let reason = report.reason {
            let explanation = Catalogue.explanation(reason, about: report.detail)
            line.add(["message_de": explanation.what.de, "message_en": explanation.what.en])
            line.add(explanation.next)
        }
        line.add(["flags": report.flags.isEmpty ? nil : report.flags])
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

    /// Of a pass somebody else ran.
    package static func lines(_ summary: PassSummary) -> [String] {
        [JSONLine.version] + (summary.interruption.map { [line($0)] } ?? []) + [self.summary(summary, summary.exit)]
    }

    private static func summary(_ report: PassSummary, _ exit: Exit) -> String {
        var line = JSONLine("change_summary")
        for symbol in ReportLine.Symbol.allCases { line.add([action(symbol): report.count(symbol)]) }
        return line.adding([
            "gross_cents": report.gross(.create), "payments": report.payments, "payments_cents": report.paymentsSum,
            "hero_requests": report.heroRequests,
            "lexoffice_requests": report.lexofficeRequests, "writes": report.writes, "dry_run": report.isDryRun,
            "paused": report.isPaused, "exit": exit,
        ]).text
    }
}
