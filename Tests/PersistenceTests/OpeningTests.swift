import Bookkeeping
import Foundation
import GRDB
import Glibc
import StateCharts
import TestSupport
import Testing

@testable import Persistence

/// What may be opened, and what is refused with a sentence.
@Suite struct OpeningTests {
    private func refusal(_ work: () throws -> Store) -> StoreError? {
        do {
            _ = try work()
            return nil
        } catch {
            return error as? StoreError
        }
    }

    private func mode(_ path: String) throws -> Int? {
        (try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func aNewStateIsForItsOwnerAlone() throws {
        let file = try StateFile()
        let directory = file.directory + "/new/state"
        let store = try Store.open(directory: directory)
        try store.book("1", "v-1")
        #expect(try mode(directory) == 0o700)
        for name in try FileManager.default.contentsOfDirectory(atPath: directory) {
            #expect(try mode(directory + "/" + name) == 0o600, "\(name)")
        }
    }

    /// An intent must survive the power cut that follows the request it announces.
    @Test func everyCommitIsSynced() throws {
        let file = try StateFile()
        let store = try file.open()
        func pragma(_ name: String) throws -> String? { try store.read { try String.fetchOne($0, sql: "PRAGMA \(name)") } }
        #expect(try pragma("synchronous") == "2")
        #expect(try pragma("journal_mode") == "wal")
        #expect(try pragma("recursive_triggers") == "1")
        #expect(try pragma("secure_delete") == "1")
    }

    @Test func whatWasWrittenIsThereAgain() throws {
        let file = try StateFile()
        try file.open().book("1", "v-1")
        let store = try file.open()
        #expect(try store.invoice("1").configuration.transfer == .fileDue)
        #expect(try store.journalLength() == 7)
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test(arguments: [
        "DROP TRIGGER transition_no_delete", "DROP TRIGGER transition_append", "DROP INDEX intent_open", "CREATE TABLE stray (id INTEGER)",
        "CREATE TRIGGER helpful AFTER INSERT ON transition BEGIN SELECT 1; END", "ALTER TABLE link ADD COLUMN note TEXT",
        "UPDATE chart SET hash = 'other' WHERE name = 'invoice'", "DELETE FROM chart WHERE name = 'payment'",
    ])
    func anAlteredStateIsNotOpened(sql: String) throws {
        let file = try StateFile()
        try file.open().book("1", "v-1")
        try file.plain().write { try $0.execute(sql: sql) }
        let refused = refusal { try file.open() }
        #expect(refused?.code == .altered && refused?.code.rawValue == "STATE_ALTERED")
        #expect(refused?.hint.isEmpty == false)
        #expect(refusal { try Store.view(directory: file.directory) }?.code == .altered)
        #expect(refusal { try Store.scratchCopy(directory: file.directory) }?.code == .altered)
    }

    @Test func everyGuardOfTheChartsIsMissedWhenItIsGone() async throws {
        let names = try StateFile.triggers()
        #expect(names.count > 12)
        try await sideBySide(names, atOnce: 2) { name in
            let file = try StateFile.new()
            try file.plain().write { try $0.execute(sql: "DROP TRIGGER \"\(name)\"") }
            #expect(refusal { try file.open() }?.code == .altered, "\(name)")
        }
    }

    @Test(arguments: [false, true]) func aStateOfANewerVersionIsNotTouched(asView: Bool) throws {
        let file = try StateFile()
        _ = try file.open()
        try file.plain().write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999')") }
        let refused = try #require(refusal { asView ? try Store.view(directory: file.directory) : try file.open() })
        #expect(refused.code.rawValue == "STATE_NEWER")
        #expect(refused.cause == "this state was written by a newer version of reconcile")
        #expect(refused.hint.contains("Install that version again"))
    }

    @Test func aFileThatIsNoDatabaseIsNotTouched() throws {
        let file = try StateFile()
        let bytes = Data(repeating: UInt8(ascii: "x"), count: 8192)
        try bytes.write(to: URL(fileURLWithPath: file.path))
        #expect(refusal { try file.open() }?.code.rawValue == "STATE_CORRUPT")
        #expect(refusal { try Store.view(directory: file.directory) }?.code == .corrupt)
        #expect(FileManager.default.contents(atPath: file.path) == bytes)
    }

    @Test(arguments: [false, true]) func aMissingStateIsNamed(asCopy: Bool) throws {
        let file = try StateFile()
        let directory = file.directory
        let refused = refusal { asCopy ? try Store.scratchCopy(directory: directory) : try Store.view(directory: directory) }
        #expect(refused?.code.rawValue == "STATE_MISSING")
        #expect(refused?.hint.contains("reconcile setup") == true)
        #expect(!FileManager.default.fileExists(atPath: file.path))
    }

    @Test func aViewCannotWrite() throws {
        let file = try StateFile()
        try file.open().book("1", "v-1")
        let view = try Store.view(directory: file.directory)
        #expect(try view.invoice("1").configuration.transfer == .fileDue)
        let refused = #expect(throws: StoreError.self) { try view.feed("1", .sysSendFile, Store.announcing("attachFile")) }
        #expect(refused?.code == .cannotWrite)
    }

    /// In memory, and where the state is large in a file that nobody finds any more.
    @Test(arguments: [Int64.max, 0]) func aScratchCopyLeavesTheFileAsItIs(memoryMaximum: Int64) throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        let names = try FileManager.default.contentsOfDirectory(atPath: file.directory).filter { !$0.hasSuffix("-shm") }.sorted()
        let before = names.map { FileManager.default.contents(atPath: file.directory + "/" + $0) }
        let copy = try Store.scratchCopy(directory: file.directory, memoryMaximum: memoryMaximum)
        let path = try copy.read { db in try String.fetchOne(db, sql: "SELECT file FROM pragma_database_list WHERE name = 'main'") ?? "" }
        #expect(path.isEmpty == (memoryMaximum > 0) && ["", "-wal", "-shm"].allSatisfy { access(path + $0, F_OK) != 0 })
        try copy.feed("1", .sysSendFile, Store.announcing("attachFile"))
        try copy.book("2", "v-2")
        #expect(try copy.journalLength() == 15 && copy.verifyJournal().broken == nil)
        #expect(names.map { FileManager.default.contents(atPath: file.directory + "/" + $0) } == before)
        #expect(try store.journalLength() == 7)
        #expect(try store.machine(InvoiceChart.self, "2") == nil)
    }

    /// A large state is not copied: changes lie over it, and what others write and carry into the file meanwhile is not seen. Beginning
    /// with a log that is all in the file already, which is begun anew, and with one that is not.
    @Test(arguments: [false, true]) func aStateBeneathAScratchCopyStandsStill(isCheckpointed: Bool) throws {
        let file = try StateFile()
        let store = try file.open()
        func checkpoint() throws { try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA wal_checkpoint(PASSIVE)") } }
        for key in 1...20 { try store.book("\(key)", "v-\(key)") }
        try checkpoint()
        if !isCheckpointed { try store.book("21", "v-21") }
        let before = try store.journalLength()
        let copy = try Store.scratchCopy(directory: file.directory, memoryMaximum: 0)
        #expect(copy.beneath != nil)
        try copy.book("own", "v-own")
        for key in 30...99 {
            try store.book("\(key)", "v-\(key)")
            try checkpoint()
        }
        #expect(try copy.journalLength() == before + 7 && copy.machine(InvoiceChart.self, "30") == nil)
        #expect(try copy.verifyJournal().broken == nil && copy.invoice("own").configuration.transfer == .fileDue)
        #expect(try copy.read { db in try String.fetchAll(db, sql: "PRAGMA integrity_check") } == ["ok"])
        #expect(try store.machine(InvoiceChart.self, "own") == nil && store.verifyJournal().broken == nil)
        let next = try Store.scratchCopy(directory: file.directory, memoryMaximum: 0)
        #expect(try next.journalLength() == store.journalLength() && next.verifyJournal().broken == nil)
    }

    /// As one that was put back may be: nothing can be laid over it, so it is copied into a file.
    @Test func aLargeStateWithoutALogIsPlannedOnAsWell() throws {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        let path = store.path
        try store.close()
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
        try queue.close()
        let before = FileManager.default.contents(atPath: path)
        let copy = try Store.scratchCopy(directory: file.directory, memoryMaximum: 0)
        #expect(copy.beneath == nil)
        try copy.feed("1", .sysSendFile, Store.announcing("attachFile"))
        try copy.book("2", "v-2")
        #expect(try copy.verifyJournal().broken == nil && copy.journalLength() == 15)
        #expect(FileManager.default.contents(atPath: path) == before)
    }

    @Test func aDirectoryThatCannotBeMadeIsNamed() throws {
        let file = try StateFile()
        let blocked = file.directory + "/file"
        try Data().write(to: URL(fileURLWithPath: blocked))
        #expect(refusal { try Store.open(directory: blocked + "/state") }?.code == .cannotWrite)
    }
}

extension StateFile {
    static func triggers() throws -> [String] {
        let file = try StateFile()
        _ = try file.open()
        return try file.plain().read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_schema WHERE type = 'trigger' ORDER BY 1") }
    }
}
