import ArgumentParser
import Bookkeeping
import Comparison
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// One month for the tax adviser: both systems to the cent, every voucher read anew.
struct CloseCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "close", abstract: "Print one month as the sheet a tax adviser signs; writes nothing anywhere.",
        discussion: "Exit code 0 when both systems agree to the cent, 2 when they do not.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

    @Argument(help: "The month by voucher date, yyyy-MM.")
    var month: String

    @Option(help: "Configuration file (YAML); default /etc/reconcile/reconcile.yaml if it exists.")
    var config: String?

    @Option(help: "Output for people, for a spreadsheet (RFC 4180; semicolon and decimal comma in German) or for programs.")
    var format: Format = .text

    @Option(help: "Language of the output; default by the locale.")
    var lang: Language?

    private var language: Language { lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment) }

    func validate() throws {
        guard let month = BookMonth(month) else { throw ValidationError("MONTH must be yyyy-MM, such as 2026-11.") }
        let today = BusinessDay(berlinDayOf: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)))
        if month > BookMonth(today) { throw ValidationError("\(month) has not begun yet.") }
    }

    func work() async throws -> Exit {
        guard let month = BookMonth(month) else { throw CommandFailure(.usage, "MONTH must be yyyy-MM", hint: "") }
        let wiring = try Wiring(config: config)
        let store = try Store.scratchCopy(directory: wiring.stateDirectory)
        let survey = try wiring.workplace(store, "close", asUser: false, isWriting: false).planner
        defer { Terminal.endProgress() }
        do throws(CloseRefusal) {
            let sheet = try await MonthClose(survey: survey).run(month)
            Terminal.endProgress()
            show(sheet)
            return sheet.exit
        } catch {
            switch error {
            case .paused:
                throw CommandFailure(.peopleNeeded, Catalogue.paused(language), hint: "`reconcile resume`, `reconcile close \(month)`")
            case .interrupted(let interruption): throw CommandFailure(interruption)
            }
        }
    }

    private func show(_ sheet: CloseSheet) {
        switch format {
        case .text: Terminal.print(CloseText(language: language).lines(sheet))
        case .json: Terminal.print(CloseJSON.lines(sheet))
        case .csv: Terminal.print(CloseCSV(language: language).lines(sheet), ending: "\r\n")
        }
    }
}
