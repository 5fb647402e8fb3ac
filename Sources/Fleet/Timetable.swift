package import Daemon
package import Transport

/// Whose pass begins when. A value; moments are milliseconds of the monotonic clock.
///
/// Each account keeps the schedule a service of its own would have (``PassSchedule``): an interval after the last pass, at once on a hint,
/// later and later while a system is down. What is new is that they share one process. A hint goes before what is merely due, and has
/// room of its own; a pass that takes long, because a remote is slow or takes two requests a second, gives its place to others.
package struct Timetable: Sendable {
    private struct Entry {
        var interval: Int64
        var due: Int64
        var schedule = PassSchedule()
        /// Somebody said that there is news; also while a pass is at work, which may have looked already.
        var isHinted = false
        /// Somebody waits for what comes of it.
        var isUrgent = false
        var begunAt: Int64?
        var endedAt: Int64?
    }

    private let bounds: TimetableBounds
    private var entries: [String: Entry] = [:]
    /// When the last passes began, oldest first; no more than may begin in a second.
    private var begun: [Int64] = []

    package init(bounds: TimetableBounds = TimetableBounds()) { self.bounds = bounds }

    /// An account comes in, or gets another interval.
    package mutating func set(_ name: String, interval: Int64, now: Int64) {
        if let known = entries[name] {
            entries[name]?.interval = interval
            // One that waits longer than the new interval, and not because a system is down, need not.
            guard known.begunAt == nil, let ended = known.endedAt, !known.schedule.isBackingOff else { return }
            entries[name]?.due = min(known.due, ended + interval)
        } else {
            entries[name] = Entry(interval: interval, due: now + PassSpread.offset(of: name, interval: interval))
        }
    }

    /// A pass of it that is at work is still ``ended(_:_:now:time:)``, and forgotten then.
    package mutating func remove(_ name: String) { entries[name] = nil }

    /// There is news for it: a webhook, a person's decision, another configuration.
    /// - Parameter isUrgent: false of what comes to all accounts at once, and must not stand before what came to one.
    package mutating func hint(_ name: String, now: Int64, isUrgent: Bool = true) {
        guard let entry = entries[name] else { return }
        entries[name]?.isHinted = true
        if isUrgent { entries[name]?.isUrgent = true }
        guard entry.begunAt == nil else { return }
        entries[name]?.due = entry.endedAt.map { entry.schedule.hinted(due: entry.due, endedAt: $0) } ?? min(entry.due, now)
    }

    /// Those whose pass begins now, which it counts as begun.
    /// - Parameter isBusy: the passes at work wait for processors, not for remotes: one more would only make all of them later, and holds
    ///   memory meanwhile. Only what somebody waits for begins, and who has waited for very long.
    package mutating func begin(now: Int64, isBusy: Bool = false) -> [String] {
        begun.removeAll { $0 <= now - 1_000 }
        var load = load(at: now)
        var chosen: [String] = []
        for (name, isUrgent) in waiting(at: now) {
            guard begun.count < bounds.begunPerSecond else { break }
            guard load < room(isUrgent: isUrgent), !isBusy || mayBeginWhileBusy(name, at: now) else { continue }
            entries[name]?.begunAt = now
            entries[name]?.isHinted = false
            entries[name]?.isUrgent = false
            begun.append(now)
            load += 1
            chosen.append(name)
        }
        return chosen
    }

    private func mayBeginWhileBusy(_ name: String, at now: Int64) -> Bool {
        guard let entry = entries[name] else { return false }
        return entry.isUrgent || begun.isEmpty && now - entry.due > bounds.busyMaximum
    }

    /// - Returns: when its next pass is due; nil of an account that is gone.
    @discardableResult
    package mutating func ended(_ name: String, _ ending: PassSchedule.Ending, now: Int64, time: any TimeSource) -> Int64? {
        guard var entry = entries[name] else { return nil }
        entry.begunAt = nil
        entry.endedAt = now
        entry.due = entry.schedule.next(after: ending, interval: entry.interval, now: now, time: time)
        if entry.isHinted { entry.due = entry.schedule.hinted(due: entry.due, endedAt: now) }
        entries[name] = entry
        return entry.due
    }

    /// Its pass hung, and another one takes its place: not by the schedule, which would put off an account for what a pass did.
    package mutating func hung(_ name: String, until due: Int64, now: Int64) {
        entries[name]?.begunAt = nil
        entries[name]?.endedAt = now
        entries[name]?.due = due
    }

    /// Whether somebody waits for room that an old pass has.
    package func isCrowded(at now: Int64) -> Bool {
        let load = load(at: now)
        return waiting(at: now).contains { load >= room(isUrgent: $0.isUrgent) }
    }

    /// Accounts whose passes make room for others.
    package func yielding(at now: Int64) -> [String] {
        guard isCrowded(at: now) else { return [] }
        return entries.compactMap { name, entry in entry.begunAt.map { now - $0 > bounds.quantum } == true ? name : nil }
    }

    /// Until something is due, a second at most: what waits for room is looked at again then.
    package func pause(at now: Int64) -> Int64 {
        let next = entries.values.lazy.filter { $0.begunAt == nil && $0.due > now }.map(\.due).min()
        let wait = next.map { $0 - now } ?? 1_000
        // Due already, and held up by the pace or by the room.
        return max(20, min(wait, waiting(at: now).isEmpty ? 1_000 : 50))
    }

    private func room(isUrgent: Bool) -> Int { bounds.atOnce + (isUrgent ? bounds.forHints : 0) }

    private func load(at now: Int64) -> Int {
        var (short, long) = (0, 0)
        for case let begun? in entries.values.map(\.begunAt) {
            if now - begun < bounds.longAfter { short += 1 } else { long += 1 }
        }
        return short + max(0, long - bounds.longMaximum)
    }

    /// Due and not at work, the most urgent first.
    private func waiting(at now: Int64) -> [(name: String, isUrgent: Bool)] {
        entries.filter { $0.value.begunAt == nil && $0.value.due <= now }
            .map { (name: $0.key, due: $0.value.due, isUrgent: $0.value.isUrgent || now - $0.value.due > bounds.waitMaximum) }
            .sorted { ($0.isUrgent ? 0 : 1, $0.due, $0.name) < ($1.isUrgent ? 0 : 1, $1.due, $1.name) }
            .map { ($0.name, $0.isUrgent) }
    }
}
