import GRDB
import Persistence
import StateCharts
import TestSupport
import Testing

/// The file defends itself, whoever writes to it (statecharts.md §7).
@Suite struct GuardTests {
    /// Copies one entry of the journal with some columns replaced.
    private static func forged(seq: String, previous: String, verb: String = "INSERT", of original: Int = 1) -> String {
        """
        \(verb) INTO transition SELECT \(seq), at, day, actor, cause, software, mapping, kind, key, from_state, event, to_state, effects,
            detail, \(previous), hash FROM transition WHERE seq = \(original)
        """
    }

    static let last = "(SELECT hash FROM transition ORDER BY seq DESC LIMIT 1)"
    static let next = "(SELECT MAX(seq) + 1 FROM transition)"

    static let illegal = [
        "UPDATE invoice SET life = 'paid' WHERE key = '1'",
        "UPDATE invoice SET transfer = 'fileComplete', rev = rev + 1, last_event = 'reply.fileAccepted' WHERE key = '1'",
        "UPDATE invoice SET transfer = 'waiting', life = 'locked', settlement = 'unbooked', rev = rev + 1, last_event = 'op.retry'",
        "UPDATE invoice SET rev = rev + 1", "UPDATE invoice SET transfer = 'nowhere'", "UPDATE invoice SET key = '9'",
        "UPDATE OR REPLACE invoice SET key = '1' WHERE key = '2'", "DELETE FROM invoice", "DELETE FROM invoice WHERE key = '2'",
        "INSERT INTO invoice SELECT * FROM invoice WHERE key = '1'", "INSERT OR REPLACE INTO invoice SELECT * FROM invoice WHERE key = '1'",
        """
        INSERT OR REPLACE INTO invoice (key, rev, phase, life, evidence, transfer, settlement, last_event, entered_at)
        VALUES ('1', 0, 'tracked', 'draft', 'sound', 'unjudged', 'unbooked', '', 0)
        """,
        """
        INSERT INTO invoice (key, rev, phase, life, evidence, transfer, settlement, last_event, entered_at)
        VALUES ('3', 0, 'tracked', 'paid', 'sound', 'fileComplete', 'exact', '', 0)
        """,
        "DELETE FROM chart_invoice_edge", "DELETE FROM integration", "UPDATE transition SET detail = 'voucher=v-2' WHERE seq = 7",
        "UPDATE transition SET seq = seq + 1", "UPDATE OR REPLACE transition SET seq = 1 WHERE seq = 2", "DELETE FROM transition",
        "DELETE FROM transition WHERE seq = (SELECT MAX(seq) FROM transition)",
        "INSERT OR REPLACE INTO transition SELECT * FROM transition WHERE seq = 3", "REPLACE INTO transition SELECT * FROM transition",
        forged(seq: "3", previous: "previous", verb: "INSERT OR REPLACE", of: 4), forged(seq: next, previous: "'no such hash'"),
        forged(seq: next, previous: "''"), forged(seq: "(SELECT MAX(seq) + 2 FROM transition)", previous: last),
        forged(seq: "0", previous: last), forged(seq: "NULL", previous: "''"),
        // One living link of a document, one living document of a voucher, one open intent of a machine.
        "INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('invoice', '1', 'v-3', 0)",
        "INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('invoice', '2', 'v-1', 0)",
        "INSERT INTO intent (kind, key, action, digest, opened_at) VALUES ('invoice', '2', 'createVoucher', 'd', 0)",
    ]

    /// One document on the books, one announced.
    private func file() throws -> StateFile {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        try store.announce("2")
        try store.begin(IntegrationChart.self, "1", by: StateFile.author, at: StateFile.now)
        return file
    }

    @Test func aPlainConnectionIsRefused() async throws {
        try await sideBySide(Self.illegal, atOnce: 2) { sql in
            let file = try file()
            let before = try file.dump()
            #expect(throws: DatabaseError.self, "\(sql)") { try file.plain().write { try $0.execute(sql: sql) } }
            #expect(try file.dump() == before, "\(sql)")
            #expect(try file.open().verifyJournal().broken == nil, "\(sql)")
        }
    }

    @Test(.enabled(if: SQLiteShell.path != nil)) func theSQLiteShellIsRefused() async throws {
        try await sideBySide(Self.illegal, atOnce: 2) { sql in
            let file = try file()
            let before = try file.dump()
            let result = try SQLiteShell.run(file.path, sql)
            #expect(result.status != 0, "\(sql)")
            #expect(result.errors.contains("Error"), "\(sql): \(result.errors)")
            #expect(try file.dump() == before, "\(sql)")
        }
    }

    /// The same doors let through what the chart and the chain allow, or the tests above would prove nothing.
    @Test func aLegalMoveByHandIsPossible() throws {
        let file = try file()
        let plain = try file.plain()
        try plain.write { db in
            try db.execute(
                sql: "UPDATE invoice SET transfer = 'fileSending', rev = rev + 1, last_event = 'sys.sendFile' WHERE key = '1'")
            try db.execute(sql: Self.forged(seq: Self.next, previous: Self.last))
        }
        let view = try Store.view(directory: file.directory)
        #expect(try view.invoice("1").configuration.transfer == .fileSending)
        // And the journal shows both: the entry with a stolen hash, before the move nobody entered.
        #expect(try view.verifyJournal().broken?.seq == 15)
        #expect(throws: StoreError.self) { try file.open() }
    }

    /// A column holds what its type says even where no trigger watches: reading must never meet anything else.
    @Test(arguments: [
        "UPDATE transition SET at = 'yesterday'", "UPDATE transition SET hash = NULL", "UPDATE invoice SET entered_at = 'now'",
        "UPDATE hero_document SET seen_at = 'now'",
        "INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('contact', '1', x'00ff', 0)",
    ])
    func typesAreEnforced(sql: String) throws {
        let file = try file()
        try file.open().record(documents: [Listed(id: 1, text: "a")], at: StateFile.now)
        #expect(throws: DatabaseError.self) { try file.tamper(sql) }
    }
}
