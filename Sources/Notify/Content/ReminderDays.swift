package import Bookkeeping

/// On which days something that stays held is told again: after 1, 3 and 7 days, then every week.
package enum ReminderDays {
    /// Whether one of these days lies after the last mail and not after today. A mail that was missed is made up for with the next.
    /// - Parameters:
    ///   - since: the day it was held first.
    ///   - told: the day of the last mail; nil when there was none.
    package static func isDue(since: BusinessDay, told: BusinessDay?, today: BusinessDay) -> Bool {
        guard let told else { return true }
        return since.adding(days: Int(newest(after: age(since, today)))) > told
    }

    /// Whole days, never fewer than none.
    package static func age(_ since: BusinessDay, _ today: BusinessDay) -> Int64 { max(0, today.daysSince1970 - since.daysSince1970) }

    /// The newest day for telling at this age.
    private static func newest(after age: Int64) -> Int64 {
        switch age {
        case ..<1: 0
        case ..<3: 1
        case ..<7: 3
        default: age / 7 * 7
        }
    }
}
