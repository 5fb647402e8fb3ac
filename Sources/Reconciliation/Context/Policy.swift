internal import Bookkeeping

/// The waiting times of the service, in milliseconds.
package struct Policy: Sendable, Hashable {
    /// How long, after giving up on an answer, absence must hold before an uncertain write counts as not done.
    package var settle: Int64
    /// How long a published document may be without its PDF before a person is asked (S15).
    package var fileWait: Int64 = 24 * 3_600_000
    /// How old the full picture of lexoffice may become before it is read anew.
    package var sweepEvery: Int64 = 24 * 3_600_000
    /// How often open vouchers beyond the first page of the list are read again, for payments that do not move it.
    package var openEvery: Int64 = 15 * 60_000
    /// Paid and cancelled documents that a pass looks at again. Few, because a pass in which nothing happened must cost next to nothing;
    /// five thousand are through in a hundred passes.
    package var finishedInAPass = 50
    /// Retries of one document: first and longest wait.
    package var retryFirst: Int64 = 60_000
    package var retryCap: Int64 = 6 * 3_600_000
    /// What was asked about one item and not answered: the longest wait before it is asked again.
    package var askAgainCap: Int64 = 3_600_000
    /// Tries of a question after which a person is asked: with the waits in between about an hour.
    package var triesBeforeTask = 8
    /// Windows without a trace of what was sent, after which it is not sent again before a person has looked.
    package var writesBeforeTask = 3
    /// How long a reversal may wait for an original that HERO does not show, and for one that is known and not booked, before a person
    /// is asked.
    package var originalWait: Int64 = 24 * 3_600_000
    package var bookingWait: Int64 = 7 * 24 * 3_600_000

    package init(settle: Int64 = 900_000) { self.settle = settle }

    /// Doubles from `retryFirst`, never beyond `retryCap`.
    func retryDelay(afterAttempts attempts: Int) -> Int64 { doubled(attempts, upTo: retryCap) }

    func askAgainDelay(afterAttempts attempts: Int) -> Int64 { doubled(attempts, upTo: askAgainCap) }

    /// A file has no window of its own, because the same bytes may be sent again at once: it waits as long as one between its tries.
    func fileAgainDelay(afterAttempts attempts: Int) -> Int64 { min(askAgainCap, settle.times(1 << min(max(attempts, 0), 20))) }

    private func doubled(_ attempts: Int, upTo cap: Int64) -> Int64 { min(cap, retryFirst << min(max(attempts, 0), 20)) }
}
