import Daemon
import Fleet
import TestSupport
import Testing

struct TimetableTests {
    private let time = VirtualTime(seed: 3)

    private func timetable(_ names: [String], bounds: TimetableBounds = TimetableBounds(), interval: Int64 = 60_000) -> Timetable {
        var table = Timetable(bounds: bounds)
        for name in names { table.set(name, interval: interval, now: 0) }
        return table
    }

    private func names(_ count: Int) -> [String] { (0..<count).map { "account-\($0)" } }

    @Test func theFirstPassesOfAThousandAreSpreadOverTheInterval() {
        var table = timetable(names(1_000))
        var perSecond: [Int: Int] = [:]
        var begun: Set<String> = []
        for now in stride(from: Int64(0), through: 60_000, by: 50) {
            for name in table.begin(now: now) {
                begun.insert(name)
                perSecond[Int(now / 1_000), default: 0] += 1
                table.ended(name, .done, now: now + 1, time: time)
            }
        }
        #expect(begun.count == 1_000)
        // Sixteen or seventeen on the average; all at once would be a thousand.
        #expect(perSecond.values.allSatisfy { $0 <= 40 })
        #expect(perSecond.count >= 59)
    }

    @Test func aNameKeepsItsPlaceWhateverTheProcess() {
        #expect(PassSpread.offset(of: "alpha", interval: 60_000) == PassSpread.offset(of: "alpha", interval: 60_000))
        #expect(PassSpread.offset(of: "alpha", interval: 60_000) != PassSpread.offset(of: "alphb", interval: 60_000))
        // Written down, because a hash that changes with the version would make all accounts begin elsewhere after an upgrade.
        #expect(PassSpread.offset(of: "alpha", interval: 60_000) == 57_893)
        #expect(PassSpread.offset(of: "alpha", interval: 86_400_000) < PassSpread.firstMaximum)
    }

    @Test func noMoreThanThirtyBeginInAnySecond() {
        var bounds = TimetableBounds()
        bounds.atOnce = 10_000
        var table = timetable(names(500), bounds: bounds, interval: 1_000)
        var moments: [Int64] = []
        for now in stride(from: Int64(1_000), through: 18_500, by: 10) {
            moments += table.begin(now: now).map { _ in now }
        }
        #expect(moments.count == 500)
        for first in moments { #expect(moments.count { $0 >= first && $0 < first + 1_000 } <= 30) }
    }

    @Test func aHintGoesBeforeWhatIsDueAndHasRoomOfItsOwn() {
        var bounds = TimetableBounds()
        // Nobody is urgent for having waited.
        (bounds.atOnce, bounds.forHints, bounds.waitMaximum) = (2, 1, 120_000)
        var table = timetable(["a", "b", "c", "d", "e"], bounds: bounds)
        let next1 = table.begin(now: 60_000)
        #expect(next1.count == 2)
        let next2 = table.begin(now: 60_001)
        #expect(next2.isEmpty)
        #expect(table.isCrowded(at: 60_001))
        let rest = ["a", "b", "c", "d", "e"].filter { !next1.contains($0) }
        table.hint(rest[2], now: 60_002)
        let next3 = table.begin(now: 60_002)
        #expect(next3 == [rest[2]])
        table.hint(rest[1], now: 60_003)
        let next4 = table.begin(now: 60_003)
        #expect(next4.isEmpty)
    }

    @Test func whileProcessorsAreShortOnlyWhatSomebodyWaitsForBegins() {
        var table = timetable(["a", "b", "c"])
        let busy = table.begin(now: 60_000, isBusy: true)
        #expect(busy.isEmpty)
        // Nor who waited long.
        let late = table.begin(now: 200_000, isBusy: true)
        #expect(late.isEmpty)
        table.hint("b", now: 200_001)
        let hinted = table.begin(now: 200_001, isBusy: true)
        #expect(hinted == ["b"])
        table.hint("c", now: 200_002, isUrgent: false)
        let everybody = table.begin(now: 200_002, isBusy: true)
        #expect(everybody.isEmpty)
        let rest = table.begin(now: 200_003)
        #expect(Set(rest) == ["a", "c"])
    }

    @Test func whoHasWaitedForVeryLongBeginsAllTheSameOneASecond() {
        var table = timetable(["a", "b", "c"], interval: 60_000)
        let early = table.begin(now: 900_000, isBusy: true)
        #expect(early.isEmpty)
        var moments: [Int64] = []
        for now in stride(from: Int64(960_000), through: 964_000, by: 50) {
            moments += table.begin(now: now, isBusy: true).map { _ in now }
        }
        #expect(moments == [960_000, 961_000, 962_000])
    }

    @Test func aFloodGivesItsPlaceToOthers() {
        var bounds = TimetableBounds()
        (bounds.atOnce, bounds.forHints, bounds.longMaximum) = (1, 0, 1)
        var table = timetable(["flood", "other", "third"], bounds: bounds)
        table.hint("flood", now: 0)
        let next5 = table.begin(now: 0)
        #expect(next5 == ["flood"])
        table.hint("other", now: 1)
        table.hint("third", now: 1)
        let next6 = table.begin(now: 1)
        #expect(next6.isEmpty)
        // Long by now: it costs nobody room.
        let next7 = table.begin(now: bounds.longAfter)
        #expect(next7 == ["other"])
        let next8 = table.begin(now: bounds.longAfter + 1)
        #expect(next8.isEmpty)
        #expect(!table.yielding(at: bounds.longAfter + 1).contains("flood"))
        // Both are long now, one more than may be; the third waits for one of them to end, and the older one does.
        let late = bounds.quantum + 1
        let next9 = table.begin(now: late)
        #expect(next9.isEmpty)
        #expect(table.yielding(at: late).contains("flood"))
        #expect(!table.yielding(at: late).contains("other"))
        table.ended("flood", .workLeft, now: late, time: time)
        let next10 = table.begin(now: late)
        #expect(next10 == ["third"])
    }

    @Test func nobodyWaitsForEverBehindHints() {
        var bounds = TimetableBounds()
        (bounds.atOnce, bounds.forHints) = (1, 0)
        var table = timetable(["busy", "due"], bounds: bounds, interval: 1_000)
        var begun: [String] = []
        for now in stride(from: Int64(2_000), through: 60_000, by: 1_000) {
            table.hint("busy", now: now)
            table.hint("busy", now: now)
            for name in table.begin(now: now) {
                begun.append(name)
                table.ended(name, .done, now: now, time: time)
            }
        }
        #expect(begun.contains("due"))
    }

    /// Another configuration for a thousand accounts is no reason to let a customer's payment wait.
    @Test func aWebhookGoesBeforeAThousandNewConfigurations() {
        var table = timetable(names(1_000), interval: 3_600_000)
        for now in stride(from: Int64(0), through: 60_000, by: 20) {
            for name in table.begin(now: now) { table.ended(name, .done, now: now, time: time) }
        }
        for name in names(1_000) { table.hint(name, now: 100_000, isUrgent: false) }
        var begun: [(name: String, at: Int64)] = []
        for now in stride(from: Int64(100_000), through: 140_000, by: 20) {
            if now == 103_000 { table.hint("account-7", now: now) }
            for name in table.begin(now: now) {
                begun.append((name, now))
                table.ended(name, .done, now: now + 5, time: time)
            }
        }
        let first = begun.first { $0.name == "account-7" && $0.at >= 103_000 }
        #expect(first.map { $0.at - 103_000 } ?? .max <= 3_000)
        #expect(Set(begun.map(\.name)).count == 1_000)
        // They are through after the 34 seconds that thirty a second take.
        #expect(begun.last.map { $0.at } ?? .max <= 135_000)
    }

    @Test func whatIsHintedDuringAPassIsLookedAtAgain() {
        var table = timetable(["a"])
        table.hint("a", now: 0)
        let next11 = table.begin(now: 0)
        #expect(next11 == ["a"])
        table.hint("a", now: 100)
        let next12 = table.begin(now: 100)
        #expect(next12.isEmpty)
        let due = table.ended("a", .done, now: 200, time: time)
        #expect(due == 200 + PassSchedule.hintPause)
    }

    @Test func aHintDoesNotShortenABackOff() throws {
        var table = timetable(["a"])
        table.hint("a", now: 0)
        _ = table.begin(now: 0)
        let next = table.ended("a", .interrupted, now: 10, time: time)
        let due = try #require(next)
        #expect(due >= 30_000)
        table.hint("a", now: 20)
        let next13 = table.begin(now: due - 1)
        #expect(next13.isEmpty)
        let next14 = table.begin(now: due)
        #expect(next14 == ["a"])
    }

    @Test func aHungPassIsFollowedSoonWhateverTheSchedule() {
        var table = timetable(["a"])
        table.hint("a", now: 0)
        _ = table.begin(now: 0)
        table.hung("a", until: 65_000, now: 60_000)
        let next15 = table.begin(now: 64_999)
        #expect(next15.isEmpty)
        let next16 = table.begin(now: 65_000)
        #expect(next16 == ["a"])
    }

    @Test func whoeverIsGoneBeginsNoMore() {
        var table = timetable(["a", "b"])
        table.hint("a", now: 0)
        _ = table.begin(now: 0)
        table.remove("a")
        table.remove("b")
        let due = table.ended("a", .done, now: 10, time: time)
        #expect(due == nil)
        let next17 = table.begin(now: 120_000)
        #expect(next17.isEmpty)
        #expect(table.pause(at: 120_000) == 1_000)
    }

    @Test func aShorterIntervalCountsAtOnce() {
        var table = timetable(["a"], interval: 3_600_000)
        table.hint("a", now: 0)
        _ = table.begin(now: 0)
        table.ended("a", .done, now: 1_000, time: time)
        table.set("a", interval: 30_000, now: 2_000)
        let next18 = table.begin(now: 30_999)
        #expect(next18.isEmpty)
        let next19 = table.begin(now: 31_000)
        #expect(next19 == ["a"])
    }
}
