import Bookkeeping
import Foundation
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// A state as version 1.0.0 wrote it, taken by its own `backup`: eight documents of the sandbox's tour, one of them cancelled, a payment,
/// and a voided voucher that somebody let stand.
@Suite struct ReleasedStateTests {
    private static let fixture = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/state-1.0.0.sqlite")
    private static let newestHash = "25b84153195f17ecb4b426281f6fc12d153a908db7e41165fad4ff00349184aa"
    private static let vouchers = [
        "88002": "f893a2ee-fb32-455e-b1c1-8690ee42c90b", "88003": "491718de-357e-4da8-8b43-5c8e74616796",
        "88004": "7476cf8a-4baa-4dc0-87b3-41d690d7a28a", "88005": "a534a6a6-b7fd-4b63-90ba-d0da572baaf1",
        "88006": "10e2c468-65e9-4746-94d7-973c5c2a449c", "88007": "497305c5-d1aa-499f-8c43-407dc177b6f7",
        "88010": "0b331645-445b-4d27-bf6c-67e81909778a",
    ]

    private let file: StateFile

    init() throws {
        file = try StateFile()
        try FileManager.default.copyItem(at: Self.fixture, to: URL(filePath: file.path))
    }

    @Test func itIsOpenedWithEverythingInIt() throws {
        let store = try file.open()
        for (key, voucher) in Self.vouchers {
            #expect(try store.link(InvoiceChart.self, key)?.remoteID == voucher)
            #expect(try store.machine(InvoiceChart.self, key)?.configuration.transfer == .fileComplete)
        }
        #expect(try store.machine(InvoiceChart.self, "88001")?.configuration.transfer == .outOfScope)
        #expect(try store.machine(InvoiceChart.self, "88007")?.configuration.life == .cancelled)
        #expect(try store.machine(PaymentChart.self, "88002/bank/2026-11-30/50000/1")?.configuration.state == .mirrored)
    }

    @Test func itsJournalGoesOn() throws {
        let verdict = try file.open().verifyJournal()
        #expect(verdict.broken == nil && verdict.entries >= 107)
        let entry = try file.plain().read { try String.fetchOne($0, sql: "SELECT hash FROM transition WHERE seq = 107") }
        #expect(entry == Self.newestHash)
    }

    /// What a person decided is what it was, under the same name.
    @Test func itsDecisionsHold() throws {
        _ = try file.open()
        let voucher = try #require(Self.vouchers["88004"])
        let rows = try file.plain().read { try Row.fetchAll($0, sql: "SELECT name, value FROM cursor") }
        let facts = Dictionary(uniqueKeysWithValues: rows.map { ($0["name"] as String, $0["value"] as String) })
        #expect(facts["accepted.voided.\(voucher)"] == #"{"document":"88004"}"#)
        #expect(facts["settings"]?.contains(#""startDate":"2026-11-30""#) == true)
        #expect(facts["hero.watermark"] == #"{"at":1796058384000}"#)
    }

    /// A number in a document's header is found by the index of this version.
    @Test func itsDocumentsAreFoundByNumber() throws {
        _ = try file.open()
        let id = try file.plain().read { try Int.fetchOne($0, sql: "SELECT id FROM hero_document WHERE number = 'RE-2026-0004'") }
        #expect(id == 88_004)
    }
}
