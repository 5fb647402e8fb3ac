import Synchronization

/// One per account: spaces requests so that a remote token bucket of burst 1 never overflows.
///
/// Two requests start at least one interval apart, measured from the moment each left, never from a schedule: a late start is not made up
/// for. With a permit a request is not on its way yet: in a process with a thousand accounts it waits for a thread, for the mark and for a
/// connection. Work and answering time of the callers fall inside the interval, so the full rate is held. What can still squeeze two
/// requests together is the way to the server. It cannot be measured from here (the same answer times follow from a slow
/// server), and waiting for it always would cost more than the tenth of the rate we may lose. So it is taken into account only once the
/// remote has complained: after ``pause(milliseconds:)`` the next request starts an interval after the last *answer*. A request has
/// arrived before its answer and none arrives before its start, so arrivals are then an interval apart whatever the network does.
/// This guard lasts a minute, and twice as long each time it proves to have ended too soon, up to an hour.
package actor RateLimiter {
    private static let guardMinimum: Int64 = 60_000
    private static let guardMaximum: Int64 = 3_600_000
    private static let pauseMaximum: Int64 = 3_600_000
    /// A permit whose answer nobody reports holds up the guard no longer than this; above every request timeout.
    private static let answerMaximum: Int64 = 60_000

    /// May be changed while callers wait in line.
    private let spacing: Mutex<Int64>
    private let time: any TimeSource
    private let waited: @Sendable (Int64) -> Void
    private var queue: [Latch] = []
    private var last: Permit?
    private var pausedUntil: Int64 = 0
    private var guardedUntil: Int64 = 0
    private var guardLength: Int64 = 0

    /// - Parameters:
    ///   - thousandthsPerSecond: 1900 is 1.9 requests a second; the interval is rounded up to whole milliseconds.
    ///   - waited: told of each permit how long its caller stood in line, in milliseconds.
    package init(thousandthsPerSecond: Int, time: any TimeSource, waited: @escaping @Sendable (Int64) -> Void = { _ in }) {
        spacing = Mutex(RateLimiter.interval(thousandthsPerSecond))
        self.time = time
        self.waited = waited
    }

    /// Another rate from now on. What was learnt about the account stays: its last request, a pause it asked for, the guard.
    nonisolated package func use(thousandthsPerSecond: Int) { spacing.withLock { $0 = RateLimiter.interval(thousandthsPerSecond) } }

    private static func interval(_ thousandthsPerSecond: Int) -> Int64 {
        let rate = Int64(max(1, thousandthsPerSecond))
        return (1_000_000 + rate - 1) / rate
    }

    /// Callers in line, the one whose turn it is included.
    package var waiting: Int { queue.count }

    /// Waits for the turn, in the order of the calls. A cancelled caller leaves the line and costs nobody a turn.
    package func permit() async throws(CancellationError) -> Permit {
        let asked = time.monotonicMilliseconds()
        let place = Latch()
        queue.append(place)
        defer { leave(place) }
        if queue.count > 1 { try await place.wait() }
        while true {
            if Task.isCancelled { throw CancellationError() }
            let now = time.monotonicMilliseconds()
            let remaining = due(at: now) - now
            guard remaining > 0 else {
                let permit = Permit(time: time, granted: now, waited: now - asked)
                last = permit
                waited(permit.waitedMilliseconds)
                return permit
            }
            try await time.sleep(milliseconds: remaining)
        }
    }

    /// The remote said "too many" (429): nobody starts before this many milliseconds have passed, at most an hour, and the guard is up.
    package func pause(milliseconds: Int64) {
        let now = time.monotonicMilliseconds()
        pausedUntil = max(pausedUntil, now + min(max(0, milliseconds), RateLimiter.pauseMaximum))
        let endedTooSoon = guardLength > 0 && now < guardedUntil + guardLength
        guardLength = endedTooSoon ? min(guardLength * 2, RateLimiter.guardMaximum) : RateLimiter.guardMinimum
        guardedUntil = pausedUntil + guardLength
    }

    private func due(at now: Int64) -> Int64 {
        guard let last else { return pausedUntil }
        let interval = spacing.withLock { $0 }
        let spaced = max(pausedUntil, last.departure + interval)
        guard now < guardedUntil else { return spaced }
        guard let answer = last.answer else { return max(spaced, min(now + interval, last.granted + RateLimiter.answerMaximum)) }
        return max(spaced, answer + interval)
    }

    private func leave(_ place: Latch) {
        let wasFirst = queue.first === place
        queue.removeAll { $0 === place }
        if wasFirst { queue.first?.open() }
    }
}

/// The right to start one request now.
package final class Permit: Sendable {
    /// How long the caller stood in line.
    package let waitedMilliseconds: Int64
    let granted: Int64
    private let time: any TimeSource
    private let answeredAt = Mutex<Int64?>(nil)
    private let departedAt = Mutex<Int64?>(nil)

    init(time: any TimeSource, granted: Int64, waited: Int64) {
        self.time = time
        self.granted = granted
        waitedMilliseconds = waited
    }

    /// To be called when the request is over, answered or not. The first call counts.
    package func answered() {
        let now = time.monotonicMilliseconds()
        answeredAt.withLock { $0 = $0 ?? now }
    }

    /// To be called when the first byte is about to leave, and again where it has to be sent anew.
    package func departs() {
        let now = time.monotonicMilliseconds()
        departedAt.withLock { $0 = now }
    }

    /// When it was granted, as long as nobody says that it left.
    var departure: Int64 { departedAt.withLock { max(granted, $0 ?? granted) } }
    var answer: Int64? { answeredAt.withLock { $0 } }
}
