internal import Reconciliation
internal import Web

/// One part of a pass, from its first item on: how long the rest takes is told by what is done.
struct WorkInHand: Sendable, Hashable {
    /// So many items and milliseconds must have gone by before their pace says anything.
    private static let itemsMinimum = 3
    private static let timeMinimum: Int64 = 2_000

    private let first: PassProgress
    private let since: Int64
    var now: PassProgress

    /// - Parameter since: monotonic milliseconds.
    init(_ first: PassProgress, since: Int64) {
        self.first = first
        self.since = since
        now = first
    }

    func isContinued(by next: PassProgress) -> Bool { next.stage == first.stage && next.total == now.total && next.done >= now.done }

    func progress(at moment: Int64) -> ServiceProgress {
        let (items, passed) = (now.done - first.done, moment - since)
        guard items >= Self.itemsMinimum, passed >= Self.timeMinimum else { return ServiceProgress(done: now.done, total: now.total) }
        let (product, isTooMuch) = passed.multipliedReportingOverflow(by: Int64(max(0, now.total - now.done)))
        return ServiceProgress(done: now.done, total: now.total, secondsLeft: isTooMuch ? nil : product / Int64(items) / 1_000)
    }
}
