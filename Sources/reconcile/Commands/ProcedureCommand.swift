import ArgumentParser
import Bookkeeping
import Console
import ConsoleAccess
import Export
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

extension ExportCommand {
    /// The procedure documentation, written by the system it describes.
    struct ProcedureCommand: Command {
        static let configuration = CommandConfiguration(
            commandName: "procedure", abstract: "Write the procedure documentation (Verfahrensdokumentation) as one HTML file.",
            discussion: """
                In German, for the tax office: version, charts with their digests and pictures, the category mapping and settings in force
                with since when and by whom, backups, and what changed in the year. It prints on A4. An existing file is not replaced.
                """)

        @Option(help: "Whose changes are listed, yyyy; default this year.")
        var year: String?

        @Argument(help: "The file to make.")
        var file: String

        @OptionGroup var options: Options

        func validate() throws { _ = try year.map(ExportYear.days) }

        func work() async throws -> Exit {
            let inquiry = try Inquiry(options)
            let now = inquiry.wiring.now
            guard let days = try year.map(ExportYear.days) ?? BusinessDay.year(BusinessDay(berlinDayOf: now).year) else {
                throw CommandFailure(.usage, "the clock shows a year no calendar knows", hint: "Name the year with --year yyyy.")
            }
            let path = URL(fileURLWithPath: file).standardizedFileURL.path
            guard !FileManager.default.fileExists(atPath: path) else { throw failure(path, "the file exists", "Name another file.") }
            let isConsoleOn = try ConsoleConfiguration(inquiry.wiring.configuration).listen != nil
            let surroundings = ProcedureFacts.Surroundings(
                software: Reconcile.version, writtenAt: now, settle: try inquiry.wiring.policy().settle,
                backup: BackupReceipt.last(directory: inquiry.wiring.stateDirectory),
                consoleRoles: isConsoleOn ? ConsoleRole.described : nil)
            guard let facts = try ProcedureFacts.read(inquiry.store, days: days, surroundings) else { throw Settings.notSetUp() }
            do throws(PrivateFile.Failure) { try PrivateFile(path: path).write(Array(ProcedurePage(facts).html.utf8)) } catch {
                throw failure(path, error.cause, "Nothing was written. Name a file in a directory you may write to.")
            }
            let done = "\(Catalogue.exportProcedureDone(options.language)): \(path)"
            Terminal.print(options.format == .json ? JSONLine.outcome(["file": path, "exit": 0]) : [done])
            return .success
        }

        private func failure(_ path: String, _ cause: String, _ hint: String) -> CommandFailure {
            CommandFailure(.cannotWriteState, code: "cannot_write_file", "\(path): \(cause)", hint: hint)
        }
    }
}
