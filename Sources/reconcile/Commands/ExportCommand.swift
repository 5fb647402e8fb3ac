import ArgumentParser
import Bookkeeping
import Export
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// What is taken away from the state: for an auditor, for an adviser, for a spreadsheet. It reads the state beside a running service.
struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export tables, the folder for a tax audit, or the procedure documentation.",
        subcommands: [Audit.self, Table.self, ProcedureCommand.self])

    struct Audit: Command {
        static let configuration = CommandConfiguration(
            commandName: "z3", abstract: "Write the folder for a tax audit (Z3, handing over data).",
            discussion: """
                Documents by document date, with everything that belongs to them: amounts, vouchers, payments, the SHA-256 of each PDF, and
                the journal with its hash chain. CSV files with index.xml and its grammar by the German tax administration's description
                standard. The folder must be new or empty; a folder without index.xml is not complete. Exit code 1 when the journal does
                not hold; the folder is written all the same.
                """)

        @Argument(help: "The year by document date, yyyy.")
        var year: String

        @Argument(help: "The folder to make.")
        var folder: String

        @OptionGroup var options: Options

        func validate() throws { _ = try ExportYear.days(year) }

        func work() async throws -> Exit {
            let days = try ExportYear.days(year)
            let inquiry = try Inquiry(options)
            let target = AuditFolder(path: URL(fileURLWithPath: folder).standardizedFileURL.path)
            guard let settings = try Settings.load(inquiry.store) else { throw Settings.notSetUp() }
            let verdict = try inquiry.store.verifyJournal()
            let journal = verdict.broken.map { "\(Catalogue.journalBroken(.de)) \($0.seq)" } ?? Catalogue.journalWhole(.de)
            let comment = "reconcile \(Reconcile.version). \(journal): \(verdict.entries) \(Catalogue.entries(.de)), \(verdict.newestHash)."
            try target.make()
            let written = try inquiry.store.inOneView {
                try target.fill(inquiry.store, supplier: settings.organizationName, comment: comment, days: days)
            }
            tell(written, target.path, verdict)
            return verdict.broken == nil ? .success : .unexpected
        }

        private func tell(_ written: [(ExportTable, Int)], _ path: String, _ verdict: JournalVerdict) {
            let language = options.language
            if options.format == .json {
                let tables = written.map { table, rows in
                    JSONLine("export_table").adding(["table": table.rawValue, "file": TableFile.name(table), "rows": rows]).text
                }
                let end = JSONLine("change_summary").adding([
                    "folder": path, "newest_hash": verdict.newestHash, "whole": verdict.broken == nil,
                    "exit": verdict.broken == nil ? 0 : 1,
                ])
                return Terminal.print([JSONLine.version] + tables + [end.text])
            }
            let broken = verdict.broken.map { "\(Catalogue.journalBroken(language)) \($0.seq): \($0.why)" }
            Terminal.print(
                written.map { table, rows in "\(TableFile.name(table)): \(rows) \(Catalogue.exportRows(language))" }
                    + ["\(Catalogue.exportDone(language)): \(path)"] + (broken.map { [$0] } ?? []))
        }
    }

    struct Table: Command {
        static let configuration = CommandConfiguration(
            commandName: "table", abstract: "Print one table as CSV for German spreadsheets.",
            discussion: "UTF-8 with its mark, semicolons, decimal comma, one line of headings; --lang is the language of the headings.")

        @Argument(help: "The table.")
        var table: ExportTable

        @Option(help: "Only this year, yyyy: by document date, for the journal by the day of the entry.")
        var year: String?

        @OptionGroup var installation: Installation

        @Option(help: "Language of the headings; default by the locale.")
        var lang: Language?

        func validate() throws { _ = try year.map(ExportYear.days) }

        private struct Unheard: Error {}

        func work() async throws -> Exit {
            let days = try year.map(ExportYear.days)
            let store = try Store.view(directory: Wiring(installation.origin).stateDirectory)
            let file = TableFile(table, language: lang ?? Options.localeLanguage(ProcessInfo.processInfo.environment))
            do {
                _ = try store.inOneView {
                    try file.write(store, days: days) { bytes in
                        // What is in it was made harmless field by field.
                        Terminal.printOwn(String(decoding: bytes, as: UTF8.self))
                        guard Terminal.isHeard else { throw Unheard() }
                    }
                }
            } catch is Unheard {
                // The exit code says so.
            }
            return .success
        }
    }
}

extension ExportTable: ExpressibleByArgument {}

/// As people type it.
enum ExportYear {
    static func days(_ text: String) throws(ValidationError) -> ClosedRange<BusinessDay> {
        guard text.utf8.count == 4, let year = Int(text), let days = BusinessDay.year(year) else {
            throw ValidationError("YEAR must be yyyy, such as 2026.")
        }
        return days
    }
}
