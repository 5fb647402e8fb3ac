internal import Bookkeeping
internal import Comparison
internal import Persistence
internal import Synchronization

/// How many documents have been overdue for thirty days or more, counted beside the pages: with thousands of open documents it takes a
/// second, and the first page must not.
final class LongOpenItems: Sendable {
    /// Counted anew so much later where something happened meanwhile, in milliseconds.
    private static let ageMaximum: Int64 = 60_000

    private struct State {
        var isCounting = false
        var last: (day: BusinessDay, items: Int, journal: Int, at: Instant)?
    }

    private let state = Mutex(State())
    private let parts: ConsoleParts

    init(parts: ConsoleParts) { self.parts = parts }

    /// Nil until it was counted once, and where it cannot be.
    func count() throws -> Int? {
        let now = parts.now
        let today = BusinessDay(berlinDayOf: now)
        let journal = try parts.view().journalLength()
        let (items, isDue) = state.withLock { state in
            let last = state.last.flatMap { $0.day == today ? $0 : nil }
            let isFresh = last.map { $0.journal == journal || abs(now.milliseconds(since: $0.at)) < Self.ageMaximum } ?? false
            let isDue = !isFresh && !state.isCounting
            if isDue { state.isCounting = true }
            return (last?.items, isDue)
        }
        if isDue { Task { run(today, journal, now) } }
        return items
    }

    private func run(_ day: BusinessDay, _ journal: Int, _ now: Instant) {
        // What cannot be read now is asked for again by the next page, which says that it cannot be read.
        let items = try? OpenItemsReading(store: parts.view(), now: now).run(day).items.count { $0.daysOverdue >= 30 }
        state.withLock { state in
            state.isCounting = false
            if let items { state.last = (day, items, journal, now) }
        }
    }
}
