import CSystemd
import Glibc

/// Tells systemd how the service is doing. Everything is silent, and costs next to nothing, where no `NOTIFY_SOCKET` is named: on a
/// terminal, under cron, in a test.
///
/// Nothing here fails: a service that works must not stop because nobody listens. Messages count only from the main process, from
/// any of its threads (`NotifyAccess=main`).
package struct ServiceNotifier: Sendable {
    /// No start or stop is put off by more than this at a time.
    package static let extensionMaximumMilliseconds: Int64 = 3_600_000

    package init() {}

    /// - Parameter status: one sentence in the same datagram, so that nobody sees "active" beside the words of the start.
    package func ready(_ status: String? = nil) { send(.ready(status: status)) }

    /// State, trouble, next step, e.g. `In step since 13:58; 2 held; next pass 14:05`. Made one line and cut at 256 bytes.
    package func status(_ text: String) { send(.status(text)) }

    /// Before the new configuration is read. ``ready(_:)`` ends it, also after a refusal.
    package func reloading(_ status: String? = nil) {
        send(.reloading(microseconds: ServiceNotifier.monotonicMicroseconds(), status: status))
    }

    package func stopping(_ status: String? = nil) { send(.stopping(status: status)) }

    /// For a migration, or a write in flight at the end. Repeat within that time.
    /// - Parameter milliseconds: from now, cut to 0...one hour.
    package func extendTimeout(milliseconds: Int64) {
        let bounded = min(max(0, milliseconds), ServiceNotifier.extensionMaximumMilliseconds)
        send(.extendTimeout(microseconds: UInt64(bounded) * 1000))
    }

    /// False if there is no one to tell, or the socket did not take it.
    @discardableResult
    package func send(_ notification: ServiceNotification) -> Bool { csystemd_notify(0, notification.datagram) > 0 }

    /// The clock systemd compares with; other than the program's own it stands still while the machine sleeps.
    private static func monotonicMicroseconds() -> UInt64 {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return UInt64(moment.tv_sec) * 1_000_000 + UInt64(moment.tv_nsec) / 1000
    }
}
