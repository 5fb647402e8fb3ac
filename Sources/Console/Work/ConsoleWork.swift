package import Administration
package import Bookkeeping
package import Comparison
package import Persistence
package import Reconciliation

/// What the pages have done in the background, both systems being asked, and what they tell of the surroundings.
package struct ConsoleWork: Sendable {
    package var plan: Jobs<PlanKey, PlanOutcome>
    package var closing: Jobs<BookMonth, SheetOutcome>
    /// What lexoffice is asked at most, in thousandths of a request a second.
    package var thousandthsPerSecond: Int
    /// The receipt of the last backup; nil while there was none.
    package var lastBackup: @Sendable () -> BackupReceipt?

    package init(
        plan: Jobs<PlanKey, PlanOutcome>, closing: Jobs<BookMonth, SheetOutcome>, thousandthsPerSecond: Int,
        lastBackup: @escaping @Sendable () -> BackupReceipt?
    ) {
        self.plan = plan
        self.closing = closing
        self.thousandthsPerSecond = thousandthsPerSecond
        self.lastBackup = lastBackup
    }
}

package enum PlanKey: Sendable, Hashable {
    case nextPass
    /// What the first pass would do after a set-up nobody has made yet: its trial run.
    case setUp(SetupOrder)
}

package enum PlanOutcome: Sendable {
    case plan(PlanReading)
    case failed(WorkFailure)
}

package enum SheetOutcome: Sendable {
    case sheet(CloseSheet)
    case failed(WorkFailure)
}

/// Why something could not be read.
package enum WorkFailure: Sendable, Hashable {
    /// Nothing is looked at while a person has paused the integration.
    case paused
    case interrupted(PassFailure)
    /// Nothing would be set up so.
    case notSetUp(SetupDenial)
    /// Before anything was asked: code of what is wrong here.
    case unable(String)
}

/// What the next pass would do, with what only the copy of the state knows of it.
package struct PlanReading: Sendable {
    package var report: DryRunReport
    /// The date of each document the plan names, by HERO's id.
    package var dates: [String: BusinessDay]
    /// The newest entry of the journal when the copy was made.
    package var entries: Int

    package init(report: DryRunReport, dates: [String: BusinessDay], entries: Int) {
        self.report = report
        self.dates = dates
        self.entries = entries
    }

    /// - Parameter copy: on which the plan was computed.
    package init(_ report: DryRunReport, copy: Store, entries: Int) throws {
        let named = Set(report.plan.lines.filter { $0.subject == .document && $0.payment == nil }.map(\.key))
        var dates: [String: BusinessDay] = [:]
        for standing in try DocumentStatus.needing(copy, and: named) where named.contains(standing.key) {
            dates[standing.key] = standing.date ?? standing.booking?.voucher.voucherDate
        }
        self.init(report: report, dates: dates, entries: entries)
    }
}
