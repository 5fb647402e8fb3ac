import Foundation
import GRDB
import Testing

@testable import Persistence

/// A backup is whole, checked and for its owner alone, or it is not there.
@Suite struct BackupTests {
    private func refusal(_ work: () throws -> Void) -> StoreError? {
        do {
            try work()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    @Test func aBackupIsTheStateAsItWas() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        let target = file.directory + "/kept.sqlite"
        let receipt = try Store.view(directory: file.directory).backup(to: target, at: StateFile.now)
        let verdict = try store.verifyJournal()
        #expect(receipt.entries == verdict.entries && receipt.newestHash == verdict.newestHash && receipt.path == target)
        #expect(receipt.bytes > 0)
        #expect((try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        // One file, and no traces of its making.
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.directory).filter { $0.hasPrefix("kept") } == ["kept.sqlite"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: file.directory).allSatisfy { !$0.hasSuffix(".part") })
        // The original goes on, the copy does not.
        try store.book("2", "v-2")
        let other = try StateFile()
        try FileManager.default.copyItem(atPath: target, toPath: other.path)
        let restored = try other.open()
        let (old, new) = (try store.invoice("1").configuration, try restored.invoice("1").configuration)
        #expect(old == new)
        #expect(try restored.journalLength() == Int(receipt.entries))
    }

    @Test func itIsMadeBesideAWriter() throws {
        let file = try StateFile()
        let store = try file.open()
        for number in 0..<20 { try store.book("\(number)", "v-\(number)") }
        for number in 20..<24 {
            let receipt = try Store.view(directory: file.directory).backup(to: file.directory + "/b\(number)", at: StateFile.now)
            try store.book("\(number)", "v-\(number)")
            #expect(receipt.entries == Int64(number * 7))
        }
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func nothingIsReplaced() throws {
        let file = try StateFile()
        _ = try file.open()
        let target = file.directory + "/precious"
        try Data("precious".utf8).write(to: URL(fileURLWithPath: target))
        let view = try Store.view(directory: file.directory)
        let refused = refusal { _ = try view.backup(to: target, at: StateFile.now) }
        #expect(refused?.code == .cannotWrite && refused?.cause == "this file exists already")
        #expect(FileManager.default.contents(atPath: target) == Data("precious".utf8))
        #expect(refusal { _ = try view.backup(to: "/nowhere/at/all", at: StateFile.now) }?.code == .cannotWrite)
    }

    @Test func aBrokenJournalIsNoBackup() throws {
        let file = try StateFile()
        try file.open().book("1", "v-1")
        try file.plain().write { db in
            let trigger = try String.fetchOne(db, sql: "SELECT sql FROM sqlite_schema WHERE name = 'transition_no_update'") ?? ""
            try db.execute(sql: "DROP TRIGGER transition_no_update; UPDATE transition SET detail = 'x' WHERE seq = 3; \(trigger)")
        }
        let target = file.directory + "/kept"
        let refused = refusal { _ = try Store.view(directory: file.directory).backup(to: target, at: StateFile.now) }
        #expect(refused?.code == .corrupt && refused?.cause.contains("journal entry 3") == true)
        #expect(!FileManager.default.fileExists(atPath: target))
    }

    /// What backups that were killed left behind goes with the next one; what somebody else owns or is making stays.
    @Test func leftoversOfTheDeadAreRemoved() throws {
        let file = try StateFile()
        _ = try file.open()
        let (sqlite, other) = (Data("SQLite format 3\0and more".utf8), Data("precious".utf8))
        let stale = ["kept.sqlite.77.part", "older.sqlite.4711.part", "empty.5.part", "kept.sqlite.77.part-journal"]
        let foreign = ["film.1.part", "kept.sqlite.x.part", "kept.sqlite.77.partial", "part", "kept.sqlite.0.part"]
        for name in stale { try (name.hasPrefix("empty") ? Data() : sqlite).write(to: URL(fileURLWithPath: file.directory + "/" + name)) }
        for name in foreign {
            try (name == "film.1.part" ? other : sqlite).write(to: URL(fileURLWithPath: file.directory + "/" + name))
        }
        let alive = try PartialCopy(for: file.directory + "/another")
        defer { alive.remove() }
        _ = try Store.view(directory: file.directory).backup(to: file.directory + "/kept.sqlite", at: StateFile.now)
        for name in stale { #expect(!FileManager.default.fileExists(atPath: file.directory + "/" + name), "\(name)") }
        for name in foreign { #expect(FileManager.default.fileExists(atPath: file.directory + "/" + name), "\(name)") }
        #expect(FileManager.default.fileExists(atPath: alive.path))
    }

    @Test func theReceiptsBeforeItAreKept() throws {
        let file = try StateFile()
        let store = try file.open()
        for number in 0..<100 {
            try store.set(setting: "start", to: "\(number)", by: StateFile.author, at: StateFile.now)
            if number % 10 == 0 {
                let receipt = try store.backup(to: file.directory + "/kept-\(number)", at: StateFile.now)
                #expect(receipt.remember(directory: file.directory))
            }
        }
        let known = try #require(BackupReceipt.last(directory: file.directory)?.anchors)
        #expect(known.map(\.entries) == stride(from: 91, through: 1, by: -10).map(Int64.init))
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func theReceiptIsRemembered() throws {
        let file = try StateFile()
        _ = try file.open()
        #expect(BackupReceipt.last(directory: file.directory) == nil)
        let receipt = try Store.view(directory: file.directory).backup(to: file.directory + "/kept", at: StateFile.now)
        #expect(receipt.remember(directory: file.directory))
        #expect(BackupReceipt.last(directory: file.directory) == receipt)
    }
}
