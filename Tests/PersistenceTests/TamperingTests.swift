import Foundation
import GRDB
import StateCharts
import TestSupport
import Testing

@testable import Persistence

/// Nothing is written on a state that somebody changed, whatever he changed and however well he put the guards back.
@Suite struct TamperingTests {
    /// Everything that decides: a document on the books, one disowned voucher, payments taken note of, settings, cursors.
    private func file() throws -> (StateFile, Store) {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        try store.announce("2")
        var commitment = TransitionChanges()
        commitment.disown = ["v-8"]
        try store.annotate(InvoiceChart.self, "2", commitment)
        try store.record(payments: PaymentObservation(voucherID: "v-1", stamp: "s", reading: "r"), isTroubled: true, at: StateFile.now)
        try store.set(setting: "start", to: "2026-04-13", by: StateFile.author, at: StateFile.now)
        try store.set(cursor: "settings", to: #"{"startDate":"2026-04-13"}"#)
        try store.set(cursor: "accepted.1", to: #"{"reason":"TOTAL"}"#)
        let decision = try NewDecision(.retry, id: "d-1", "RE-1", about: nil, by: "user:erika", reason: "retry")
        try store.note(decision, at: StateFile.now)
        return (file, store)
    }

    static let changes = [
        "UPDATE link SET remote_id = 'v-9'", "DELETE FROM link", "UPDATE link SET unlinked_at = 1", "UPDATE link SET linked_at = 0",
        "INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('contact', '1', 'c-9', 0)",
        "UPDATE setting SET value = '2025-01-01'", "DELETE FROM setting", "UPDATE setting SET name = 'starts'",
        "UPDATE cursor SET value = '{}' WHERE name = 'settings'", "DELETE FROM cursor WHERE name = 'accepted.1'",
        "INSERT INTO cursor VALUES ('accepted.2', 'TOTAL')", "UPDATE booking SET contact_id = NULL", "UPDATE booking SET file_sha256 = ''",
        "UPDATE booking SET voucher = replace(voucher, '11900', '11901')", "DELETE FROM booking WHERE key = '2'", "DELETE FROM disowned",
        "INSERT INTO disowned VALUES ('1', 'v-1')", "UPDATE lex_payment SET accepted = 1", "UPDATE lex_payment SET reading = '[]'",
        "DELETE FROM intent WHERE outcome IS NULL", "UPDATE intent SET outcome = 'done' WHERE outcome IS NULL",
        "UPDATE intent SET remote_id = 'v-9' WHERE outcome = 'done'", "UPDATE seal SET sum = x''", "DELETE FROM seal WHERE name = 'link'",
        "UPDATE decision SET actor = 'user:mallory'", "UPDATE decision SET outcome = 'done'", "DELETE FROM decision",
        "UPDATE transition SET detail = 'x' WHERE seq = 5", "UPDATE invoice SET life = 'paid' WHERE key = '1'",
        // Two rows that change places are the same values, and not the same rows.
        "UPDATE booking SET key = CASE key WHEN '1' THEN '-2' ELSE '-1' END; UPDATE booking SET key = substr(key, 2)",
    ]

    @Test func whatWasChangedIsFound() async throws {
        try await sideBySide(Self.changes, atOnce: 2) { try find($0) }
    }

    private func find(_ sql: String) throws {
        let (file, store) = try file()
        #expect(try store.verifyJournal().broken == nil)
        try file.tamperUnseen { try $0.execute(sql: sql) }
        // Nothing of the schema tells.
        let view = try Store.view(directory: file.directory)
        #expect(try view.verifyJournal().broken != nil, "\(sql)")
        let refused = #expect(throws: StoreError.self, "\(sql)") { try file.open() }
        #expect(refused?.code == .altered && refused?.cause.contains("journal entry") == true, "\(sql)")
        // The one who is at work notices it with his next pass: the schema was touched.
        let pass = #expect(throws: StoreError.self, "\(sql)") { try store.beginPass(at: StateFile.now) }
        #expect(pass?.code == .altered, "\(sql)")
        #expect(throws: StoreError.self, "\(sql)") { try view.backup(to: file.directory + "/kept", at: StateFile.now) }
    }

    /// What only tells what was seen may change by hand; the proof is about what decides.
    @Test func observationsAreNotSealed() throws {
        let (file, _) = try file()
        try file.tamperUnseen { try $0.execute(sql: "UPDATE lex_payment SET stamp = '', read_at = 1; DELETE FROM pass") }
        #expect(try file.open().verifyJournal().broken == nil)
    }

    /// The program's own changes of every kind leave the sums right.
    @Test func ownChangesFit() throws {
        let (_, store) = try file()
        try store.keep(Noted(text: "1"))
        try store.keep(Noted(text: "a\u{0}b\n"), about: "Überschrift \u{0} 'x'")
        try store.forget(Noted.self, about: "nothing")
        try store.lookAnew(forgetting: [Noted.self])
        try store.accept(paymentsOfVoucher: "v-1", document: "1", by: StateFile.author, at: StateFile.now)
        try store.record(payments: PaymentObservation(voucherID: "v-1", stamp: "t", reading: "r"), isTroubled: true, at: StateFile.now)
        try store.feed("1", .sysSendFile, Store.announcing("attachFile"))
        var commitment = TransitionChanges()
        commitment.disown = ["v-8", "v-8"]
        try store.feed("2", .replyOutcomeUnknown, commitment)
        #expect(try store.verifyJournal().broken == nil)
    }

    /// Any sequence of changes, and any order of rows, adds up to the same sum as the rows themselves.
    @Test(arguments: UInt64(1)...20) func theSumIsThatOfTheRows(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let store = try Store.inMemory()
        for _ in 0..<60 {
            let key = "c\(generator.next() % 12)"
            if generator.next() % 4 == 0 {
                try store.forget(Noted.self, about: key)
            } else {
                try store.keep(Noted(text: String(generator.next() % 3)), about: key)
            }
            let differing = try store.read { try Seals.firstDiffering(in: $0) }
            #expect(differing == nil)
        }
    }

    /// Rewrites the chain from an entry on as somebody who can reckon, and the sums as well.
    private func rewrite(_ file: StateFile, from seq: Int64) throws {
        try file.tamperUnseen { db in
            var previous = try String.fetchOne(db, sql: "SELECT hash FROM transition WHERE seq = ?", arguments: [seq - 1]) ?? ""
            for row in try Row.fetchAll(db, sql: "SELECT * FROM transition WHERE seq >= ? ORDER BY seq", arguments: [seq]) {
                var entry = try JournalEntry(row)
                if entry.seq == seq { entry.actor = "user:nobody" }
                entry.previous = previous
                entry.hash = entry.computedHash
                try db.execute(
                    sql: "UPDATE transition SET actor = ?, previous = ?, hash = ? WHERE seq = ?",
                    arguments: [entry.actor, entry.previous, entry.hash, entry.seq])
                previous = entry.hash
            }
        }
    }

    enum Witness: CaseIterable, Sendable { case watermark, receipt, earlierReceipt }

    @Test(arguments: Witness.allCases, [1, 3, 5]) func aRewrittenChainContradictsWhatIsKnownOutside(witness: Witness, from: Int64) throws {
        let (file, store) = try file()
        switch witness {
        case .watermark: try store.rest(at: StateFile.now)
        case .receipt, .earlierReceipt:
            #expect(try store.backup(to: file.directory + "/one", at: StateFile.now).remember(directory: file.directory))
            if witness == .earlierReceipt {
                try store.book("3", "v-3")
                var second = try store.backup(to: file.directory + "/two", at: StateFile.now)
                second.newestHash = ""
                second.entries = 0
                #expect(second.remember(directory: file.directory))
            }
        }
        #expect(try store.verifyJournal().broken == nil)
        try rewrite(file, from: from)
        let verdict = try Store.view(directory: file.directory).verifyJournal()
        let source = witness == .watermark ? "reconcile.watermark" : "reconcile.backup"
        #expect(verdict.broken?.why == "\(source) knows another one: the chain was rewritten")
        let refused = #expect(throws: StoreError.self) { try file.open() }
        #expect(refused?.code == .altered)
    }

    /// Whoever reckons the sum of a table as well meets the one in the watermark.
    @Test func aReckonedSumContradictsTheWatermark() throws {
        let (file, store) = try file()
        try store.rest(at: StateFile.now)
        try file.tamperUnseen { db in
            try db.execute(sql: "UPDATE link SET remote_id = 'v-9'")
            let table = try #require(Seals.tables.first { $0.name == "link" })
            try db.execute(sql: "UPDATE seal SET sum = ? WHERE name = 'link'", arguments: [try Seals.sum(of: table, in: db)])
        }
        let verdict = try Store.view(directory: file.directory).verifyJournal()
        #expect(verdict.broken?.why == "the table link is not the one reconcile.watermark knows")
    }

    /// Between two passes of a service, with nothing of the schema touched: the entries since the last pass, and the one they follow.
    @Test(arguments: [13, 14]) func aPassVerifiesWhatIsNew(seq: Int64) throws {
        let (file, store) = try file()
        _ = try store.beginPass(at: StateFile.now)
        let anchor = try store.journalLength()
        try store.book("3", "v-3")
        #expect(throws: Never.self) { try store.beginPass(at: StateFile.now) }
        try store.book("4", "v-4")
        let version = try file.plain().read { try Int.fetchOne($0, sql: "PRAGMA schema_version") } ?? 0
        try file.tamperUnseen {
            try $0.execute(sql: "UPDATE transition SET detail = 'x' WHERE seq = \(Int64(anchor) + 7 + seq - 13)")
            if seq == 13 { try $0.execute(sql: "UPDATE transition SET hash = 'x' WHERE seq = \(anchor + 7)") }
        }
        try file.plain().writeWithoutTransaction { try $0.execute(sql: "PRAGMA schema_version = \(version)") }
        let refused = #expect(throws: StoreError.self) { try store.beginPass(at: StateFile.now) }
        #expect(refused?.code == .altered)
    }

    // MARK: the schema

    @Test(arguments: [
        "CREATE TRIGGER sqlite9 AFTER INSERT ON link BEGIN DELETE FROM disowned; END", "CREATE VIEW sqlite9 AS SELECT 1",
        "CREATE TABLE sqliteX (a)", "CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq TEXT)",
        "CREATE TABLE _litestream_other (id INTEGER)", "CREATE TABLE _litestream_lock (id INTEGER, a)",
        "CREATE INDEX _litestream_seq ON link(remote_id)",
    ])
    func whatIsNotOursIsSeen(sql: String) throws {
        let (file, _) = try file()
        try file.plain().write { try $0.execute(sql: sql) }
        let refused = #expect(throws: StoreError.self) { try file.open() }
        #expect(refused?.code == .altered)
        #expect(throws: StoreError.self) { try Store.view(directory: file.directory) }
    }

    /// Litestream makes two tables in every database it copies, and reads and checkpoints when it likes.
    @Test func litestreamIsNoAlteration() throws {
        let (file, _) = try file()
        var configuration = Configuration()
        configuration.allowsUnsafeTransactions = true
        let litestream = try DatabaseQueue(path: file.path, configuration: configuration)
        try litestream.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    CREATE TABLE IF NOT EXISTS _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER);
                    CREATE TABLE IF NOT EXISTS _litestream_lock (id INTEGER);
                    PRAGMA wal_autocheckpoint = 0;
                    INSERT INTO _litestream_seq (id, seq) VALUES (1, 1);
                    BEGIN; SELECT COUNT(1) FROM _litestream_seq;
                    """)
        }
        let store = try file.open()
        _ = try store.beginPass(at: StateFile.now)
        try store.book("3", "v-3")
        let view = try Store.view(directory: file.directory)
        #expect(try view.verifyJournal().broken == nil)
        #expect(try view.backup(to: file.directory + "/kept", at: StateFile.now).entries == 21)
        try litestream.writeWithoutTransaction {
            try $0.execute(sql: "ROLLBACK; UPDATE _litestream_seq SET seq = seq + 1; PRAGMA wal_checkpoint(RESTART)")
        }
        #expect(throws: Never.self) { try store.beginPass(at: StateFile.now) }
        // A copy taken by it holds the two tables as well.
        let other = try StateFile()
        try FileManager.default.copyItem(atPath: file.directory + "/kept", toPath: other.path)
        #expect(throws: Never.self) { try other.open() }
    }
}
