import Bookkeeping
import Foundation
import GRDB
import Testing

@testable import Persistence

/// The table of signed months.
@Suite struct ClosingTests {
    private func month(_ text: String) throws -> BookMonth { try #require(BookMonth(text)) }

    private func sign(_ store: Store, _ text: String, _ sheet: String, at now: Instant = StateFile.now) throws {
        let closing = NewClosing(
            month: try month(text), hash: "hash-\(sheet)", name: "Erika Muster", remark: "r", sheet: Noted(text: sheet))
        try store.sign(closing, detail: ["hash": "hash-\(sheet)", "rows": "1"], by: StateFile.author, at: now)
    }

    @Test func theLastSignatureCounts() throws {
        let store = try Store.inMemory()
        #expect(try store.closing(Closing<Noted>.self, of: month("2026-04")) == nil)
        #expect(try store.closingSubject(month("2026-04")).seen == "open" && store.closingSubject(month("2026-04")).revision == nil)
        try sign(store, "2026-04", "a")
        try sign(store, "2026-05", "b")
        try sign(store, "2026-04", "c", at: StateFile.now.adding(seconds: 60))
        let april = try #require(try store.closing(Closing<Noted>.self, of: month("2026-04")))
        #expect(april.sheet == Noted(text: "c") && april.hash == "hash-c" && april.name == "Erika Muster" && april.remark == "r")
        #expect(april.seq == 3 && april.actor == StateFile.author.actor && april.signedAt == StateFile.now.adding(seconds: 60))
        let kept = try store.read { try String.fetchAll($0, sql: "SELECT month || ' ' || hash FROM closing ORDER BY seq") }
        #expect(kept == ["2026-04 hash-a", "2026-05 hash-b", "2026-04 hash-c"])
        let subject = try store.closingSubject(month("2026-04"))
        #expect(subject.kind == "closing" && subject.key == "2026-04" && subject.revision == 3 && subject.seen == "signed hash-c")
    }

    /// The journal tells of it, in the chain, and names nobody but whoever ran the command.
    @Test func theJournalTellsOfIt() throws {
        let store = try Store.inMemory()
        try sign(store, "2026-04", "a")
        try sign(store, "2026-04", "c")
        let entries = try store.journal(after: 0).filter { $0.kind == "closing" }
        #expect(entries.map(\.from) == ["open", "signed"] && entries.map(\.to) == ["signed", "signed"])
        #expect(entries.allSatisfy { $0.key == "2026-04" && $0.event == "op.sign" && $0.actor == StateFile.author.actor })
        #expect(entries.map(\.detail) == ["hash=hash-a rows=1", "hash=hash-c rows=1"])
        #expect(!entries.contains { "\($0)".contains("Erika") })
        #expect(try store.verifyJournal().broken == nil)
    }

    @Test func whatMovedSinceIsNamedOnce() throws {
        let store = try Store.inMemory()
        let before = Int64(try store.journalLength())
        try sign(store, "2026-04", "a")
        try sign(store, "2026-04", "b")
        #expect(try store.journalled(after: before).map { "\($0.kind) \($0.key)" } == ["closing 2026-04"])
        #expect(try store.journalled(after: Int64(store.journalLength())).isEmpty)
    }

    static let forbidden = [
        "DELETE FROM closing", "UPDATE closing SET name = 'Mallory'", "UPDATE closing SET sheet = '{}'", "UPDATE closing SET hash = 'x'",
        "INSERT OR REPLACE INTO closing VALUES (1, '2026-04', 'x', 'Mallory', '', '{}', 'x', 0)",
    ]

    @Test(arguments: forbidden) func theGuardsHoldAgainstTheProgramItself(sql: String) throws {
        let store = try Store.inMemory()
        try sign(store, "2026-04", "a")
        #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: sql) } }
        #expect(try store.closing(Closing<Noted>.self, of: month("2026-04"))?.sheet == Noted(text: "a"))
        #expect(try store.verifyJournal().broken == nil)
    }

    /// Whoever takes the guards away, changes the row and puts them back is found by the seal.
    @Test func anAlteredSignatureIsFound() throws {
        let file = try StateFile()
        let store = try file.open()
        try sign(store, "2026-04", "a")
        try store.rest(at: StateFile.now)
        try file.tamperUnseen { try $0.execute(sql: "UPDATE closing SET name = 'Mallory'") }
        #expect(throws: StoreError.self) { try file.open().verifyForWriting() }
    }
}
