import ArgumentParser
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// Counts and health in a few lines.
struct StatusCommand: Command {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show counts and health.")

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let inquiry = try Inquiry(options)
        let overview = try Overview.read(inquiry.store)
        let holder = InstanceLock.isHeld(directory: inquiry.wiring.stateDirectory)
        Terminal.print(options.format == .json ? json(overview) : text(overview, holder))
        return overview.needsPeople ? .peopleNeeded : .success
    }

    private func text(_ overview: Overview, _ holder: String?) -> [String] {
        let language = options.language
        var lines = ["\(Catalogue.integration(language)): \(overview.integration)"]
        if let date = overview.startDate { lines.append("\(Catalogue.startDate(language)): \(date)") }
        let pass = overview.lastPass.map { pass in
            "\(pass.startedAt.berlinText) \(pass.outcome?.rawValue ?? "…")\(pass.reason.map { " (\($0))" } ?? "")"
        }
        lines.append("\(Catalogue.lastPass(language)): \(pass ?? Catalogue.never(language))")
        lines.append("\(Catalogue.documents(language)): \(counts(overview.documents))")
        lines.append("\(Catalogue.contacts(language)): \(counts(overview.contacts))")
        if !overview.imports.isEmpty { lines.append("\(Catalogue.contactImport(language)): \(counts(overview.imports))") }
        lines.append("\(Catalogue.payments(language)): \(counts(overview.payments))")
        let (all, asked) = overview.unanswered
        if all > 0 { lines.append(Catalogue.unanswered(all, asked: asked, rows: overview.unreadableRows)(language)) }
        lines += overview.missingRights.map { Catalogue.missingRight($0)(language) }
        lines.append("\(Catalogue.journal(language)): \(overview.journalEntries) \(Catalogue.entries(language))")
        if let restoration = overview.restoration { lines += RelinkText(language: language).lines(RelinkReport(restoration)) }
        lines += overview.decisions.map { decision in
            let parts = [decision.kind?.rawValue ?? "?", decision.subject].compactMap(\.self).joined(separator: " ")
            return "\(Catalogue.decisionPending(language)): \(parts), \(decision.actor), \(decision.since.berlinText)"
        }
        if let holder { lines.append("\(Catalogue.heldBy(language)): \(holder)") }
        return lines
    }

    private func counts(_ counts: [(String, Int)]) -> String {
        counts.isEmpty ? "0" : counts.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
    }

    private func json(_ overview: Overview) -> [String] {
        var lines = [JSONLine.version]
        for (kind, counts) in [
            ("invoice", overview.documents), ("contact", overview.contacts), ("contactImport", overview.imports),
            ("payment", overview.payments),
        ] {
            for (state, count) in counts { lines.append(JSONLine("entities").adding(["kind": kind, "state": state, "count": count]).text) }
        }
        if let restoration = overview.restoration { lines.append(ReportJSON.relinkLine(RelinkReport(restoration))) }
        lines += overview.decisions.map { decision in
            JSONLine("diagnostic").adding([
                "code": "decision_pending", "decision": decision.id, "answer": decision.kind?.rawValue, "subject": decision.subject,
                "actor": decision.actor, "since": decision.since.isoText,
            ]).text
        }
        let line = JSONLine("change_summary").adding([
            "integration": overview.integration, "start_date": overview.startDate?.description,
            "last_pass": overview.lastPass?.startedAt.isoText, "last_pass_outcome": overview.lastPass?.outcome?.rawValue,
            "unanswered": overview.unanswered.all, "unanswered_asked": overview.unanswered.asked,
            "unreadable_rows": overview.unreadableRows,
            "missing_rights": overview.missingRights.isEmpty ? nil : overview.missingRights,
            "journal_entries": overview.journalEntries, "exit": overview.needsPeople ? Exit.peopleNeeded : .success,
        ])
        return lines + [line.text]
    }
}
