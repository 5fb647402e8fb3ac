import Bookkeeping
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// Columns and tables that spare a question over all documents its walk: they hold what the walk would find.
@Suite struct ManyDocumentsTests {
    // MARK: settled

    private static let header =
        #"{"id":7,"date":"2026-03-02","statusCode":300,"booking":{"balance":0,"payments":[{"id":1,"paidDate":"2026-03-20","value":9}]}}"#
    private static let row = #"{"id":"v-7","type":"salesinvoice","status":"paid","open":0,"total":11900}"#
    private static let reading =
        #"{"payments":[{"date":"2026-03-18","amount":11900,"kind":"bank"}],"remainders":[],"open":0,"status":"paid"}"#

    /// Whatever of this is otherwise, the document is worth a look.
    private static let otherwise: [(table: String, column: String, was: String, is: String)] = [
        ("hero_document", "header", #""balance":0"#, #""balance":1"#), ("hero_document", "header", #""balance":0"#, #""balance":null"#),
        ("hero_document", "header", #""statusCode":300"#, #""statusCode":600"#),
        ("hero_document", "header", #""statusCode":300"#, #""statusCode":300,"statusName":"Storniert""#),
        ("hero_document", "header", #""date":"2026-03-02","#, ""), ("hero_document", "header", #"{"id""#, #"{"#),
        ("lex_voucher", "row", #""open":0"#, #""open":1"#), ("lex_voucher", "row", #""open":0"#, #""open":null"#),
        ("lex_voucher", "row", "salesinvoice", "salescreditnote"), ("lex_voucher", "row", #""status":"paid""#, #""status":"voided""#),
        ("lex_payment", "reading", #""status":"paid""#, #""status":"voided""#),
        ("lex_payment", "reading", #""open":0"#, #""open":0,"problem":"PAYMENT_MISMATCH""#),
        ("lex_payment", "reading", #"{"payments":"#, #"{"payment":"#), ("lex_payment", "reading", #"{"payments""#, "{"),
    ]

    private func settled(_ store: Store) throws -> String? {
        try store.read { db in try String.fetchOne(db, sql: "SELECT settled FROM document_row WHERE key = '7'") }
    }

    private func write(_ store: Store, _ table: String, _ column: String, _ text: String) throws {
        try store.write { db in try db.execute(sql: "UPDATE \(table) SET \(column) = ?", arguments: [text]) }
    }

    private static let rows: [(sql: String, text: String?)] = [
        ("INSERT INTO hero_document (id, header, fingerprint, seen_at) VALUES (7, ?, '', 1)", header),
        ("INSERT INTO lex_voucher (id, row, number, updated, seen_at) VALUES ('v-7', ?, '', '', 1)", row),
        ("INSERT INTO lex_payment (voucher_id, stamp, reading, troubled, read_at) VALUES ('v-7', '', ?, 0, 1)", reading),
        ("INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('invoice', '7', 'v-7', 1)", nil),
    ]

    private func add(_ row: (sql: String, text: String?), _ store: Store) throws {
        try store.write { db in try db.execute(sql: row.sql, arguments: row.text.map { [$0] } ?? []) }
    }

    private func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

    private func fill(_ store: Store) throws {
        try store.begin(InvoiceChart.self, "7", by: StateFile.author, at: StateFile.now)
        for row in Self.rows { try add(row, store) }
    }

    /// In whatever order the rows come: the last one settles it.
    @Test(arguments: [[0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [1, 3, 0, 2]]) func itIsSettledWhenAllIsThere(order: [Int]) throws {
        let store = try Store.inMemory()
        try store.begin(InvoiceChart.self, "7", by: StateFile.author, at: StateFile.now)
        for place in order {
            #expect(try settled(store) == nil)
            try add(Self.rows[place], store)
        }
        #expect(try settled(store) == "2026-03-20")
        #expect(try store.settledDocuments(in: InvoiceTransfer.allCases, on: day("2026-03-20")) == 1)
        #expect(try store.settledDocuments(in: InvoiceTransfer.allCases, on: day("2026-03-19")) == 0)
        #expect(try store.unsettledDocuments(in: InvoiceTransfer.allCases, on: day("2026-03-19")) == ["7"])
        #expect(try store.unsettledDocuments(in: InvoiceTransfer.allCases, on: day("2026-03-20")).isEmpty)
        #expect(try store.unsettledDocuments(in: InvoiceTransfer.allCases, on: nil) == ["7"])
    }

    @Test func whateverIsOtherwiseTakesALook() throws {
        let store = try Store.inMemory()
        try fill(store)
        for (table, column, was, other) in Self.otherwise {
            let whole = [("header", Self.header), ("row", Self.row), ("reading", Self.reading)].first { $0.0 == column }?.1 ?? ""
            try write(store, table, column, whole.replacing(was, with: other))
            #expect(try settled(store) == nil, "\(other)")
            try write(store, table, column, whole)
            #expect(try settled(store) == "2026-03-20", "\(other)")
        }
        // A remainder is a movement, too.
        try write(
            store, "lex_payment", "reading", Self.reading.replacing(#""remainders":[]"#, with: #""remainders":[{"date":"2026-04-01"}]"#))
        #expect(try settled(store) == "2026-04-01")
        try store.write { try $0.execute(sql: "DELETE FROM lex_voucher") }
        #expect(try settled(store) == nil)
    }

    @Test func anEndedTieSettlesNothing() throws {
        let store = try Store.inMemory()
        try fill(store)
        try store.write { try $0.execute(sql: "UPDATE link SET unlinked_at = 2") }
        #expect(try settled(store) == nil)
        #expect(try store.unsettledDocuments(in: InvoiceTransfer.allCases, on: nil).isEmpty)
    }

    /// A state of before these columns: they hold what they would hold had they always been there.
    @Test func anOlderStateGetsThem() throws {
        let file = try StateFile()
        let old = try Store.open(directory: file.directory, Array(Migrations.steps.prefix { $0.name != "011" }))
        try fill(old)
        try old.write { db in
            for (id, remote) in [(1, "v-7"), (2, "v-8")] {
                try db.execute(
                    sql: """
                        INSERT INTO intent (id, kind, key, action, digest, opened_at, outcome, remote_id, closed_at)
                        VALUES (?, 'invoice', '7', 'createVoucher', '', 1, 'done', ?, 1)
                        """, arguments: [id, remote])
            }
        }
        let store = try file.open()
        #expect(try settled(store) == "2026-03-20")
        #expect(try store.yearFigures(2026).doubled == ["7"])
        #expect(try store.verifyJournal().broken == nil)
    }

    // MARK: vouchers that were made

    /// Random writes and ties of a few documents; `seed` says which.
    private func play(_ seed: UInt64, _ store: Store) throws {
        var dice = seed
        func throwDie(_ sides: UInt64) -> Int {
            dice = dice &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((dice >> 33) % sides)
        }
        let years: [Int64] = [1_735_700_000_000, 1_767_220_000_000, 1_767_225_000_000, 1_780_000_000_000]
        try store.write { db in
            for id in 1...60 {
                let outcome = ["done", "done", "unknown", "rejected", nil][throwDie(5)]
                let action = throwDie(6) == 0 ? "attachFile" : "createVoucher"
                // One write of a document may be open at a time.
                let key = outcome == nil ? "open-\(id)" : "\(throwDie(14))"
                try db.execute(
                    sql: """
                        INSERT INTO intent (id, kind, key, action, digest, opened_at, outcome, remote_id, closed_at)
                        VALUES (?, 'invoice', ?, ?, '', 1, ?, ?, ?)
                        """, arguments: [id, key, action, outcome, "v-\(throwDie(20))", outcome == nil ? nil : years[throwDie(4)]])
                guard throwDie(4) == 0 else { continue }
                try db.execute(
                    sql: "INSERT INTO link (kind, key, remote_id, linked_at, unlinked_at) VALUES ('invoice', ?, ?, 1, 2)",
                    arguments: [key, "v-\(throwDie(20))"])
            }
            // What was announced first and answered later.
            for id in 1...60 where throwDie(3) == 0 {
                try db.execute(sql: "UPDATE intent SET outcome = 'done', closed_at = ? WHERE id = ?", arguments: [years[throwDie(4)], id])
            }
        }
    }

    /// As it was asked before there were tables for it: over every write there ever was.
    private static let everyWrite = """
        SELECT key FROM (
            SELECT key, remote_id FROM intent WHERE \(Schema010.created)
            UNION SELECT key, remote_id FROM link WHERE kind = 'invoice' AND key IN
                (SELECT key FROM intent WHERE outcome = 'unknown' AND kind = 'invoice' AND action = 'createVoucher'))
        AS made GROUP BY key HAVING COUNT(*) > 1 ORDER BY CAST(key AS INTEGER) LIMIT 100
        """

    @Test func yearsAreToldAsByAWalkOverEveryWrite() throws {
        var told = 0
        for seed: UInt64 in 1...12 {
            let store = try Store.inMemory()
            try play(seed, store)
            let (doubled, transferred) = try store.read { db in
                (
                    try String.fetchAll(db, sql: Self.everyWrite),
                    try Int.fetchOne(
                        db,
                        sql: """
                            SELECT COUNT(*) FROM (SELECT key FROM intent WHERE \(Schema010.created)
                                GROUP BY key HAVING MIN(closed_at) >= 1767222000000)
                            """)
                )
            }
            let figures = try store.yearFigures(2026)
            #expect(Set(figures.doubled) == Set(doubled) && figures.transferred == transferred, "seed \(seed)")
            told += figures.doubled.count
        }
        #expect(told > 12)
    }
}
