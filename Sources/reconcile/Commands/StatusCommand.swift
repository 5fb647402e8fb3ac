import ArgumentParser
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import StateCharts
import Wording

/// Counts and health in a few lines.
struct StatusCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "status", abstract: "Show counts and health.")

    @OptionGroup var options: Options

    func run() async throws {
        try await running {
            let inquiry = try Inquiry(options)
            let overview = try Overview.read(inquiry.store)
            let holder = InstanceLock.isHeld(directory: inquiry.wiring.stateDirectory)
            Terminal.print(options.format == .json ? json(overview) : text(overview, holder))
            return overview.needsPeople ? .peopleNeeded : .success
        }
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
        if let restoration = overview.restoration {
            lines += RelinkText(language: language).lines(RelinkReport(restoration))
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
            for (state, count) in counts {
                var line = JSONLine("entities")
                line.add("kind", kind)
                line.add("state", state)
                line.add("count", count)
                lines.append(line.text)
            }
        }
        if let restoration = overview.restoration { lines.append(ReportJSON.relinkLine(RelinkReport(restoration)).text) }
        var line = JSONLine("change_summary")
        line.add("integration", overview.integration)
        line.add("start_date", overview.startDate?.description)
        line.add("last_pass", overview.lastPass?.startedAt.isoText)
        line.add("last_pass_outcome", overview.lastPass?.outcome?.rawValue)
        line.add("unanswered", overview.unanswered.all)
        line.add("unanswered_asked", overview.unanswered.asked)
        line.add("unreadable_rows", overview.unreadableRows)
        if !overview.missingRights.isEmpty { line.add("missing_rights", overview.missingRights) }
        line.add("journal_entries", overview.journalEntries)
        line.add("exit", Int((overview.needsPeople ? Exit.peopleNeeded : .success).rawValue))
        return lines + [line.text]
    }
}
