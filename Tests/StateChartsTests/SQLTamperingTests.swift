import GRDB
import StateCharts
import Testing

/// What the guards refuse besides illegal moves.
struct SQLTamperingTests {
    private let table: GuardedTable<InvoiceChart>
    private let locked: InvoiceConfiguration

    init() throws {
        let table = try GuardedTable<InvoiceChart>()
        self.table = table
        guard case .moved(let locked, _) = InvoiceChart.step(InvoiceChart.initial, .heroLocked) else {
            throw DatabaseError(message: "a draft that HERO locks is locked")
        }
        self.locked = locked
        try table.database.write { database in
            try table.insert(database, "RE-1", InvoiceChart.initial)
            try table.insert(database, "RE-2", InvoiceChart.initial)
            try table.move(table.moveStatement(database), "RE-1", .heroLocked, locked)
        }
    }

    private func isRefused(_ body: (Database) throws -> Void) -> Bool {
        table.database.writeWithoutTransaction { database in table.isRefused { try body(database) } }
    }

    private func isRefused(_ sql: String) -> Bool { isRefused { try $0.execute(sql: sql) } }

    /// Whatever was tried, the two rows are as they were.
    private func expectUntouched() throws {
        let rows = try table.database.read {
            try String.fetchAll($0, sql: "SELECT key || ' ' || rev || ' ' || life || ' ' || coalesce(note, '-') FROM invoice ORDER BY key")
        }
        #expect(rows == ["RE-1 1 locked -", "RE-2 0 draft -"])
    }

    @Test(arguments: ["INSERT", "INSERT OR REPLACE", "INSERT OR IGNORE", "INSERT OR FAIL", "INSERT OR ROLLBACK", "REPLACE"])
    func aRowCannotBeInsertedAgain(verb: String) throws {
        #expect(isRefused { try table.insert($0, "RE-1", InvoiceChart.initial, verb: verb) })
        try expectUntouched()
    }

    @Test func anUpsertIsRefused() throws {
        #expect(
            isRefused(
                """
                INSERT INTO invoice (key, rev, phase, life, evidence, transfer, settlement)
                VALUES ('RE-1', 0, 'tracked', 'draft', 'sound', 'unjudged', 'unbooked') ON CONFLICT (key) DO UPDATE SET life = 'draft', rev = 0
                """))
        try expectUntouched()
    }

    @Test func aRowStartsAtTheBeginning() throws {
        #expect(isRefused { try table.insert($0, "RE-3", locked) })
        #expect(isRefused { try table.insert($0, "RE-3", rev: 1, InvoiceChart.initial) })
        #expect(isRefused { try table.insert($0, nil, InvoiceChart.initial) })
        try expectUntouched()
    }

    @Test(arguments: [
        "DELETE FROM invoice", "DELETE FROM invoice WHERE key = 'RE-1'",
        "UPDATE invoice SET rev = rev", "UPDATE invoice SET rev = rev + 1", "UPDATE invoice SET rev = rev - 1",
        "UPDATE invoice SET life = 'paid' WHERE key = 'RE-1'", "UPDATE invoice SET life = life",
        "UPDATE invoice SET last_event = 'hero.locked'", "UPDATE invoice SET last_event = NULL, rev = rev + 1",
        "UPDATE invoice SET key = 'RE-9', rev = rev + 1, last_event = 'hero.locked', life = 'locked' WHERE key = 'RE-2'",
        "UPDATE invoice SET key = 'RE-9' WHERE key = 'RE-2'", "UPDATE OR REPLACE invoice SET key = 'RE-1' WHERE key = 'RE-2'",
        "UPDATE OR IGNORE invoice SET life = 'paid' WHERE key = 'RE-1'",
        "UPDATE invoice SET rev = 2, last_event = 'hero.locked', life = 'locked' WHERE key = 'RE-2'",
        "UPDATE invoice SET rev = NULL, last_event = 'hero.locked', life = 'locked' WHERE key = 'RE-2'",
        "UPDATE invoice SET rev = 1, last_event = 'hero.lockd', life = 'locked' WHERE key = 'RE-2'",
        "UPDATE invoice SET rev = 1, last_event = 'hero.locked', life = 'Locked' WHERE key = 'RE-2'",
    ])
    func changesOutsideTheChartAreRefused(sql: String) throws {
        #expect(isRefused(sql))
        try expectUntouched()
    }

    @Test(arguments: [
        "DELETE FROM chart_invoice_edge", "DELETE FROM chart_invoice_configuration", "UPDATE chart_invoice_edge SET event = event",
        "UPDATE chart_invoice_configuration SET initial = 1",
        "INSERT INTO chart_invoice_edge SELECT * FROM chart_invoice_edge LIMIT 1",
        "INSERT OR REPLACE INTO chart_invoice_edge SELECT * FROM chart_invoice_edge LIMIT 1",
        "INSERT OR IGNORE INTO chart_invoice_configuration SELECT * FROM chart_invoice_configuration LIMIT 1",
        "REPLACE INTO chart_invoice_configuration SELECT * FROM chart_invoice_configuration LIMIT 1",
    ])
    func theGuardsOwnTablesNeverChange(sql: String) throws {
        #expect(isRefused(sql))
        try expectUntouched()
    }

    /// The hidden rowid would be a side door: replacing by it deletes the row it hits, and only a DELETE trigger can object.
    @Test func replacingByRowidIsRefusedWithRecursiveTriggers() throws {
        #expect(
            isRefused(
                """
                INSERT OR REPLACE INTO invoice (rowid, key, rev, phase, life, evidence, transfer, settlement)
                SELECT rowid, 'RE-7', 0, 'tracked', 'draft', 'sound', 'unjudged', 'unbooked' FROM invoice WHERE key = 'RE-1'
                """))
        #expect(isRefused("UPDATE OR REPLACE invoice SET rowid = (SELECT rowid FROM invoice WHERE key = 'RE-1') WHERE key = 'RE-2'"))
        try expectUntouched()
    }

    @Test func otherColumnsAreFree() throws {
        try table.database.write { try $0.execute(sql: "UPDATE invoice SET note = 'seen'") }
        #expect(try table.database.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM invoice WHERE note = 'seen'") } == 2)
    }

    @Test func aMoveThatSkipsARevisionIsRefused() throws {
        #expect(
            isRefused { database in
                try table.move(table.moveStatement(database, step: 2), "RE-2", .heroLocked, locked)
            })
        try expectUntouched()
    }

    @Test func configurationsCarryWhatReadersAskFor() throws {
        let (rows, attention, awaiting) = try table.database.read { database in
            (
                try Int.fetchOne(database, sql: "SELECT count(*) FROM chart_invoice_configuration"),
                try Int.fetchOne(database, sql: "SELECT count(*) FROM chart_invoice_configuration WHERE attention = 1"),
                try String.fetchSet(
                    database, sql: "SELECT DISTINCT transfer || ' ' || awaits FROM chart_invoice_configuration WHERE awaits IS NOT NULL")
            )
        }
        #expect(rows == InvoiceChart.configurations.count)
        #expect(attention == InvoiceChart.configurations.count(where: InvoiceChart.isAttention))
        #expect(
            awaiting == ["checking lookupVoucher", "creating createVoucher", "uncertain resolveVoucher", "fileSending attachFile"])
    }
}
