package import Reconciliation
package import Transport

/// When the next pass is due. Pure but for the jitter; moments are milliseconds of the monotonic clock.
///
/// In good times a pass begins one interval after the last one ended. While a system does not answer, the pause doubles from the
/// interval to a quarter of an hour, half of it random, so that a thousand services do not come back to a remote in one second. A pass
/// that got something done before it was broken off shows that the remote is not down: the doubling begins anew. A pass that stopped at
/// its limit of work is followed at once.
package struct PassSchedule: Sendable {
    /// The longest pause while something is down, unless the interval itself is longer.
    package static let pauseMaximum: Int64 = 900_000
    /// So long after a pass the next one may begin because of a hint; hints that come in bunches cost one pass.
    package static let hintPause: Int64 = 2_000
    /// Between two passes that each stopped at their limit of work.
    package static let bulkPause: Int64 = 1_000

    package enum Ending: Sendable, Hashable {
        case done
        /// More work is due than one pass may do.
        case workLeft
        /// A system did not answer, after it had taken writes.
        case brokenOff
        /// A system did not answer, refused, or could not be written.
        case interrupted
    }

    package private(set) var failuresInARow = 0
    package var isBackingOff: Bool { failuresInARow > 0 }

    package init() {}

    /// - Parameters:
    ///   - interval: between passes.
    ///   - now: when the pass ended.
    package mutating func next(after ending: Ending, interval: Int64, now: Int64, time: any TimeSource) -> Int64 {
        switch ending {
        case .done:
            failuresInARow = 0
            return now + interval
        case .workLeft:
            failuresInARow = 0
            return now + min(interval, Self.bulkPause)
        case .brokenOff:
            failuresInARow = 1
            return now + backOff(interval, time)
        case .interrupted:
            failuresInARow += 1
            return now + backOff(interval, time)
        }
    }

    private func backOff(_ interval: Int64, _ time: any TimeSource) -> Int64 {
        let longest = max(interval, Self.pauseMaximum)
        var pause = interval
        for _ in 1..<min(failuresInARow, 32) where pause < longest { pause = min(longest, pause * 2) }
        let half = max(1, pause / 2)
        return half + Int64(time.randomWord() % UInt64(half + 1))
    }

    /// A hint brings the pass forward, except while a system is down: then the next pass looks anyway, and looking sooner helps nobody.
    package func hinted(due: Int64, endedAt: Int64) -> Int64 { isBackingOff ? due : min(due, endedAt + Self.hintPause) }
}

extension PassSchedule.Ending {
    package init(_ report: PassReport) {
        if let interruption = report.interruption {
            let isRemote = interruption.kind == .unavailable || interruption.kind == .throttled
            self = isRemote && report.accepted > 0 ? .brokenOff : .interrupted
        } else {
            self = report.remaining > 0 ? .workLeft : .done
        }
    }
}
