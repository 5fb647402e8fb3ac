import ArgumentParser
import Bookkeeping
import Comparison
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// What is open on both sides at a key date, and which of it may be dunned.
struct OpenItemsCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "open-items", abstract: "List what is open on both sides at a key date, by age, and what must not be dunned.",
        discussion: "From what the last passes saw; nothing is asked of either system. Documents are judged for dunning as of today alone.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

    private static let hoursMaximum = 24 * 366

    @OptionGroup var installation: Installation

    @Option(help: "The key date, yyyy-MM-dd; default today. What was paid after it counts as open.")
    var date: String?

    @Option(help: "May be dunned only on what was seen in the last so many hours.")
    var maxAgeHours = 24

    @Option(help: "Output for people, for a spreadsheet (RFC 4180; semicolon and decimal comma in German) or for programs.")
    var format: Format = .text

    @Option(help: "Language of the output; default by the locale.")
    var lang: Language?

    private var language: Language { lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment) }

    func validate() throws {
        if let date, BusinessDay(date) == nil { throw ValidationError("--date takes a day as yyyy-MM-dd, such as 2026-11-30.") }
        if !(1...Self.hoursMaximum).contains(maxAgeHours) {
            throw ValidationError("--max-age-hours takes hours from 1 to \(Self.hoursMaximum).")
        }
    }

    func work() async throws -> Exit {
        let wiring = try Wiring(installation.origin)
        let store = try Store.view(directory: wiring.stateDirectory)
        let now = wiring.now
        let day = date.flatMap { BusinessDay($0) } ?? BusinessDay(berlinDayOf: now)
        let open: OpenItems
        do {
            open = try OpenItemsReading(store: store, now: now, ageMaximum: Int64(maxAgeHours) * 3_600_000).run(day)
        } catch { throw PassFailure(error) }
        switch format {
        case .text: Terminal.print(OpenItemsText(language: language).lines(open))
        case .json: Terminal.print(OpenItemsJSON.lines(open))
        case .csv:
            Terminal.beginTable(language)
            Terminal.print(OpenItemsCSV(language: language).lines(open), ending: "\r\n")
        }
        return .success
    }
}
