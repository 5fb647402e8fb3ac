import ArgumentParser
import Reconciliation
import StateCharts

/// The machines as compiled into this program.
struct ChartsCommand: Command {
    static let configuration = CommandConfiguration(commandName: "charts", abstract: "Print the state charts as compiled.")

    enum Form: String, ExpressibleByArgument, CaseIterable { case mermaid, table }

    @Option(help: "mermaid or table.")
    var format: Form = .mermaid

    @Argument(help: "One of integration, invoice, contact, payment, contactImport; all without it.")
    var chart: String?

    func work() async throws -> Exit {
        let charts = [
            (IntegrationChart.name, IntegrationChart.mermaid, IntegrationChart.table),
            (InvoiceChart.name, InvoiceChart.mermaid, InvoiceChart.table),
            (ContactChart.name, ContactChart.mermaid, ContactChart.table),
            (PaymentChart.name, PaymentChart.mermaid, PaymentChart.table),
            (ContactImportChart.name, ContactImportChart.mermaid, ContactImportChart.table),
        ].filter { chart == nil || $0.0 == chart }
        guard !charts.isEmpty else {
            throw CommandFailure(
                .usage, "unknown chart \(chart ?? "")", hint: "Charts are integration, invoice, contact, payment, contactImport.")
        }
        let texts = charts.map { format == .mermaid ? $0.1 : $0.2 }
        Terminal.print(texts.flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) })
        return .success
    }
}
