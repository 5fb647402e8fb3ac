import ArgumentParser
import Bookkeeping
import Foundation
import Lexoffice
import Persistence
import Reconciliation
import StateCharts

/// The biography of one document.
struct ExplainCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "Tell everything about one document.")

    @Argument(help: "Document number as printed, or HERO's id.")
    var document: String

    @OptionGroup var options: Options

    func run() async throws {
        try await running {
            let inquiry = try Inquiry(options)
            let standing = try inquiry.standing(document, options.language)
            let history = try inquiry.store.journal(kind: "invoice", key: standing.key)
            let app = inquiry.wiring.configuration[Configuration.lexofficeApp].value
            let notes = try Notes(inquiry.store).lines(about: standing.key)
            Terminal.print(options.format == .json ? json(standing, history, notes) : text(standing, history, app, notes))
            return .success
        }
    }

    private func text(_ standing: Standing, _ history: [JournalEntry], _ app: String, _ notes: [ReportLine]) -> [String] {
        let language = options.language
        var lines = ["\(standing.number ?? "#\(standing.key)")  (HERO \(standing.key))\(standing.kind.map { "  \($0.rawValue)" } ?? "")"]
        if let gross = standing.heroGross { lines.append("\(Catalogue.amountWord(language)): \(Catalogue.amount(gross, language))") }
        lines.append("\(Catalogue.state(language)): \(standing.machine.configuration)")
        if let reason = standing.machine.reason {
            let explanation = Catalogue.explanation(reason)
            let detail = standing.machine.detail.map { " (\($0))" } ?? ""
            lines.append("\(Catalogue.reason(language)): \(reason.rawValue): \(explanation.what(language))\(detail)")
            lines.append("\(Catalogue.nextStep(language)): \(explanation.next(language))")
        }
        if let voucherID = standing.voucherID {
            lines.append("\(Catalogue.voucher(language)): \(voucherID)")
            lines.append("  \(DeepLink.voucher(app: app, id: voucherID))")
        }
        if let voucher = standing.booking?.voucher {
            for item in voucher.items {
                lines.append(
                    "  \(item.rate) % \(item.category.rawValue): \(Catalogue.amount(item.amount, language)) (USt \(Catalogue.amount(item.taxAmount, language)))"
                )
            }
            lines.append("\(Catalogue.remark(language)): \(voucher.remark)")
        }
        let report = ReportText(language: language, style: TerminalStyle(isColoured: false))
        lines += notes.flatMap { report.text($0, width: 0) }
        lines.append("\(Catalogue.history(language)):")
        lines += history.map { entry in
            "  \(entry.at.berlinText)  \(entry.event)  \(entry.from) → \(entry.to)  \(entry.actor) (\(entry.cause))\(entry.detail.isEmpty ? "" : "  \(entry.detail)")"
        }
        return lines
    }

    private func json(_ standing: Standing, _ history: [JournalEntry], _ notes: [ReportLine]) -> [String] {
        var line = JSONLine("document")
        line.add("document", standing.key)
        line.add("number", standing.number)
        line.add("state", standing.machine.configuration.description)
        line.add("reason", standing.machine.reason?.rawValue)
        line.add("detail", standing.machine.detail)
        line.add("voucher", standing.voucherID)
        if let gross = standing.booking?.voucher.gross { line.add("gross_cents", Int(gross.amount)) }
        return [JSONLine.version, line.text] + notes.map(ReportJSON.line) + history.map(JournalCommand.line) + [
            #"{"type":"change_summary","exit":0}"#
        ]
    }
}
