import Foundation
import GRDB
import Glibc

/// A copy of the state that somebody may put back, and what would be noticed of it beside the watermark of today.
package struct CopyFacts: Sendable, Hashable {
    package enum Age: String, Sendable {
        /// Put back, it goes on as after a crash.
        case current
        /// It lacks what the watermark knows of: first everything is linked again.
        case behind
        /// No watermark here, as on another machine: it counts as one put back.
        case unmarked
    }

    package var path: String
    /// What the file takes on the disk.
    package var bytes: Int64
    package var entries: Int64
    package var newestHash: String
    package var age: Age
}

extension Store {
    /// The copy in memory, taken up as an opening of it would: checked, migrated, and known as restored where it is. The file is only
    /// read, and nothing is made beside it.
    /// - Parameter directory: whose watermark and receipts of backups it is held against; need not exist.
    package static func trial(of file: String, beside directory: String) throws(StoreError) -> (store: Store, facts: CopyFacts) {
        let bytes = try wholeFile(file)
        let (mark, heads) = (Watermark.read(directory: directory), KnownHead.all(directory: directory))
        return try guarded(file) {
            let copy = try DatabaseQueue(configuration: configuration(.inMemory))
            try unchanging(file).backup(to: copy)
            let store = Store(queue: copy, path: file)
            try copy.read { try requireState(in: $0, file) }
            try store.migrate()
            let verdict = try copy.read { try Journal.verdict($0, against: heads) }
            if let broken = verdict.broken { throw unusable(file, "journal entry \(broken.seq): \(broken.why)") }
            let isBehind = try copy.write { db in
                let isBehind = try Restorations.isBehind(mark, in: db)
                if isBehind { try Restorations.begin(mark, in: db) }
                return isBehind
            }
            let age: CopyFacts.Age = mark == nil ? .unmarked : isBehind ? .behind : .current
            return (store, CopyFacts(path: file, bytes: bytes, entries: verdict.entries, newestHash: verdict.newestHash, age: age))
        }
    }

    /// For a file that is to become the state: whole as SQLite reads it, and its journal holds from the first entry to the last. It is only
    /// read, and nothing is made beside it.
    package static func requireWhole(_ file: String) throws(StoreError) {
        _ = try wholeFile(file)
        try guarded(file) {
            try unchanging(file).read { db in
                try requireState(in: db, file)
                // The tables of another version are looked at when that has migrated them.
                let isOfThisVersion = try Migrations.migrator().hasCompletedMigrations(db) && !Migrations.migrator().hasBeenSuperseded(db)
                let verdict = try Journal.verdict(db, withTables: isOfThisVersion)
                if let broken = verdict.broken { throw unusable(file, "journal entry \(broken.seq): \(broken.why)") }
            }
        }
    }

    /// For SQLite a file nobody changes: it takes no lock and makes no log, which it would for one in Litestream's journal mode.
    private static func unchanging(_ file: String) throws -> DatabaseQueue {
        let name = file.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? file
        var reading = Configuration()
        reading.readonly = true
        reading.prepareDatabase { $0.add(function: Seals.function) }
        return try DatabaseQueue(path: "file:\(name)?immutable=1", configuration: reading)
    }

    /// - Returns: its size.
    private static func wholeFile(_ file: String) throws(StoreError) -> Int64 {
        var facts = stat()
        guard stat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(
                code: .cannotOpen, subject: file, cause: "there is no such file",
                hint: "Name a file `reconcile backup` has made, or a restored one.")
        }
        for suffix in ["-wal", "-journal"] {
            var log = stat()
            guard stat(file + suffix, &log) == 0, log.st_size > 0 else { continue }
            throw StoreError(
                code: .cannotOpen, subject: file, cause: "its log \(suffix) lies beside it, so that this file alone is not the whole",
                hint: "Make a copy of it: `reconcile backup` of a state, `litestream restore` of a replica.")
        }
        return Int64(facts.st_size)
    }

    private static func requireState(in db: Database, _ file: String) throws {
        let complaints = try String.fetchAll(db, sql: "PRAGMA integrity_check(5)")
        guard complaints == ["ok"] else { throw unusable(file, complaints.joined(separator: "; ")) }
        guard try !Migrations.migrator().appliedIdentifiers(db).isEmpty else { throw unusable(file, "it is no state of this program") }
    }

    private static func unusable(_ file: String, _ why: String) -> StoreError {
        StoreError(
            code: .corrupt, subject: file, cause: "this copy cannot be put back: \(why.prefix(300))",
            hint: "Take an older copy; keep this one.")
    }
}
