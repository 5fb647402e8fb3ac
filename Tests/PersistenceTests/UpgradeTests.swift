import Foundation
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// An upgrade keeps a checked copy aside before it changes anything; going back means putting that copy back.
@Suite struct UpgradeTests {
    private struct Failure: Error {}

    private static let extra: Migrations.Step = (
        "002", { @Sendable db in try db.execute(sql: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT") }
    )
    private static let failing: Migrations.Step = (
        "002",
        { @Sendable db in
            try db.execute(sql: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; DROP TABLE booking")
            throw Failure()
        }
    )
    private static var next: [Migrations.Step] { Migrations.steps + [extra] }

    private func aside(_ file: StateFile) -> String { file.path + ".before-002" }

    @Test func theCopyIsMadeFirst() throws {
        let file = try StateFile()
        try file.open().book("1", "v-1")
        let upgraded = try Store.open(directory: file.directory, Self.next)
        #expect(try upgraded.read { try $0.tableExists("extra") })
        #expect((try FileManager.default.attributesOfItem(atPath: aside(file))[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        let kept = try DatabaseQueue(path: aside(file))
        #expect(try kept.read { try !$0.tableExists("extra") && Migrations.migrator().hasCompletedMigrations($0) })
        let (old, new) = (try kept.read { try Journal.verdict($0) }, try upgraded.verifyJournal())
        #expect(old == new)
        // The older program refuses the newer state and names the way back.
        let refused = #expect(throws: StoreError.self) { try file.open() }
        #expect(refused?.code == .newerVersion && refused?.hint.contains("before-") == true)
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: file.path + suffix) }
        try FileManager.default.copyItem(atPath: aside(file), toPath: file.path)
        let back = try file.open()
        #expect(try back.invoice("1").configuration.transfer == .fileDue)
        // What the newer program did meanwhile is not known here: it counts as put back.
        #expect(try back.restoration()?.phase == .relinking)
    }

    @Test func aMigrationThatFailsChangesNothing() throws {
        let file = try StateFile()
        try file.open().book("1", "v-1")
        let before = try file.dump()
        #expect(throws: StoreError.self) { try Store.open(directory: file.directory, Migrations.steps + [Self.failing]) }
        #expect(try file.dump() == before)
        #expect(FileManager.default.fileExists(atPath: aside(file)))
        // The copy of the first attempt serves the second.
        #expect(throws: Never.self) { try Store.open(directory: file.directory, Self.next) }
    }

    @Test func aNewStateAndAPresentOneNeedNoCopy() throws {
        let file = try StateFile()
        _ = try Store.open(directory: file.directory, Self.next)
        _ = try Store.open(directory: file.directory, Self.next)
        #expect(!FileManager.default.fileExists(atPath: aside(file)))
    }
}
