/// How long something is overdue, in days.
package enum AgeBucket: String, Sendable, CaseIterable {
    case notDue = "not_due"
    /// 1 to 29 days.
    case from0 = "0"
    case from30 = "30"
    case from60 = "60"
    case from90 = "90"

    /// - Parameter days: past the due date; 0 on it.
    package init(overdue days: Int64) {
        self = days <= 0 ? .notDue : days < 30 ? .from0 : days < 60 ? .from30 : days < 90 ? .from60 : .from90
    }
}
