import ArgumentParser
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// The audit trail: its proof, and the whole of it for the tax adviser.
struct JournalCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal", abstract: "Verify or export the audit trail.", subcommands: [Verify.self, Export.self])

    struct Verify: Command {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Check the hash chain and every machine against it.")

        @OptionGroup var options: Options

        func work() async throws -> Exit {
            let inquiry = try Inquiry(options)
            let verdict = try inquiry.store.verifyJournal()
            let language = options.language
            let broken = verdict.broken.map { "\(Catalogue.journalBroken(language)) \($0.seq): \($0.why)" }
            let whole = "\(Catalogue.journalWhole(language)): \(verdict.entries) \(Catalogue.entries(language)), \(verdict.newestHash)"
            if options.format == .json {
                Terminal.print(
                    JSONLine.outcome([
                        "entries": verdict.entries, "newest_hash": verdict.newestHash, "whole": verdict.broken == nil,
                        "entry": verdict.broken?.seq, "why": verdict.broken?.why, "exit": verdict.broken == nil ? 0 : 1,
                    ]))
            } else {
                Terminal.print([broken ?? whole])
            }
            return verdict.broken == nil ? .success : .unexpected
        }
    }

    struct Export: Command {
        static let configuration = CommandConfiguration(commandName: "export", abstract: "Print every entry as NDJSON.")

        @OptionGroup var options: Options

        func work() async throws -> Exit {
            let inquiry = try Inquiry(options)
            Terminal.print([JSONLine.version])
            var seq: Int64 = 0
            while Terminal.isHeard, case let page = try inquiry.store.journal(after: seq), let last = page.last {
                Terminal.print(page.map(JournalJSON.line))
                seq = last.seq
            }
            return .success
        }
    }
}
