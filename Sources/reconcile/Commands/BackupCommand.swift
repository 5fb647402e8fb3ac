import ArgumentParser
import Bookkeeping
import Foundation
import Persistence
import Reconciliation
import Reporting
import Wording

/// A checked copy of the state, made beside whoever is at work.
struct BackupCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the state to a file while everything runs, and check the copy.",
        discussion: """
            An existing file is not replaced. The copy is checked before it gets its name: SQLite's own check, the schema and the
            journal from its first to its last entry. It holds no credentials. To put one back: stop the service, copy the file over
            reconcile.sqlite in the state directory, remove reconcile.sqlite-wal and -shm, start the service. It notices by itself,
            links what it does not know, and creates nothing before it has said how much it found.
            """)

    @Argument(help: "The file to make.")
    var file: String

    @OptionGroup var options: Options

    func work() async throws -> Exit {
        let inquiry = try Inquiry(options)
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        // Told to end, it leaves nothing of the copy behind.
        let signals = EndingSignals { Store.abandonBackup(to: path) }
        defer { signals.done() }
        let receipt = try inquiry.store.backup(to: path, at: inquiry.wiring.now)
        _ = receipt.remember(directory: inquiry.wiring.stateDirectory)
        Terminal.print(options.format == .json ? json(receipt) : text(receipt))
        return .success
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
