package import Bookkeeping

/// A number seen in HERO, and why it is not on the books if it is not.
package struct SeenNumber: Sendable, Hashable {
    package var number: String
    package var date: BusinessDay?
    /// Nil when it is on the books, or about to be.
    package var absence: GapReason?

    package init(_ number: String, date: BusinessDay?, absence: GapReason? = nil) {
        self.number = number
        self.date = date
        self.absence = absence
    }
}

/// Numbers of one range, one after the other, that are not in lexoffice for one reason.
package struct NumberGap: Sendable, Hashable {
    package var range: String
    package var first: String
    package var last: String
    package var count: Int64
    package var reason: GapReason
    /// The month of the missing documents; of unknown ones that of the next number.
    package var month: BookMonth?
}

/// The sequence report of every number range that reaches the books.
package struct NumberGaps: Sendable, Hashable {
    package private(set) var gaps: [NumberGap] = []

    /// A range is followed from its first number on the books (or on the way there, or held) to its last seen one: what came
    /// before the start date alone, and ranges that never reach lexoffice, are not reported.
    package init(_ seen: [SeenNumber]) {
        var ranges: [String: [(place: RangePlace, seen: SeenNumber)]] = [:]
        for number in seen {
            guard let place = RangePlace(number.number, year: number.date?.year) else { continue }
            ranges[place.range, default: []].append((place, number))
        }
        for range in ranges.keys.sorted() {
            // Of two documents with one number the one on the books decides.
            let places = (ranges[range] ?? []).sorted {
                ($0.place.counter, $0.seen.absence == nil ? 0 : 1) < ($1.place.counter, $1.seen.absence == nil ? 0 : 1)
            }
            guard let start = places.firstIndex(where: { $0.seen.absence?.opensRange != false }) else { continue }
            walk(places[start...])
        }
    }

    private mutating func walk(_ places: ArraySlice<(place: RangePlace, seen: SeenNumber)>) {
        var previous: RangePlace?
        var end: Int64?
        for (place, seen) in places where place.counter != previous?.counter {
            let month = seen.date.map(BookMonth.init)
            if let previous, place.counter - previous.counter > 1 {
                add((previous.counter + 1)...(place.counter - 1), previous, .unknown, month, following: end)
                end = place.counter - 1
            }
            if let absence = seen.absence {
                add(place.counter...place.counter, place, absence, month, following: end)
                end = place.counter
            }
            previous = place
        }
    }

    /// - Parameter end: the last counter of the gap before, which this one continues when it is of the same kind.
    private mutating func add(
        _ counters: ClosedRange<Int64>, _ place: RangePlace, _ reason: GapReason, _ month: BookMonth?, following end: Int64?
    ) {
        let count = counters.upperBound - counters.lowerBound + 1
        if let index = gaps.indices.last, end == counters.lowerBound - 1, gaps[index].reason == reason, gaps[index].month == month {
            gaps[index].last = place.number(counters.upperBound)
            gaps[index].count += count
            return
        }
        gaps.append(
            NumberGap(
                range: place.range, first: place.number(counters.lowerBound), last: place.number(counters.upperBound), count: count,
                reason: reason, month: month))
    }
}
