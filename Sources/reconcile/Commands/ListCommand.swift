import ArgumentParser
import Bookkeeping
import Comparison
import Foundation
import Persistence
import Reconciliation
import Reporting
import StateCharts
import Wording

/// The documents we follow, one line each.
struct ListCommand: Command {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List documents and where they stand.")

    @Option(help: "Only documents in this state, such as fileComplete, blocked, uncertain.")
    var state: String?

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let wanted = state.flatMap(InvoiceTransfer.init)
        if let state, wanted == nil {
            let states = InvoiceTransfer.allCases.map(\.rawValue).filter { $0 != "-" }.joined(separator: ", ")
            throw CommandFailure(.usage, "unknown state \(state)", hint: "States are \(states).")
        }
        let inquiry = try Inquiry(options)
        let (store, policy, language) = (inquiry.store, try inquiry.wiring.policy(), options.language)
        let isJSON = options.format == .json
        if isJSON { Terminal.print([JSONLine.version]) }
        var count = 0
        var shown: Set<String> = []
        try store.list(wanted) { page in
            count += page.count
            if wanted != nil { shown.formUnion(page.map(\.key)) }
            Terminal.print(isJSON ? page.map(json) : page.flatMap { text($0, language) })
            return Terminal.isHeard
        }
        let troubles = try PaymentLines(store: store).needing() + UnansweredLines(store, policy).all()
        let notes =
            try (wanted == nil ? Notes(store).lines() : Notes(store).lines(among: shown))
            + troubles.filter { wanted == nil || shown.contains($0.payment.map { String($0.documentID) } ?? $0.key) }
        if isJSON {
            Terminal.print(notes.map(ReportJSON.line) + [JSONLine("change_summary").adding(["documents": count, "exit": 0]).text])
        } else {
            Terminal.print(count + notes.count == 0 ? [Catalogue.nothingListed(language)] : text(notes, language))
        }
        return .success
    }

    /// What is outside every region, after a deletion, is named by its phase.
    private func stand(_ standing: ListedDocumentLine) -> String {
        let configuration = standing.configuration
        return configuration.isTracked ? "\(configuration.life.rawValue)/\(configuration.transfer.rawValue)" : configuration.phase.rawValue
    }

    private func text(_ standing: ListedDocumentLine, _ language: Language) -> [String] {
        let amount = standing.gross.map { Catalogue.amount($0, language) } ?? ""
        let aligned = TextTable.padded(amount, to: 16, .right)
        let padded = TextTable.padded(standing.number ?? "#\(standing.key)", to: 16)
        var lines = ["\(padded) \(standing.date?.description ?? "          ") \(aligned)  \(stand(standing))"]
        if let reason = standing.reason {
            let explanation = Catalogue.explanation(reason, about: standing.detail)
            lines[0] += "  \(reason.rawValue): \(explanation.what(language))"
            if standing.needsPerson { lines.append("    → \(explanation.next.sentence(language))") }
        }
        return lines
    }

    private func text(_ notes: [ReportLine], _ language: Language) -> [String] {
        let report = ReportText(language: language)
        let width = report.width(notes)
        return notes.flatMap { report.text($0, width: width).map(\.text) }
    }

    private func json(_ standing: ListedDocumentLine) -> String {
        JSONLine("document").adding([
            "document": standing.key, "number": standing.number, "date": standing.date?.description,
            "state": standing.configuration.description, "transfer": standing.configuration.transfer.rawValue,
            "gross_cents": standing.gross, "voucher": standing.voucherID,
            "reason": standing.reason?.rawValue, "detail": standing.detail,
        ]).text
    }
}
