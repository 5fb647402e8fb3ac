internal import Bookkeeping
internal import Persistence
internal import Reconciliation
internal import StateCharts

/// The numbers a comparison met, and the ranges they are of.
struct SeenNumbers {
    private var sequences = NumberGaps()
    /// Ranges whose numbers are ours, whatever the year.
    private(set) var patterns: Set<String> = []
    private var followed: Set<Range> = []

    private struct Range: Hashable {
        var name: String
        var year: Int?
    }

    var gaps: [NumberGap] { sequences.gaps }

    mutating func see(_ number: SeenNumber) { sequences.see(number, at: RangePlace(number.number, year: number.date?.year)) }

    /// One of ours on the books.
    mutating func see(_ number: String, on date: BusinessDay) {
        guard let place = RangePlace(number, year: date.year) else { return }
        sequences.see(SeenNumber(number, date: date), at: place)
        follow(place, date.year)
    }

    mutating func follow(_ place: RangePlace, _ year: Int?) {
        if followed.insert(Range(name: place.range, year: year)).inserted { patterns.insert(place.pattern(year: year)) }
    }
}

extension ComparisonReading {
    /// Adds the documents of which both sides say the same, as their rows show, and returns the others to be read.
    func addAgreed(to comparison: inout Comparison, _ numbers: inout SeenNumbers, planned: [ReportLine]) throws -> Set<String> {
        let store = context.store
        // What a person ruled changes what should be booked, and vouchers adopted together are more than one row says.
        let ruled = try store.facts(DocumentRulings.self).map(\.key) + store.facts(JointVouchers.self).map(\.key)
        let agreed = try store.agreedDocuments(besides: Set(planned.map(\.key) + ruled)) { numbers.see($0, on: $1) }
        for sum in agreed.sums { comparison.totals.addAlike(sum) }
        for (month, count) in agreed.counts { comparison.totals.countAlike(count, in: month) }
        comparison.agreed = agreed.counts.values.reduce(0, +)
        return agreed.others
    }
}
