import Foundation
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// An upgrade keeps a checked copy aside before it changes anything; going back means putting that copy back.
@Suite struct UpgradeTests {
    private struct Failure: Error {}

    private static let extra: Migrations.Step = (
        "900", { @Sendable db in try db.execute(sql: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT") }
    )
    private static let failing: Migrations.Step = (
        "900",
        { @Sendable db in
            try db.execute(sql: "CREATE TABLE extra (id INTEGER PRIMARY KEY) STRICT; DROP TABLE booking")
            throw Failure()
        }
    )
    private static var next: [Migrations.Step] { Migrations.steps + [extra] }

    private func aside(_ file: StateFile) -> String { file.path + ".before-900" }

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

    /// A state of version 1.0.0, with its watermark: it is upgraded, goes on, and is sealed from then on.
    @Test func aStateOfTheFirstVersionIsUpgraded() throws {
        let file = try StateFile()
        let first = try DatabaseQueue(path: file.path)
        try Migrations.migrator(Array(Migrations.steps.prefix(1))).migrate(first)
        try first.write { db in
            _ = try Machines.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now, in: db)
            try db.execute(
                sql: """
                    INSERT INTO link (kind, key, remote_id, linked_at) VALUES ('invoice', '1', 'v-1', 1);
                    INSERT INTO setting VALUES ('start', '2026-04-13', 1);
                    INSERT INTO cursor VALUES ('generation', '7'), ('settings', '{}');
                    UPDATE chart SET version = 1, hash = 'of the first invoice chart' WHERE name = 'invoice';
                    DROP TRIGGER chart_invoice_delete; DROP TABLE chart_contactImport_edge;
                    INSERT INTO lex_voucher (id, row, number, updated, seen_at) VALUES ('v-1', '{"id":"v-1","text":"a","fingerprint":"f"}', 're-1', '', 1);
                    """)
        }
        let hash = try first.read { try String.fetchOne($0, sql: "SELECT hash FROM transition") } ?? ""
        let mark = #"{"at":1,"entries":1,"generation":7,"newestHash":"\#(hash)"}"#
        try Data(mark.utf8).write(to: URL(fileURLWithPath: file.directory + "/" + Watermark.fileName))
        try first.close()
        let store = try file.open()
        #expect(try store.restoration() == nil)
        #expect(try store.verifyJournal().broken == nil)
        #expect(try store.link(InvoiceChart.self, "1")?.remoteID == "v-1")
        #expect(try store.vouchers(Listed<String>.self, number: "RE-1") == [Listed(id: "v-1", text: "a")])
        #expect(FileManager.default.fileExists(atPath: file.path + ".before-002"))
        let moved = try #require(Watermark.read(directory: file.directory))
        #expect(moved.generation == 8 && moved.history != nil && moved.seals?.count == Seals.tables.count)
        try file.tamperUnseen { try $0.execute(sql: "UPDATE link SET remote_id = 'v-9'") }
        #expect(throws: StoreError.self) { try file.open() }
    }

    /// Ids that stood in a sentence until now stand in rows.
    @Test func candidatesAreTakenOutOfTheirSentences() throws {
        let file = try StateFile()
        let old = try Store.open(directory: file.directory, Array(Migrations.steps.prefix(3)))
        try old.write { db in
            func begin<C: StateChart>(_ chart: C.Type, _ key: String, _ detail: String) throws {
                _ = try Machines.begin(chart, key, by: StateFile.author, at: StateFile.now, in: db)
                try db.execute(sql: "UPDATE \(C.name) SET detail = ? WHERE key = ?", arguments: [detail, key])
            }
            try begin(InvoiceChart.self, "1", "vouchers=v-1,v-2 differs=gross")
            try begin(InvoiceChart.self, "2", "file=none")
            try begin(PaymentChart.self, "1/p", "entries=12@2026-01-02,13@none")
            try begin(ContactChart.self, "7", "candidates=c-1")
            try begin(ContactImportChart.self, "l-1", "customers=70,71")
        }
        let store = try file.open()
        #expect(try store.candidates(InvoiceChart.self, "1") == ["v-1", "v-2"])
        #expect(try store.candidates(InvoiceChart.self, "2").isEmpty)
        #expect(try store.candidates(PaymentChart.self, "1/p") == ["12", "13"])
        #expect(try store.candidates(ContactChart.self, "7") == ["c-1"])
        #expect(try store.candidates(ContactImportChart.self, "l-1") == ["70", "71"])
        #expect(try store.verifyJournal().broken == nil)
    }

    /// A chart that lost a state: a row that stands there, however it came to, keeps the state as it is.
    @Test func aRowInNoChartOfThisVersionIsNotCarriedOver() throws {
        let file = try StateFile()
        try Store.open(directory: file.directory, Array(Migrations.steps.prefix(4)))
            .begin(ContactChart.self, "7", by: StateFile.author, at: StateFile.now)
        try file.tamperUnseen { try $0.execute(sql: "UPDATE contact SET state = 'superseded'") }
        let before = try file.dump()
        let refused = #expect(throws: StoreError.self) { try file.open() }
        #expect(refused?.code == .altered && refused?.subject == "contact 7" && refused?.cause.contains("superseded") == true)
        #expect(try file.dump() == before && FileManager.default.fileExists(atPath: file.path + ".before-005"))
        // The check can pass.
        try file.tamperUnseen { try $0.execute(sql: "UPDATE contact SET state = 'unlinked'") }
        #expect(try file.open().machine(ContactChart.self, "7")?.configuration.state == .unlinked)
    }

    /// Facts that were texts, each of its own form, are values of their types.
    @Test func factsBecomeValues() throws {
        let file = try StateFile()
        let old = try Store.open(directory: file.directory, Array(Migrations.steps.prefix(4)))
        try old.write { db in
            for (key, detail) in [("l-1", "before=71 error=restarted"), ("l-2", "error=restarted"), ("l-3", "")] {
                _ = try Machines.begin(ContactImportChart.self, key, by: StateFile.author, at: StateFile.now, in: db)
                try db.execute(sql: "UPDATE contactImport SET detail = ? WHERE key = ?", arguments: [detail, key])
            }
            for (name, value) in Self.formerFacts { try Facts.set(name, value, in: db) }
        }
        let store = try file.open()
        #expect(try store.verifyJournal().broken == nil)
        let rows = try file.plain().read { try Row.fetchAll($0, sql: "SELECT name, value FROM cursor") }
        var facts = Dictionary(uniqueKeysWithValues: rows.map { ($0["name"] as String, $0["value"] as String) })
        for own in ["generation", "history"] { #expect(facts.removeValue(forKey: own) != nil) }
        #expect(facts == Self.presentFacts)
    }

    private static let formerFacts = [
        "hero.watermark": "1774951200000", "lexoffice.swept": "0", "lexoffice.open": "7", "lexoffice.silent": "8",
        "lexoffice.categories": "9", "hero.finished": "42", "hero.absent": "1,2;3", "derived.judgement": "abc",
        "settings": #"{"startDate":"2026-04-13"}"#, "lexoffice.key": #"{"at":1,"digest":"d"}"#,
        "webhooks.addresses": "https://one.example/\nhttps://two.example/", "webhooks.kept": "5 d https://one.example/",
        "customer.7": #"{"id":7,"isCompany":true}"#, "accepted.12": "DOCUMENT_MISSING", "accepted.voided.v-1": "12",
        "adopted.1/a": "12 2026-01-02 -123.45", "adopted.1/b": "13+discount none 0.05", "import.l-1": #"{"id":"l-1"}"#,
        "import.l-2": #"{"id":"l-2"}"#, "import.l-3": "",
    ]

    private static let presentFacts = [
        "hero.watermark": #"{"at":1774951200000}"#, "lexoffice.swept": #"{"at":0}"#, "lexoffice.open": #"{"at":7}"#,
        "lexoffice.silent": #"{"at":8}"#, "lexoffice.categories": #"{"at":9}"#, "hero.finished": #"{"documentID":42}"#,
        "hero.absent": #"{"missing":[3],"once":[1,2]}"#, "derived.judgement": #"{"digest":"abc"}"#,
        "settings": #"{"startDate":"2026-04-13"}"#, "lexoffice.key": #"{"at":1,"digest":"d"}"#,
        "webhooks.addresses": #"{"all":["https://one.example/","https://two.example/"]}"#,
        "customer.7": #"{"customer":{"id":7,"isCompany":true}}"#, "accepted.12": #"{"reason":"DOCUMENT_MISSING"}"#,
        "accepted.voided.v-1": #"{"document":"12"}"#,
        "adopted.1/a": #"{"entry":{"amount":-12345,"date":"2026-01-02","id":12,"isDiscount":false}}"#,
        "adopted.1/b": #"{"entry":{"amount":5,"id":13,"isDiscount":true}}"#,
        "import.l-1": #"{"contact":{"id":"l-1"},"newest":71}"#, "import.l-2": #"{"contact":{"id":"l-2"},"newest":9223372036854775807}"#,
    ]

    /// Documents of an older state are found by the number that stands in their header.
    @Test func theNumberIsTakenOutOfTheHeader() throws {
        let file = try StateFile()
        let old = try Store.open(directory: file.directory, Array(Migrations.steps.prefix(4)))
        try old.write { db in
            for (id, header) in [(1, #"{"fingerprint":"f","id":1,"number":"RE-1","text":"a"}"#), (2, #"{"id":2}"#), (3, "no JSON")] {
                _ = try Machines.begin(InvoiceChart.self, String(id), by: StateFile.author, at: StateFile.now, in: db)
                try db.execute(
                    sql: "INSERT INTO hero_document (id, header, fingerprint, seen_at) VALUES (?, ?, '', 1)", arguments: [id, header])
            }
        }
        let store = try file.open()
        #expect(FileManager.default.fileExists(atPath: file.path + ".before-005"))
        #expect(try store.documents(Listed<Int>.self, .named("RE-1")).map(\.machine.key) == ["1"])
        let numbers = try store.read { try Optional<String>.fetchAll($0, sql: "SELECT number FROM hero_document ORDER BY id") }
        #expect(numbers == ["RE-1", nil, nil])
        #expect(try store.verifyJournal().broken == nil)
    }

    /// In a state that had no index of them.
    @Test func paymentsInTroubleAreFoundAfterwards() throws {
        let file = try StateFile()
        let old = try Store.open(directory: file.directory, Array(Migrations.steps.prefix(12)))
        try old.write { db in
            for (id, isTroubled, isAccepted) in [("v-1", 1, 0), ("v-2", 0, 0), ("v-3", 1, 1), ("v-4", 1, 0)] {
                try db.execute(
                    sql: """
                        INSERT INTO lex_payment (voucher_id, stamp, reading, troubled, accepted, read_at) VALUES (?, '', '"r"', ?, ?, 1)
                        """,
                    arguments: [id, isTroubled, isAccepted])
            }
        }
        let store = try file.open()
        #expect(FileManager.default.fileExists(atPath: file.path + ".before-013"))
        let readings = PaymentObservation<String, String>.self
        #expect(try store.troubledPayments(readings).map(\.voucherID) == ["v-1", "v-4"])
        try store.accept(paymentsOfVoucher: "v-1", document: "1", by: StateFile.author, at: StateFile.now)
        #expect(try store.troubledPayments(readings).map(\.voucherID) == ["v-4"])
        #expect(try store.verifyJournal().broken == nil)
    }

    /// What a state is held against first, so that no command has to make one anew.
    @Test func theKnownDigestIsOfWhatTheStepsMake() throws {
        let made = Migrations.digest(try Migrations.made(by: Migrations.steps))
        #expect(made == Migrations.known)
    }

    /// What version 1.0.0 knew of the chain counts when the state is upgraded.
    @Test func aRewrittenStateOfTheFirstVersionIsFound() throws {
        let file = try StateFile()
        let first = try DatabaseQueue(path: file.path)
        try Migrations.migrator(Array(Migrations.steps.prefix(1))).migrate(first)
        try first.write { _ = try Machines.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now, in: $0) }
        let mark = #"{"at":1,"entries":1,"generation":0,"newestHash":"another"}"#
        try Data(mark.utf8).write(to: URL(fileURLWithPath: file.directory + "/" + Watermark.fileName))
        try first.close()
        let refused = #expect(throws: StoreError.self) { try file.open() }
        #expect(refused?.code == .altered && refused?.cause.contains("reconcile.watermark") == true)
    }

    @Test func aNewStateAndAPresentOneNeedNoCopy() throws {
        let file = try StateFile()
        _ = try Store.open(directory: file.directory, Self.next)
        _ = try Store.open(directory: file.directory, Self.next)
        #expect(!FileManager.default.fileExists(atPath: aside(file)))
    }
}
