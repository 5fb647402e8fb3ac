/// The number behind every line of the page.
struct MetricValues: Sendable {
    /// By family, then in the order of its lines; nil leaves the family out.
    private(set) var families: [[Double]?]
    private let layout: PageLayout

    init(_ layout: PageLayout) {
        self.layout = layout
        families = layout.families.map { Array(repeating: 0, count: $0.lines.count) }
    }

    mutating func omit(_ name: MetricName) { families[name.place] = nil }

    /// A label set that does not exist is passed over, here and below: the sets are closed.
    mutating func set(_ name: MetricName, _ labels: [String], to value: Double) {
        guard let line = layout.families[name.place].firstLine[labels] else { return }
        families[name.place]?[line] = value
    }

    /// Counters never fall: an increment that is negative or no number adds nothing.
    mutating func add(_ increment: Double, to name: MetricName, _ labels: [String]) {
        guard increment > 0, increment.isFinite, let line = layout.families[name.place].firstLine[labels] else { return }
        families[name.place]?[line] += increment
    }

    /// One observation of a histogram. Time cannot have gone back: less than nothing counts as nothing.
    mutating func observe(_ value: Double, in name: MetricName, _ labels: [String]) {
        let family = layout.families[name.place]
        guard !value.isNaN, let line = family.firstLine[labels] else { return }
        let value = max(0, value)
        for (offset, bound) in family.bounds.enumerated() where value <= bound { families[name.place]?[line + offset] += 1 }
        let infinite = line + family.bounds.count
        families[name.place]?[infinite] += 1
        families[name.place]?[infinite + 1] += value
        families[name.place]?[infinite + 2] += 1
    }
}
