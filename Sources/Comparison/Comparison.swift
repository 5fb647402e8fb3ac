package import Bookkeeping
package import Reconciliation

/// A document that reached the books late (domain.md G8).
package struct LateDocument: Sendable, Hashable {
    package var key: String
    package var number: String?
    package var date: BusinessDay
    /// The Berlin day HERO created it, where HERO tells.
    package var createdOn: BusinessDay?
    package var transferredOn: BusinessDay

    /// Days after which a record counts as late.
    static let tolerated: Int64 = 10

    /// Nil when it was created and transferred within ten days of its date and within the same month.
    init?(key: String, number: String?, date: BusinessDay, created: Instant?, transferred: Instant) {
        self.key = key
        self.number = number
        self.date = date
        createdOn = created.map(BusinessDay.init(berlinDayOf:))
        transferredOn = BusinessDay(berlinDayOf: transferred)
        let latest = [createdOn, transferredOn].compactMap(\.self).map(\.daysSince1970).max() ?? date.daysSince1970
        guard latest - date.daysSince1970 > Self.tolerated || BookMonth(date) < BookMonth(transferredOn) else { return nil }
    }
}

/// Both systems side by side (domain.md R1-R5): computed, never acted upon.
package struct Comparison: Sendable {
    /// Every document followed that was read, in HERO's order, then vouchers without document.
    package var findings: [Finding] = []
    /// Documents of which both sides say the same, and which therefore nobody read.
    package var agreed = 0
    package var totals = MonthTotals()
    /// What the differences of the totals are made of, in the order of the findings.
    package var named: [NamedDifference] = []
    package var gaps: [NumberGap] = []
    package var notes: [ReportLine] = []
    package var late: [LateDocument] = []
    /// Vouchers that should have been read in full and were not, because there are too many.
    package var unread = 0
    /// What each document is in the sheet of a month; empty for anything but one month.
    package var rows: [SheetRow] = []

    package func count(_ comparisonClass: ComparisonClass) -> Int {
        findings.count { $0.comparisonClass == comparisonClass } + (comparisonClass == .ok ? agreed : 0)
    }
    package var discrepancies: [Finding] { findings.filter(\.comparisonClass.isDiscrepancy) }

    /// What concerns one month: by the date of either side, undated documents by when HERO created them.
    func limited(to month: BookMonth, keys: Set<String>) -> Comparison {
        var part = self
        part.findings = findings.filter { finding in
            let isDated = finding.date.map(month.contains) == true
            if finding.comparisonClass == .payment, isDated { return true }
            return finding.key.map(keys.contains) ?? isDated
        }
        part.totals = totals.only(month)
        part.named = named.filter { $0.part.month == month }
        part.gaps = gaps.filter { $0.month == month }
        part.notes = notes.filter { $0.subject == .document && keys.contains($0.key) }
        part.late = late.filter { month.contains($0.date) }
        return part
    }
}
