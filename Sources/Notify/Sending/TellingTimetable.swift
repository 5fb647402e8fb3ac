/// Whose people are to be told next, of many accounts that share one process: a value. Those of one mail server never take all the room,
/// so that a server that hangs holds up nobody's mail but its own.
package struct TellingTimetable: Sendable {
    /// At once; each sends one message after another.
    package static let together = 32
    /// Of those by the same way.
    package static let togetherByWay = 4

    private struct Line: Sendable {
        var way: String
        var dueAt: Int64
        var isAtWork = false
        /// Taken out while it was at work.
        var isGone = false
    }

    private var lines: [String: Line] = [:]

    package init() {}

    package var names: Set<String> { Set(lines.filter { !$0.value.isGone }.keys) }

    /// Somebody of the account is to be told, by this way; due at once where that is new.
    package mutating func set(_ account: String, by way: String, now: Int64) {
        if var line = lines[account] {
            if line.way != way || line.isGone { line.dueAt = now }
            (line.way, line.isGone) = (way, false)
            lines[account] = line
        } else {
            lines[account] = Line(way: way, dueAt: now)
        }
    }

    /// Nobody of it any more.
    package mutating func remove(_ account: String) {
        if lines[account]?.isAtWork == true { lines[account]?.isGone = true } else { lines[account] = nil }
    }

    /// Those whose turn it is, whoever waits longest first.
    package mutating func begin(now: Int64) -> [String] {
        var ways: [String: Int] = [:]
        var room = Self.together
        for line in lines.values where line.isAtWork {
            ways[line.way, default: 0] += 1
            room -= 1
        }
        var begun: [String] = []
        let due = lines.filter { !$0.value.isAtWork && $0.value.dueAt <= now }
        for (account, line) in due.sorted(by: { ($0.value.dueAt, $0.key) < ($1.value.dueAt, $1.key) }) {
            guard room > 0 else { break }
            guard ways[line.way, default: 0] < Self.togetherByWay else { continue }
            ways[line.way, default: 0] += 1
            room -= 1
            lines[account]?.isAtWork = true
            begun.append(account)
        }
        return begun
    }

    package mutating func ended(_ account: String, pause: Int64, now: Int64) {
        guard let line = lines[account] else { return }
        guard !line.isGone else { return lines[account] = nil }
        lines[account]?.isAtWork = false
        lines[account]?.dueAt = now + pause
    }
}
