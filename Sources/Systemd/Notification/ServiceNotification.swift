internal import Output

/// What the service tells systemd, as the datagram says it (sd_notify(3)).
package enum ServiceNotification: Sendable, Hashable {
    /// State opened, configuration valid, listener open: `systemctl start` returns.
    case ready(status: String?)
    /// Shown by `systemctl status` until the next one.
    case status(String)
    /// To be followed by ``ready(status:)`` whether or not the new configuration was taken.
    /// - Parameter microseconds: `CLOCK_MONOTONIC` now. systemd 253 and later take the message for this reload only if it is fresh and
    ///   in the same datagram.
    case reloading(microseconds: UInt64, status: String?)
    /// The first thing on the way out.
    case stopping(status: String?)
    case watchdog
    /// Starting or stopping takes up to so much longer, counted from now; to be repeated within that time.
    case extendTimeout(microseconds: UInt64)

    /// Longer than a sentence nobody reads; systemd would take 4 KiB.
    package static let statusMaximumBytes = 256

    package var datagram: String {
        switch self {
        case .ready(let status): ServiceNotification.lines("READY=1", status)
        case .status(let status): "STATUS=" + ServiceNotification.line(status)
        case .reloading(let microseconds, let status): ServiceNotification.lines("RELOADING=1\nMONOTONIC_USEC=\(microseconds)", status)
        case .stopping(let status): ServiceNotification.lines("STOPPING=1", status)
        case .watchdog: "WATCHDOG=1"
        case .extendTimeout(let microseconds): "EXTEND_TIMEOUT_USEC=\(microseconds)"
        }
    }

    private static func lines(_ first: String, _ status: String?) -> String { status.map { first + "\nSTATUS=" + line($0) } ?? first }

    private static func line(_ status: String) -> String {
        VisibleText.spaced(Redaction.known.hiding(status), maximumBytes: statusMaximumBytes)
    }
}
