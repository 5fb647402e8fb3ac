import ArgumentParser
import Bookkeeping
import EInvoice
import Foundation
import Hero
import Lexoffice
import Pilot
import Reconciliation
import Reporting
import Wording

/// What an account shows of the assumptions, before anything is transferred.
struct PilotCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "pilot", abstract: "Look at a new account, reading only: which assumptions hold.",
        discussion: """
            Sends at most 200 requests to both systems together and none that writes; needs both keys and no setup. The result holds
            counts and no keys, customers, numbers or amounts: it can be mailed. A whole look is kept beside the state, where doctor
            shows it. Exit code 0 when nothing seen contradicts, 3 when something does, 4 when the requests did not suffice; 69, 75, 77
            or 78 when a system gave no further answers.
            """)

    @ArgumentParser.Flag(help: "Add the key paths and kinds of values in the data of drafts, without any value.")
    var shape = false

    @Option(help: "Write to this file, readable by you alone, in place of the terminal.")
    var output: String?

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let wiring = try Wiring(options)
        let file = output.map { PrivateFile(path: URL(fileURLWithPath: $0).standardizedFileURL.path) }
        if let file { try attempt(file) { (file) throws(PrivateFile.Failure) in try file.check() } }
        let report = try await look(wiring)
        let exit = PilotCommand.exit(of: report)
        let lines = options.format == .json ? PilotJSON.lines(report, exit: exit) : PilotText(language: options.language).lines(report)
        if let file {
            let bytes = lines.flatMap { Array(TextLine($0).visible(coloured: false).utf8) + [UInt8(ascii: "\n")] }
            try attempt(file) { (file) throws(PrivateFile.Failure) in try file.write(bytes) }
            tell(file, exit)
        } else {
            Terminal.print(lines)
        }
        keep(report, wiring)
        return exit
    }

    private func look(_ wiring: Wiring) async throws(CommandFailure) -> PilotReport {
        let budget = RequestBudget { spent, limit in Terminal.passingLine("pilot \(spent)/\(limit)") }
        var onlookers = RequestObservers()
        onlookers.watched = { BudgetedTransport($0, budget: budget) }
        let remotes = try Remotes(wiring, onlookers: onlookers)
        defer { Terminal.endProgress() }
        let pilot = Pilot(
            hero: remotes.hero, lexoffice: remotes.lexoffice, budget: budget, published: CategoryMapping.published,
            inspect: { PDFInspection(EInvoiceReader.read($0)) })
        return await pilot.run(withShape: shape)
    }

    /// A system that failed says more than what was seen before.
    static func exit(of report: PilotReport) -> Exit {
        if let code = report.heroTrouble { return PassFailure(HeroError(code: code, subject: "pilot", cause: "")).exit }
        if let code = report.lexofficeTrouble { return PassFailure(LexofficeError(code, subject: "pilot", cause: "")).exit }
        return report.isGood ? report.isCut ? .deferred : .success : .peopleNeeded
    }

    private func attempt(_ file: PrivateFile, _ work: (PrivateFile) throws(PrivateFile.Failure) -> Void) throws(CommandFailure) {
        do {
            try work(file)
        } catch {
            throw CommandFailure(
                .outputFailed, PilotWords.cannotWrite(file.path, error.cause)(options.language),
                hint: PilotWords.otherPlace(options.language))
        }
    }

    private func tell(_ file: PrivateFile, _ exit: Exit) {
        guard options.format == .json else {
            return Terminal.print([PilotWords.written(file.path)(options.language), PilotWords.mailable(options.language)])
        }
        Terminal.print(JSONLine.outcome(["written": file.path, "exit": exit]))
    }

    /// For `doctor`. A look that was cut short must not take the place of a whole one.
    private func keep(_ report: PilotReport, _ wiring: Wiring) {
        guard report.isWhole else { return complain(PilotWords.notKeptPartial) }
        do {
            try FileManager.default.createDirectory(
                atPath: wiring.stateDirectory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            try PrivateFile(path: wiring.stateDirectory + "/" + PilotRecord.fileName).write(PilotRecord(report, at: wiring.now).bytes)
        } catch {
            complain(PilotWords.notKept((error as? PrivateFile.Failure)?.cause ?? wiring.stateDirectory))
        }
    }

    private func complain(_ words: Wording) {
        guard options.format == .json else { return Terminal.complain([words(options.language)]) }
        let line = JSONLine("diagnostic").adding(["code": "pilot_not_kept", "message": words(options.language)])
        Terminal.complain([line.text])
    }
}

extension PDFInspection {
    fileprivate init(_ reading: EInvoiceReading) {
        self =
            switch reading.result {
            case .none: .none
            // Of a closed set: what stands in a file may be anything.
            case .read(let facts, _): .read(profile: EInvoiceProfile(facts).rawValue)
            case .ambiguous: .ambiguous
            case .unreadable: .unreadable
            }
    }
}
