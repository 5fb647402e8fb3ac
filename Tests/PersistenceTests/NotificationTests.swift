import Bookkeeping
import GRDB
import Testing

@testable import Persistence

/// The table of what is told: one row for each address and day, with one outcome.
@Suite struct NotificationTests {
    private let address = NotificationAddress(.mail, audience: "office", recipient: "buero@firma.example")

    private func day(_ text: String) throws -> BusinessDay { try #require(BusinessDay(text)) }

    private func open(_ id: String, _ text: String, _ store: Store, content: String? = "{}", seen: String = "{}") throws -> Bool {
        try store.open(notification: id, to: address, for: try day(text), content: content, seen: seen, at: StateFile.now)
    }

    @Test func oneForEachDay() throws {
        let store = try Store.inMemory()
        #expect(try open("a", "2026-11-30", store))
        #expect(try !open("b", "2026-11-30", store))
        #expect(try open("c", "2026-12-01", store, seen: #"{"x":1}"#))
        #expect(try store.openNotifications().map(\.id) == ["a", "c"])
        let newest = try #require(try store.newestNotification(to: address))
        #expect(newest.day == (try day("2026-12-01")) && newest.seen == #"{"x":1}"#)
        #expect(try store.lastTold(address) == nil)
    }

    @Test func aTryIsOnTheDiskBeforeItLeaves() throws {
        let store = try Store.inMemory()
        _ = try open("a", "2026-11-30", store)
        let first = try #require(try store.notification("a"))
        #expect(!first.mayHaveArrived && first.tries == 0)
        #expect(try store.begin(first, at: StateFile.now))
        // Whoever read the same row may not send it as well.
        #expect(try !store.begin(first, at: StateFile.now))
        let begun = try #require(try store.notification("a"))
        #expect(begun.mayHaveArrived && begun.tries == 1 && begun.doubts == 0)
        // The process ended; the next one begins anew, and the doubt stays when that one certainly fails.
        #expect(try store.begin(begun, at: StateFile.now))
        try store.postpone(notification: "a", mayHaveArrived: false, until: StateFile.now.adding(seconds: 60))
        let doubted = try #require(try store.notification("a"))
        #expect(doubted.mayHaveArrived && doubted.doubts == 1 && doubted.tries == 2 && doubted.begunAt == nil)
        #expect(try store.dueNotifications(at: StateFile.now).isEmpty)
        #expect(try store.dueNotifications(at: StateFile.now.adding(seconds: 60)).map(\.id) == ["a"])
        // A clock that was set back by days does not keep it waiting.
        #expect(try store.dueNotifications(at: StateFile.now.adding(seconds: -3 * 86_400)).map(\.id) == ["a"])
    }

    @Test func theOutcomeIsOneAndTheContentGoes() throws {
        let store = try Store.inMemory()
        _ = try open("a", "2026-11-30", store)
        try store.close(notification: "a", .sent, at: StateFile.now)
        let closed = try #require(try store.notification("a"))
        #expect(closed.outcome == .sent && closed.content == nil && closed.closedAt == StateFile.now)
        try store.close(notification: "a", .failed, at: StateFile.now)
        #expect(try store.notification("a")?.outcome == .sent)
        #expect(throws: (any Error).self) { try store.run("UPDATE notification SET outcome = 'failed' WHERE id = 'a'") }
        let told = try #require(try store.lastTold(address))
        #expect(told.day == (try day("2026-11-30")) && told.at == StateFile.now)
    }

    /// outcome → whether the day counts as told
    @Test(arguments: [
        (NotificationOutcome.sent, true), (.unknown, true), (.nothing, true), (.failed, false), (.withdrawn, false),
    ])
    func whatCountsAsTold(_ outcome: NotificationOutcome, _ counts: Bool) throws {
        let store = try Store.inMemory()
        _ = try open("a", "2026-11-30", store)
        try store.close(notification: "a", outcome, at: StateFile.now)
        #expect(try (store.lastTold(address) != nil) == counts)
    }

    @Test func nothingToTellIsNotedAndOldRowsGo() throws {
        let store = try Store.inMemory()
        #expect(try open("a", "2025-01-01", store, content: nil))
        #expect(try store.notification("a")?.outcome == .nothing && store.openNotifications().isEmpty)
        _ = try open("b", "2025-01-02", store)
        #expect(try open("c", "2026-11-30", store))
        // One without an outcome is not forgotten.
        #expect(try store.notification("a") == nil && store.notification("b") != nil)
    }
}
