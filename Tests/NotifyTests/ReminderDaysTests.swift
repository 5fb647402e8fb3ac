import Bookkeeping
import Notify
import Testing

/// On which days a mail tells again of what stays held.
@Suite struct ReminderDaysTests {
    private static let since = "2026-11-02"

    /// A mail a day for five weeks, each told only where something is due: by hand from "days 1, 3, 7, then weekly".
    @Test func oneMailADay() throws {
        let start = try #require(BusinessDay(Self.since))
        var told: BusinessDay?
        var days: [Int] = []
        for age in 0...35 {
            let today = start.adding(days: age)
            if ReminderDays.isDue(since: start, told: told, today: today) { days.append(age) }
            // The day is done, whether or not there was something to tell.
            told = today
        }
        #expect(days == [0, 1, 3, 7, 14, 21, 28, 35])
    }

    /// held since (day of November), told last, today → due
    @Test(
        arguments: [
            (2, nil, 2, true), (2, nil, 20, true),
            // Held after the mail of its day had left.
            (2, 2, 3, true),
            // The service was down on the day it was due: made up for once.
            (2, 3, 6, true), (2, 5, 6, false), (2, 6, 8, false), (2, 8, 9, true), (2, 9, 15, false), (2, 9, 16, true), (2, 3, 16, true),
            // A clock that ran ahead when it was held.
            (9, 8, 7, true), (9, 9, 7, false),
        ] as [(Int, Int?, Int, Bool)])
    func afterADayOff(_ since: Int, _ told: Int?, _ today: Int, _ isDue: Bool) throws {
        func day(_ number: Int) throws -> BusinessDay { try #require(BusinessDay(year: 2026, month: 11, day: number)) }
        let due = ReminderDays.isDue(since: try day(since), told: try told.map(day), today: try day(today))
        #expect(due == isDue)
    }
}
