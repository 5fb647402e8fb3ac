import ArgumentParser
import Bookkeeping
import Comparison
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// A checked copy of the state, made beside whoever is at work; or what an existing one would do if it were put back.
struct BackupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the state to a file while everything runs, and check the copy.",
        discussion: """
            An existing file is not replaced. The copy is checked before it gets its name: SQLite's own check, the schema and the
            journal from its first to its last entry. It holds no credentials. To put one back: stop the service, copy the file over
            reconcile.sqlite in the state directory, remove reconcile.sqlite-wal and -shm, start the service. It notices by itself,
            links what it does not know, and creates nothing before it has said how much it found.

            With --check the file is an existing copy, of this command or restored by Litestream: both systems are looked at as if it had
            been put back, and what it would link, ask and not find is shown. Nothing is written anywhere. 0 when it would find all that
            was transferred since, 2 when something would be a question or absent.
            """)

    @Argument(help: "The file to make; with --check, the one to look at.")
    var file: String

    @ArgumentParser.Flag(help: "Show what this copy would link, ask and not find if it were put back now; write nothing anywhere.")
    var check = false

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        if check { return try await rehearse(path) }
        let inquiry = try Inquiry(options)
        // Told to end, it leaves nothing of the copy behind.
        let signals = EndingSignals { Store.abandonBackup(to: path) }
        defer { signals.done() }
        let receipt = try inquiry.store.backup(to: path, at: inquiry.wiring.now)
        _ = receipt.remember(directory: inquiry.wiring.stateDirectory)
        Terminal.print(options.format == .json ? json(receipt) : text(receipt))
        return .success
    }

    private func rehearse(_ path: String) async throws -> Exit {
        let wiring = try Wiring(options)
        let (store, facts) = try Store.trial(of: path, beside: wiring.stateDirectory)
        let place = try wiring.workplace(store, "backup-check", asUser: false, isWriting: false)
        let report = await CopyCheck(survey: place.planner, facts: facts).run()
        Terminal.endProgress()
        switch options.format {
        case .json: Terminal.print(CopyCheckJSON.lines(report))
        case .text: Terminal.show(CopyCheckText(language: options.language).lines(report))
        }
        return report.exit
    }

    private func text(_ receipt: BackupReceipt) -> [String] {
        let language = options.language
        let entries = "\(receipt.entries) \(Catalogue.entries(language))"
        return [
            "\(Catalogue.backupDone(language)): \(receipt.path)",
            "\(Catalogue.journal(language)): \(entries), \(receipt.bytes) \(Catalogue.backupBytes(language))",
            "\(Catalogue.backupAnchor(language)): \(receipt.newestHash)",
            Catalogue.backupNoSecrets(language),
        ]
    }

    private func json(_ receipt: BackupReceipt) -> [String] {
        return JSONLine.outcome([
            "backup": receipt.path, "entries": receipt.entries, "newest_hash": receipt.newestHash, "bytes": receipt.bytes,
            "at": receipt.at.isoText, "exit": 0,
        ])
    }
}
