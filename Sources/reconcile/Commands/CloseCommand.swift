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
        commandName: "close", abstract: "Print one month as the sheet a tax adviser signs; writes nothing to either system.",
        discussion: """
            With --sign the sheet is kept with the name, so that later changes of the month are told. Exit code 0 when both systems agree \
            to the cent and nothing moved since the last signature, 2 when not; 3 when the sheet could not be signed.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, csv, json }

    @Argument(help: "The month by voucher date, yyyy-MM.")
    var month: String

    @OptionGroup var installation: Installation

    @Option(help: "Output for people, for a spreadsheet (RFC 4180; semicolon and decimal comma in German) or for programs.")
    var format: Format = .text

    @Option(help: "Language of the output; default by the locale.")
    var lang: Language?

    @ArgumentParser.Flag(help: "Sign this sheet: it is shown and kept, and later changes of the month are told.")
    var sign = false

    @Option(help: "With --sign: who signs.")
    var name: String?

    @Option(help: "With --sign: a remark; needed where the systems do not agree.")
    var remark: String?

    @Option(help: "With --sign: sign only the sheet of this hash, or of one that begins so.")
    var hash: String?

    @OptionGroup var patience: Patience

    private var language: Language { lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment) }

    func validate() throws {
        guard let month = BookMonth(month) else { throw ValidationError("MONTH must be yyyy-MM, such as 2026-11.") }
        let today = BusinessDay(berlinDayOf: Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)))
        if month > BookMonth(today) { throw ValidationError("\(month) has not begun yet.") }
        try validateSignature()
    }

    private func validateSignature() throws {
        guard sign else {
            if name != nil || remark != nil || hash != nil || patience.wait != nil {
                throw ValidationError("--name, --remark, --hash and --wait go with --sign.")
            }
            return
        }
        guard let name, (1...100).contains(name.trimmingCharacters(in: .whitespaces).count) else {
            throw ValidationError("--sign needs --name, of at most 100 characters.")
        }
        if let remark, remark.count > 500 { throw ValidationError("--remark takes at most 500 characters.") }
        if let hash, !(8...64).contains(hash.count) || !hash.allSatisfy(\.isHexDigit) {
            throw ValidationError("--hash takes the hash of a sheet, or at least its first 8 digits.")
        }
        if format == .csv { throw ValidationError("--sign shows the sheet as text or json.") }
    }

    func work() async throws -> Exit {
        guard let month = BookMonth(month) else { throw CommandFailure(.usage, "MONTH must be yyyy-MM", hint: "") }
        let wiring = try Wiring(installation.origin)
        let store = try Store.scratchCopy(directory: wiring.stateDirectory)
        let survey = try wiring.workplace(store, "close", asUser: false, isWriting: false).planner
        defer { Terminal.endProgress() }
        let sheet = try await read(month, survey)
        Terminal.endProgress()
        show(sheet)
        guard sign else { return sheet.exit }
        return try await signed(sheet, wiring)
    }

    private func read(_ month: BookMonth, _ survey: PassPlanner) async throws(CommandFailure) -> CloseSheet {
        do throws(CloseRefusal) {
            return try await MonthClose(survey: survey).run(month)
        } catch {
            switch error {
            case .paused:
                throw CommandFailure(.peopleNeeded, Catalogue.paused(language), hint: "`reconcile resume`, `reconcile close \(month)`")
            case .interrupted(let interruption): throw CommandFailure(interruption)
            }
        }
    }

    private func signed(_ sheet: CloseSheet, _ wiring: Wiring) async throws -> Exit {
        var options = try Options.parse(["--format", format == .json ? "json" : "text", "--lang", language.rawValue])
        options.installation = installation
        let signing = SheetSigning(
            options: options, patience: patience, name: (name ?? "").trimmingCharacters(in: .whitespaces),
            remark: remark ?? "", hash: hash)
        return try await signing.sign(sheet, wiring)
    }

    private func show(_ sheet: CloseSheet) {
        switch format {
        case .text: Terminal.print(CloseText(language: language).lines(sheet))
        case .json: Terminal.print(CloseJSON.lines(sheet))
        case .csv:
            Terminal.beginTable(language)
            Terminal.print(CloseCSV(language: language).lines(sheet), ending: "\r\n")
        }
    }
}
