package import Bookkeeping
import Foundation
import GRDB
import Glibc

/// What a backup holds; `newestHash` kept elsewhere proves later that the journal up to here was not exchanged.
package struct BackupReceipt: Sendable, Hashable, Codable {
    package var path: String
    package var entries: Int64
    package var newestHash: String
    package var bytes: Int64
    package var at: Instant
    /// Of which history the entries are; nil in receipts of version 1.0.0, which prove nothing here.
    var history: String?
    /// What earlier backups held, the latest first.
    var earlier: [Anchor]?

    /// An entry somebody has a copy of.
    struct Anchor: Sendable, Hashable, Codable {
        var entries: Int64
        var hash: String
        var history: String?
    }

    private static let anchorsMaximum = 60

    /// What this and earlier backups prove.
    var anchors: [Anchor] { [Anchor(entries: entries, hash: newestHash, history: history)] + (earlier ?? []) }

    /// Beside the state, so that `doctor` can say how old the last backup is.
    static let fileName = "reconcile.backup"

    package static func last(directory: String) -> BackupReceipt? {
        guard let bytes = FileManager.default.contents(atPath: directory + "/" + fileName), bytes.count < 16_384 else { return nil }
        // A receipt that cannot be read proves nothing, and counts as no backup: `doctor` asks for one.
        return try? JSONDecoder().decode(BackupReceipt.self, from: bytes)
    }

    /// False where the user may read the state and not write beside it; the backup is good all the same.
    package func remember(directory: String) -> Bool {
        var receipt = self
        receipt.earlier = BackupReceipt.last(directory: directory).map { Array($0.anchors.prefix(Self.anchorsMaximum)) }
        // Said by the result.
        guard let text = try? RowText.text(receipt) else { return false }
        return (try? LastingFile.replace(directory + "/" + BackupReceipt.fileName, with: Array(text.utf8))) != nil
    }
}

extension Store {
    /// Copies the state as it is at this moment, beside whoever is at work, and checks the copy before it gets its name. An existing
    /// file is never replaced.
    package func backup(to target: String, at now: Instant) throws(StoreError) -> BackupReceipt {
        guard !FileManager.default.fileExists(atPath: target) else { throw Store.exists(target) }
        let (heads, history) = (KnownHead.all(directory: directory), try read { try Restorations.history(in: $0) })
        let (verdict, bytes) = try copy(to: target) { db in
            try Migrations.check(db, path: target)
            return try Journal.verdict(db, against: heads)
        }
        return BackupReceipt(
            path: target, entries: verdict.entries, newestHash: verdict.newestHash, bytes: bytes, at: now, history: history)
    }

    /// The copy a migration needs to be undone. One of an earlier attempt, which ended before the migration did, is as good.
    func keepAside(_ target: String) throws {
        guard !FileManager.default.fileExists(atPath: target) else { return }
        _ = try copy(to: target) { try Journal.verdict($0, withTables: false) }
    }

    private func copy(to target: String, _ check: @escaping (Database) throws -> JournalVerdict) throws(StoreError) -> (
        JournalVerdict, Int64
    ) {
        PartialCopy.removeStale(beside: target)
        let part = try PartialCopy(for: target)
        defer { part.remove() }
        let verdict = try Store.guarded(target) {
            let copy = try DatabaseQueue(path: part.path)
            try queue.backup(to: copy)
            // One file, whatever the original kept beside itself.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            let found = try copy.read { db in
                let complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
                guard complaints == ["ok"] else { throw Store.damaged(target, complaints.joined(separator: "; ")) }
                return try check(db)
            }
            try copy.close()
            if let broken = found.broken { throw Store.damaged(target, "journal entry \(broken.seq): \(broken.why)") }
            return found
        }
        guard fsync(part.file) == 0 else { throw LastingFile.failure(target) }
        // A link, unlike a rename, replaces nothing.
        guard Glibc.link(part.path, target) == 0 else { throw errno == EEXIST ? Store.exists(target) : LastingFile.failure(target) }
        try LastingFile.sync(directoryOf: target)
        // The copy is checked and has its name; its size is for people to read.
        let size = try? FileManager.default.attributesOfItem(atPath: target)[.size] as? NSNumber
        return (verdict, size?.int64Value ?? 0)
    }

    private static func exists(_ target: String) -> StoreError {
        StoreError(
            code: .cannotWrite, subject: target, cause: "this file exists already",
            hint: "Nothing is replaced. Name another file, for example with the date in it.")
    }

    private static func damaged(_ target: String, _ why: String) -> StoreError {
        StoreError(
            code: .corrupt, subject: target, cause: "the copy does not hold: \(why.prefix(300))",
            hint: "The state itself is damaged; keep the older backups and run `reconcile doctor`.")
    }
}
