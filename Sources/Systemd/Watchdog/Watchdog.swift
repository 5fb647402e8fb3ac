import Synchronization

/// Feeds systemd's watchdog as ``WatchdogMachine`` decides. Where none is asked for, every call returns at once.
///
/// ``run()`` belongs on the same executor as the work: a pool in which nothing runs any more then feeds nothing either.
package final class Watchdog: Sendable {
    private let machine: Mutex<WatchdogMachine?>
    private let now: @Sendable () -> Int64
    private let sleep: @Sendable (Int64) async throws(CancellationError) -> Void
    private let feed: @Sendable (Int64) -> Void

    /// - Parameters:
    ///   - period: ``WatchdogPeriod/milliseconds()``; nil is no watchdog.
    ///   - now: milliseconds of a clock that never goes back.
    ///   - sleep: for so many milliseconds of the same clock.
    package init(
        period: Int64?, notifier: ServiceNotifier, now: @escaping @Sendable () -> Int64,
        sleep: @escaping @Sendable (Int64) async throws(CancellationError) -> Void
    ) {
        machine = Mutex(period.map(WatchdogMachine.init))
        self.now = now
        self.sleep = sleep
        feed = { _ in notifier.send(.watchdog) }
    }

    /// One that feeds somebody else, who also asks (``ask()``) instead of the timer of ``run()``.
    /// - Parameter feed: told the moment.
    package init(period: Int64, now: @escaping @Sendable () -> Int64, feed: @escaping @Sendable (Int64) -> Void) {
        machine = Mutex(WatchdogMachine(period: period))
        self.now = now
        sleep = { _ throws(CancellationError) in throw CancellationError() }
        self.feed = feed
    }

    /// A step is finished, or a pass begins. Cheap enough for every document.
    package func progress() { decide { $0.progress(at: $1) } }

    /// The pass is over; the next one begins, with ``progress()``, at `deadline` at the latest.
    package func idle(until deadline: Int64) { decide { $0.idle(until: deadline, at: $1) } }

    /// Runs what waits for somebody else within a limit of its own, such as a request with its timeout. Its start and its end count as
    /// steps, the time between them as alive up to the limit. Any number may run at the same time.
    package func waiting<Answer, Failure: Error>(
        upTo milliseconds: Int64, _ work: () async throws(Failure) -> Answer
    ) async throws(Failure) -> Answer {
        var begun: WatchdogMachine.Wait?
        decide {
            let (wait, feeds) = $0.beginWait(upTo: milliseconds, at: $1)
            begun = wait
            return feeds
        }
        let wait = begun
        defer { if let wait { decide { $0.endWait(wait, at: $1) } } }
        return try await work()
    }

    /// What the timer asks: feeds within an allowance.
    package func ask() { decide { $0.tick(at: $1) } }

    /// The timer behind idleness and waits. Returns when the task is cancelled, at once without a watchdog.
    package func run() async {
        while true {
            ask()
            let moment = now()
            guard let pause = machine.withLock({ $0?.untilTick(at: moment) }) else { return }
            do {
                try await sleep(pause)
            } catch {
                return
            }
        }
    }

    /// Decides under the lock and sends after it.
    private func decide(_ event: (inout WatchdogMachine, Int64) -> Bool) {
        let moment = now()
        let feeds = machine.withLock { machine -> Bool in
            guard var running = machine.take() else { return false }
            defer { machine = running }
            return event(&running, moment)
        }
        if feeds { feed(moment) }
    }
}
