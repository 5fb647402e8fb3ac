package import Reconciliation
internal import Synchronization
package import Systemd
package import Transport

/// `Pass: 120 of 400 documents` while a pass works; every two seconds at most, so that systemd is told no more than a person can read.
package final class PassProgressLine: Sendable {
    private static let pause: Int64 = 2_000

    private let notifier: ServiceNotifier
    private let time: any TimeSource
    private let shownAt = Mutex<Int64?>(nil)

    package init(notifier: ServiceNotifier, time: any TimeSource) {
        self.notifier = notifier
        self.time = time
    }

    package func show(_ progress: PassProgress) {
        guard progress.total > 0 else { return }
        let now = time.monotonicMilliseconds()
        let isDue = shownAt.withLock { shownAt in
            if let last = shownAt, now - last < Self.pause { return false }
            shownAt = now
            return true
        }
        if isDue { notifier.status("Pass, \(progress.stage.rawValue): \(progress.done) of \(progress.total)") }
    }
}
