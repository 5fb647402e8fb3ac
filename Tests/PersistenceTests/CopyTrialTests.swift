import Foundation
import GRDB
import Testing

@testable import Persistence

/// A copy is looked at as if it had been put back, and nothing happens to it; one that could not be put back is refused.
@Suite struct CopyTrialTests {
    private let file: StateFile
    private let copy: String

    /// Two documents; the copy knows the first, and the state has gone on since.
    init() throws {
        file = try StateFile()
        copy = file.directory + "/kept.sqlite"
        let store = try file.open()
        try store.book("1", "v-1")
        _ = try store.backup(to: copy, at: StateFile.now)
        try store.book("2", "v-2")
        try store.moveMark(at: StateFile.now)
    }

    /// Of who looks at a copy, and of who takes one over.
    private func refusal(_ path: String) -> StoreError? {
        let taken = refusal { () throws(StoreError) in try Store.requireWhole(path) }
        let looked = refusal { () throws(StoreError) in _ = try Store.trial(of: path, beside: file.directory) }
        #expect(taken == looked)
        return looked
    }

    private func refusal(_ work: () throws(StoreError) -> Void) -> StoreError? {
        do {
            try work()
            return nil
        } catch {
            return error
        }
    }

    @Test func oneOfBeforeIsBehindAndWouldLinkFirst() throws {
        let (store, facts) = try Store.trial(of: copy, beside: file.directory)
        // A booked document has seven entries.
        #expect(facts.age == .behind && facts.entries == 7)
        let restoration = try #require(try store.restoration())
        #expect(restoration.phase == .relinking && restoration.cause == .restored && restoration.missingEntries == 7)
        #expect(restoration.lastAlive == StateFile.now && restoration.linkBefore == 1)
    }

    @Test func oneAsNewAsTheMarkGoesOn() throws {
        let newest = file.directory + "/newest.sqlite"
        _ = try Store.view(directory: file.directory).backup(to: newest, at: StateFile.now)
        let (store, facts) = try Store.trial(of: newest, beside: file.directory)
        #expect(facts.age == .current && facts.entries == 14)
        #expect(try store.restoration() == nil)
    }

    /// On another machine there is no mark, and perhaps no directory.
    @Test func withoutAMarkItCountsAsPutBack() throws {
        let (store, facts) = try Store.trial(of: copy, beside: file.directory + "/nowhere")
        let restoration = try #require(try store.restoration())
        #expect(facts.age == .unmarked && restoration.phase == .relinking && restoration.missingEntries == nil)
    }

    /// Litestream restores a file in the journal mode of the original, for which SQLite makes files beside it as soon as it is read.
    @Test(arguments: ["DELETE", "WAL"]) func itIsOnlyRead(mode: String) throws {
        let folder = file.directory + "/of a visitor & co"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let path = folder + "/100%.sqlite"
        try FileManager.default.copyItem(atPath: copy, toPath: path)
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = \(mode)") }
        try queue.close()
        let before = FileManager.default.contents(atPath: path)
        try Store.requireWhole(path)
        let (store, facts) = try Store.trial(of: path, beside: file.directory)
        try store.book("3", "v-3")
        #expect(facts.entries == 7 && facts.bytes == Int64(before?.count ?? 0))
        #expect(FileManager.default.contents(atPath: path) == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["100%.sqlite"])
    }

    @Test func oneOfAnOlderVersionIsMigratedInMemory() throws {
        let released = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/state-1.0.0.sqlite").path
        try Store.requireWhole(released)
        let (store, facts) = try Store.trial(of: released, beside: file.directory + "/nowhere")
        #expect(facts.entries >= 107)
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func whatCannotBePutBackIsRefused() throws {
        let missing = refusal(file.directory + "/none.sqlite")
        #expect(missing?.code == .cannotOpen && missing?.cause == "there is no such file")
        #expect(refusal(file.directory)?.code == .cannotOpen)

        let text = file.directory + "/text"
        try Data(repeating: 0x41, count: 8192).write(to: URL(filePath: text))
        #expect(refusal(text)?.code == .corrupt)

        let stranger = file.directory + "/stranger.sqlite"
        try DatabaseQueue(path: stranger).write { try $0.execute(sql: "CREATE TABLE t (x)") }
        #expect(refusal(stranger)?.cause.contains("no state of this program") == true)

        // The state itself, at work: what it holds stands in its log.
        let working = try file.open()
        try working.book("3", "v-3")
        let live = withExtendedLifetime(working) { refusal(file.path) }
        #expect(live?.code == .cannotOpen && live?.cause.contains("-wal") == true)

        try DatabaseQueue(path: copy).write { db in
            let guards = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            for row in guards { try db.execute(sql: "DROP TRIGGER \"\(row["name"] as String)\"") }
            try db.execute(sql: "UPDATE transition SET detail = 'x' WHERE seq = 5")
            for row in guards { try db.execute(sql: row["sql"]) }
        }
        let rewritten = refusal(copy)
        #expect(rewritten?.code == .corrupt && rewritten?.cause.contains("journal entry 5") == true)
    }

    /// As a replica that lacks a change: each page is one of the state's, and they do not fit each other.
    @Test func aPageOfAnotherTimeIsNoticed() throws {
        let store = try file.open()
        for number in 3...60 { try store.book("\(number)", "v-\(number)") }
        let newest = file.directory + "/newest.sqlite"
        _ = try store.backup(to: newest, at: StateFile.now)
        #expect(refusal(newest) == nil)
        let root = try DatabaseQueue(path: newest).read {
            try Int.fetchOne($0, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'transition'")
        }
        let (old, bytes) = (try #require(FileManager.default.contents(atPath: copy)), 4_096)
        var mixed = try #require(FileManager.default.contents(atPath: newest))
        let page = (try #require(root) - 1) * bytes..<(try #require(root)) * bytes
        mixed.replaceSubrange(page, with: old[page])
        try mixed.write(to: URL(filePath: newest))
        #expect(refusal(newest)?.code == .corrupt)
    }

    /// As Litestream and a careless `cp` leave it.
    @Test(arguments: [0o644, 0o666, 0o640]) func aRestoredStateIsItsOwnersAlone(mode: Int) throws {
        let other = try StateFile()
        try FileManager.default.copyItem(atPath: copy, toPath: other.path)
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: other.path)
        try Data().write(to: URL(filePath: other.path + "-wal"))
        let store = try other.open()
        try store.book("3", "v-3")
        for suffix in ["", "-wal", "-shm"] {
            let found = try FileManager.default.attributesOfItem(atPath: other.path + suffix)[.posixPermissions] as? NSNumber
            #expect(found?.intValue == 0o600, "\(suffix)")
        }
    }
}
