import Synchronization

/// What the clock of the other side last said, from the `Date` of its answers.
package final class RemoteClock: Sendable {
    private let last = Mutex<(said: Int64, at: Int64)?>(nil)

    package init() {}

    package func note(_ response: IncomingResponse, _ time: any TimeSource) {
        guard let said = response.dateMilliseconds else { return }
        let at = time.monotonicMilliseconds()
        last.withLock { $0 = (said, at) }
    }

    /// Milliseconds since 1970 over there, as far as is known; nil before the first answer that says so.
    package func now(_ time: any TimeSource) -> Int64? {
        let monotonic = time.monotonicMilliseconds()
        return last.withLock { last in last.map { $0.said + max(0, monotonic - $0.at) } }
    }
}
