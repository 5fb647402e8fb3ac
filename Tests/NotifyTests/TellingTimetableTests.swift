import Bookkeeping
import Notify
import Persistence
import TestSupport
import Testing

/// Whose people are told next, of many accounts in one process.
@Suite struct TellingTimetableTests {
    @Test func whoeverWaitsLongestIsTheFirst() {
        var table = TellingTimetable()
        func begin(now: Int64) -> [String] { table.begin(now: now) }
        table.set("beta", by: "b", now: 5)
        table.set("alpha", by: "a", now: 10)
        #expect(begin(now: 4) == [])
        #expect(begin(now: 10) == ["beta", "alpha"])
        #expect(begin(now: 11) == [], "both are at work")
        table.ended("beta", pause: 100, now: 20)
        #expect(begin(now: 119) == [] && begin(now: 120) == ["beta"])
    }

    @Test func aServerThatHangsTakesNoRoomOfAnother() {
        var table = TellingTimetable()
        func begin(now: Int64) -> [String] { table.begin(now: now) }
        for number in 0..<100 { table.set("hung-\(number)", by: "smtp://hung", now: 0) }
        for number in 0..<3 { table.set("well-\(number)", by: "smtp://well", now: 1) }
        let begun = begin(now: 1)
        #expect(begun.count { $0.hasPrefix("hung") } == TellingTimetable.togetherByWay)
        #expect(begun.suffix(3) == ["well-0", "well-1", "well-2"])
        // As long as none of them ends, no other of that server begins, and everybody else does.
        table.ended("well-0", pause: 0, now: 2)
        #expect(begin(now: 2) == ["well-0"])
    }

    @Test func neverMoreThanThereIsRoomFor() {
        var table = TellingTimetable()
        func begin(now: Int64) -> [String] { table.begin(now: now) }
        for number in 0..<200 { table.set("account-\(number)", by: "server \(number)", now: 0) }
        #expect(begin(now: 0).count == TellingTimetable.together)
        #expect(begin(now: 0) == [])
    }

    @Test func whatIsTakenOutWhileAtWorkIsGoneAfterwards() {
        var table = TellingTimetable()
        func begin(now: Int64) -> [String] { table.begin(now: now) }
        table.set("alpha", by: "a", now: 0)
        #expect(begin(now: 0) == ["alpha"])
        table.remove("alpha")
        #expect(table.names == [])
        table.ended("alpha", pause: 0, now: 1)
        #expect(begin(now: 100) == [])
        // Back in before its end, it goes on; and another server is tried at once.
        table.set("alpha", by: "a", now: 200)
        #expect(begin(now: 200) == ["alpha"])
        table.remove("alpha")
        table.set("alpha", by: "b", now: 201)
        table.ended("alpha", pause: 50, now: 202)
        #expect(begin(now: 251) == [] && begin(now: 252) == ["alpha"])
    }

    @Test func aPingFollowsACompletePassAtMostOnceAMinute() {
        var pace = PingPace()
        func isDue(_ complete: Instant?, now: Int64) -> Bool { pace.isDue(complete, now: now) }
        let (first, second) = (Instant(milliseconds: 1_000), Instant(milliseconds: 2_000))
        #expect(!isDue(nil, now: 0))
        #expect(isDue(first, now: 0))
        #expect(!isDue(first, now: 100_000), "told already")
        #expect(isDue(second, now: 100_000))
        #expect(!isDue(Instant(milliseconds: 3_000), now: 159_999))
        #expect(isDue(Instant(milliseconds: 3_000), now: 160_000))
    }
}

/// When an account has to be looked at next.
@Suite struct NotificationPauseTests {
    /// 2026-11-30, 06:59 in Berlin.
    private let time = VirtualTime(wall: 1_796_018_340_000)
    private var now: Instant { Instant(milliseconds: time.wallMilliseconds()) }

    @Test func itIsTheHourTheNextTryOrAQuarterOfAnHour() throws {
        let store = try Store.inMemory()
        #expect(try NotificationPause.after(store, hour: 7, now: now) == 60_000)
        #expect(try NotificationPause.after(store, hour: 6, now: now) == NotificationPause.longest, "tomorrow")
        #expect(try NotificationPause.after(store, hour: 23, now: now) == NotificationPause.longest)
        let address = NotificationAddress(.mail, audience: "admin", recipient: "admin@firma.example")
        let day = BusinessDay(berlinDayOf: now)
        _ = try store.open(notification: "one", to: address, for: day, content: "{}", seen: "{}", at: now)
        #expect(try NotificationPause.after(store, hour: 23, now: now) == NotificationService.pause, "due, and never a race")
        try store.postpone(notification: "one", mayHaveArrived: false, until: now.adding(milliseconds: 90_000))
        #expect(try NotificationPause.after(store, hour: 23, now: now) == 90_000)
        try store.close(notification: "one", .sent, at: now)
        #expect(try NotificationPause.after(store, hour: 23, now: now) == NotificationPause.longest)
    }
}
