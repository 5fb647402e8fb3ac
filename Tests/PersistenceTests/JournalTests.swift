import Bookkeeping
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// The chain shows every change of history, and where it begins (architecture.md §5).
@Suite struct JournalTests {
    /// Two documents on the books, entries 1…7 and 8…14, and a setting as the last entry.
    private func file() throws -> (StateFile, Store) {
        let file = try StateFile()
        let store = try file.open()
        try store.book("1", "v-1")
        try store.book("2", "v-2")
        try store.set(setting: "start", to: "2026-04-13", by: StateFile.author, at: StateFile.now)
        return (file, store)
    }

    @Test func anUntouchedJournalIsWhole() throws {
        let (_, store) = try file()
        let verdict = try store.verifyJournal()
        let entries = try store.journal(after: 0)
        #expect(verdict.broken == nil)
        #expect(verdict.entries == 15 && entries.map(\.seq) == Array(1...15))
        #expect(verdict.newestHash == entries.last?.hash)
        #expect(entries.first?.previous == "")
        #expect(entries.allSatisfy { $0.day.description == "2026-03-31" && $0.hash.count == 64 })
    }

    @Test(arguments: [1, 2, 7, 8, 14]) func aDeletedEntryIsFound(seq: Int64) throws {
        let (file, store) = try file()
        try file.tamper("DELETE FROM transition WHERE seq = \(seq)")
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == seq + 1)
        #expect(broken.why == "an entry is missing before it")
    }

    /// Closing the gap afterwards does not help: the next entry names the hash of the one that is gone.
    @Test func aDeletedEntryWithClosedGapIsFound() throws {
        let (file, store) = try file()
        try file.tamper(
            """
            DELETE FROM transition WHERE seq = 3; UPDATE transition SET seq = -seq WHERE seq > 3;
            UPDATE transition SET seq = -seq - 1 WHERE seq < 0
            """)
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 3)
        #expect(broken.why == "it does not follow the entry before it")
    }

    /// The end of the chain has no successor; the machines tell that something was there.
    @Test func aDeletedEndIsFound() throws {
        let (file, store) = try file()
        try file.tamper("DELETE FROM transition WHERE seq > 12")
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 12)
        #expect(broken.why == "invoice 2 is not where the journal left it")
        try file.tamper("DELETE FROM transition")
        #expect(try store.verifyJournal().broken?.why == "invoice 1 is not where the journal left it")
    }

    @Test(arguments: [
        "at = at + 1", "day = '2026-04-01'", "actor = 'user:max'", "cause = 'other'", "software = '0.2'", "mapping = 'm2'",
        "kind = 'payment'", "key = '2'", "from_state = 'draft'", "event = 'hero.cancelled'", "to_state = 'paid'", "effects = 'reportPaid'",
        "detail = 'voucher=v-3'", "hash = '00'",
        // Moving a boundary between two fields changes the preimage as well.
        "actor = 'user:erik', cause = 'atest'",
    ])
    func changedContentIsFound(change: String) throws {
        let (file, store) = try file()
        try file.tamper("UPDATE transition SET \(change) WHERE seq = 7")
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 7)
        #expect(broken.why == "its content was changed")
    }

    @Test func anotherPredecessorIsFound() throws {
        let (file, store) = try file()
        try file.tamper("UPDATE transition SET previous = (SELECT hash FROM transition WHERE seq = 2) WHERE seq = 7")
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 7 && broken.why == "it does not follow the entry before it")
    }

    @Test func twoEntriesInAnotherOrderAreFound() throws {
        let (file, store) = try file()
        try file.tamper(
            """
            UPDATE transition SET seq = 100 WHERE seq = 4; UPDATE transition SET seq = 4 WHERE seq = 5;
            UPDATE transition SET seq = 5 WHERE seq = 100
            """)
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 4 && broken.why == "it does not follow the entry before it")
    }

    /// Whoever can compute the hash of a changed entry breaks the link of the one behind it.
    @Test func aChangedEntryWithItsOwnHashIsFoundAtTheNext() throws {
        let (file, store) = try file()
        var entry = try #require(try store.journal(after: 6, limit: 1).first)
        entry.detail = "voucher=v-3"
        entry.hash = entry.computedHash
        try file.tamper("UPDATE transition SET detail = '\(entry.detail)', hash = '\(entry.hash)' WHERE seq = 7")
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 8 && broken.why == "it does not follow the entry before it")
    }

    /// A machine is where its history ends, neither elsewhere nor gone nor out of nowhere.
    @Test(arguments: [
        ("UPDATE invoice SET transfer = 'fileComplete' WHERE key = '1'", "invoice 1 is not where the journal left it"),
        ("UPDATE invoice SET life = 'paid', settlement = 'exact' WHERE key = '2'", "invoice 2 is not where the journal left it"),
        ("DELETE FROM invoice WHERE key = '2'", "invoice 2 is not where the journal left it"),
        ("DELETE FROM invoice", "invoice 1 is not where the journal left it"),
        ("UPDATE invoice SET key = '3' WHERE key = '2'", "invoice 3 is not where the journal left it"),
    ])
    func aMachineChangedBehindTheJournalIsFound(sql: String, why: String) throws {
        let (file, store) = try file()
        try file.tamper(sql)
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.why == why)
        #expect(broken.seq == 15)
    }

    /// An entry that cannot even be read is the broken one; the check does not give up on it.
    @Test func anUnreadableDayIsFound() throws {
        let (file, store) = try file()
        try file.tamper("UPDATE transition SET day = 'yesterday' WHERE seq = 5")
        let broken = try #require(try store.verifyJournal().broken)
        #expect(broken.seq == 5 && broken.why == "its content was changed")
    }

    @Test func notesKeepWhatMovesNothing() throws {
        let store = try Store.inMemory()
        try store.book("1", "v-1")
        try store.note("refused", InvoiceChart.self, "1", detail: ["b": "2", "a": "1"], by: StateFile.author, at: StateFile.now)
        try store.note("exported", ContactChart.self, "journal", detail: [:], by: StateFile.author, at: StateFile.now)
        let entries = try store.journal(after: 7)
        #expect(entries.map(\.detail) == ["a=1 b=2", ""])
        #expect(entries.map(\.to) == ["uploaded/sound/fileDue/open", "-"])
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func theJournalIsReadInPages() throws {
        let (_, store) = try file()
        #expect(try store.journal(after: 0, limit: 4).map(\.seq) == [1, 2, 3, 4])
        #expect(try store.journal(after: 13, limit: 4).map(\.seq) == [14, 15])
        #expect(try store.journal(InvoiceChart.self, "2").map(\.seq) == Array(8...14))
        #expect(try store.journalLength() == 15)
    }
}
