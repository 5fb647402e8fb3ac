import Bookkeeping
import Foundation
import GRDB
import StateCharts
import Testing

@testable import Persistence

/// The table of what people decide beside the holder of the state.
@Suite struct DecisionTests {
    private func order(_ id: String, _ store: Store, kind: DecisionKind = .resolve) throws -> NewDecision {
        let subject = DecisionSubject(InvoiceChart.self, "1", try store.machine(InvoiceChart.self, "1"))
        return try NewDecision(kind, id: id, Noted(text: "RE-1"), about: subject, by: "user:erika(uid 1000)", reason: "resolve: typo")
    }

    private func begun() throws -> Store {
        let store = try Store.inMemory()
        try store.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now)
        return store
    }

    @Test func whatIsNotedIsThereAsItWasSaid() throws {
        let store = try begun()
        try store.note(try order("a", store), at: StateFile.now)
        try store.note(try order("b", store, kind: .retry), at: StateFile.now)
        let due = try store.dueDecisions()
        #expect(due.map(\.id) == ["a", "b"] && due.map(\.kind) == [.resolve, .retry] && due.map(\.seq) == [1, 2])
        let first = try #require(due.first)
        #expect(first.actor == "user:erika(uid 1000)" && first.reason == "resolve: typo" && first.createdAt == StateFile.now)
        #expect(try first.arguments(Noted.self) == Noted(text: "RE-1"))
        #expect(first.subject?.kind == "invoice" && first.subject?.key == "1" && first.subject?.revision == 0)
        #expect(first.takenAt == nil && first.outcome == nil && first.exit == nil && first.outcomeAt == nil)
        #expect(try first.answer(Noted.self) == nil)
        #expect(throws: StoreError.self) { try first.arguments([Int].self) }
        #expect(try store.newestUntakenDecision() == 2)
    }

    @Test func theSameIdTwiceIsOneDecision() throws {
        let store = try begun()
        try store.note(try order("a", store), at: StateFile.now)
        try store.note(try order("a", store, kind: .retry), at: StateFile.now)
        #expect(try store.dueDecisions().map(\.kind) == [.resolve])
    }

    @Test func theFirstOutcomeIsTheOnlyOne() throws {
        let store = try begun()
        try store.note(try order("a", store), at: StateFile.now)
        try store.take(decision: "a", at: StateFile.now)
        #expect(try store.newestUntakenDecision() == 0 && store.dueDecisions().count == 1)
        let later = StateFile.now.adding(seconds: 5)
        #expect(try store.close(decision: "a", .done, exit: 0, Noted(text: "waiting"), at: later))
        #expect(try !store.close(decision: "a", .failed, exit: 69, Noted(text: "-"), at: later))
        let closed = try #require(try store.decision("a"))
        #expect(closed.outcome == .done && closed.exit == 0 && closed.takenAt == StateFile.now && closed.outcomeAt == later)
        #expect(try closed.answer(Noted.self) == Noted(text: "waiting"))
        #expect(try store.dueDecisions().isEmpty)
        #expect(try store.verifyJournal().broken == nil)
    }

    static let forbidden = [
        "DELETE FROM decision", "UPDATE decision SET actor = 'user:mallory'", "UPDATE decision SET arguments = '{}'",
        "UPDATE decision SET rev = 7", "UPDATE decision SET outcome = 'failed'", "UPDATE decision SET outcome = NULL",
        "INSERT OR REPLACE INTO decision (id, kind, arguments, actor, reason, created_at) VALUES ('a', 'retry', '{}', 'x', 'x', 0)",
    ]

    @Test(arguments: forbidden) func theGuardsHoldAgainstTheProgramItself(sql: String) throws {
        let store = try begun()
        try store.note(try order("a", store), at: StateFile.now)
        #expect(try store.close(decision: "a", .done, exit: 0, Noted(text: "waiting"), at: StateFile.now))
        let before = try store.decision("a")
        #expect(throws: StoreError.self) { try store.write { try $0.execute(sql: sql) } }
        #expect(try store.decision("a") == before && store.verifyJournal().broken == nil)
    }

    /// Noted beside the holder: the mark stays his, the seals hold, and he sees it at once.
    @Test func whoNotesBesideTheHolderTakesNothingFromHim() throws {
        let file = try StateFile()
        let holder = try file.open()
        try holder.begin(InvoiceChart.self, "1", by: StateFile.author, at: StateFile.now)
        try holder.rest(at: StateFile.now)
        let mark = try Data(contentsOf: URL(fileURLWithPath: file.directory + "/" + Watermark.fileName))
        let beside = try Store.beside(directory: file.directory)
        try beside.note(try order("a", beside), at: StateFile.now)
        #expect(try Data(contentsOf: URL(fileURLWithPath: file.directory + "/" + Watermark.fileName)) == mark)
        #expect(try holder.dueDecisions().map(\.id) == ["a"])
        try holder.verifyForWriting()
        #expect(try holder.verifyJournal().broken == nil)
        #expect(try holder.close(decision: "a", .refused, exit: 3, Noted(text: "-"), at: StateFile.now))
        #expect(try beside.decision("a")?.outcome == .refused)
        try holder.rest(at: StateFile.now)
        // Neither a lost mark nor a new holder takes it for a restored state.
        #expect(try file.open().restoration() == nil)
    }

    @Test func thereMustBeAStateToNoteIn() throws {
        let file = try StateFile()
        let missing = #expect(throws: StoreError.self) { try Store.beside(directory: file.directory) }
        #expect(missing?.code == .missing)
    }

    private struct Interrupted: Error {}

    @Test func whatIsDoneAtOnceIsDoneAsAWholeOrNotAtAll() throws {
        let store = try begun()
        try store.note(try order("a", store), at: StateFile.now)
        let entries = try store.journalLength()
        func move() throws {
            try store.feed("1", .heroLocked)
            #expect(try store.journalLength() == entries + 1)
            #expect(try store.close(decision: "a", .done, exit: 0, Noted(text: "-"), at: StateFile.now))
        }
        #expect(throws: Interrupted.self) {
            try store.atOnce {
                try move()
                throw Interrupted()
            }
        }
        #expect(try store.journalLength() == entries && store.decision("a")?.outcome == nil)
        #expect(try store.invoice("1").revision == 0)
        try store.atOnce { try move() }
        #expect(try store.journalLength() == entries + 1 && store.decision("a")?.outcome == .done)
        #expect(try store.verifyJournal().broken == nil)
    }
}
