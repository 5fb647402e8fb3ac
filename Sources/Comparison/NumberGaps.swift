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
package struct NumberGaps: Sendable {
    private var ranges: [String: Range] = [:]

    /// A place of a range with all that is asked about it; there may be a hundred thousand.
    private struct Seen {
        var counter: Int64
        var width: UInt8
        var month: BookMonth?
        var absence: GapReason?
    }

    private struct Range {
        /// Any of its places.
        var place: RangePlace
        var seen: [Seen] = []
    }

    package init(_ seen: [SeenNumber] = []) {
        for number in seen { see(number, at: RangePlace(number.number, year: number.date?.year)) }
    }

    mutating func see(_ number: SeenNumber, at place: RangePlace?) {
        guard let place else { return }
        let seen = Seen(
            counter: place.counter, width: UInt8(place.width), month: number.date.map(BookMonth.init), absence: number.absence)
        ranges[place.range, default: Range(place: place)].seen.append(seen)
    }

    /// A range is followed from its first number on the books (or on the way there, or held) to its last seen one: what came
    /// before the start date alone, and ranges that never reach lexoffice, are not reported.
    package var gaps: [NumberGap] {
        ranges.sorted { $0.key < $1.key }.flatMap { name, range -> [NumberGap] in
            // Of two documents with one number the one on the books decides.
            let seen = range.seen.sorted { ($0.counter, $0.absence == nil ? 0 : 1) < ($1.counter, $1.absence == nil ? 0 : 1) }
            guard let start = seen.firstIndex(where: { $0.absence?.opensRange != false }) else { return [] }
            var walk = Walk(name: name, place: range.place)
            walk.follow(seen[start...])
            return walk.gaps
        }
    }

    private struct Walk {
        let name: String
        var place: RangePlace
        private(set) var gaps: [NumberGap] = []

        init(name: String, place: RangePlace) {
            self.name = name
            self.place = place
        }

        mutating func follow(_ places: ArraySlice<Seen>) {
            var previous: Seen?
            var end: Int64?
            for seen in places where seen.counter != previous?.counter {
                if let previous, seen.counter - previous.counter > 1 {
                    add((previous.counter + 1)...(seen.counter - 1), width: previous.width, .unknown, seen.month, following: end)
                    end = seen.counter - 1
                }
                if let absence = seen.absence {
                    add(seen.counter...seen.counter, width: seen.width, absence, seen.month, following: end)
                    end = seen.counter
                }
                previous = seen
            }
        }

        /// - Parameter end: the last counter of the gap before, which this one continues when it is of the same kind.
        private mutating func add(
            _ counters: ClosedRange<Int64>, width: UInt8, _ reason: GapReason, _ month: BookMonth?, following end: Int64?
        ) {
            place.width = Int(width)
            let count = counters.upperBound - counters.lowerBound + 1
            if let index = gaps.indices.last, end == counters.lowerBound - 1, gaps[index].reason == reason, gaps[index].month == month {
                gaps[index].last = place.number(counters.upperBound)
                gaps[index].count += count
                return
            }
            gaps.append(
                NumberGap(
                    range: name, first: place.number(counters.lowerBound), last: place.number(counters.upperBound), count: count,
                    reason: reason, month: month))
        }
    }
}
