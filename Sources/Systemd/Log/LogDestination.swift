import Glibc

/// Where the log goes. Decided by what standard error is, never by who the parent seems to be.
package enum LogDestination: Sendable, Hashable {
    /// The journal's own protocol, with fields.
    case journal
    /// Standard error is read by journald, but its socket for fields is not there: lines with a priority in front.
    case journalStream
    /// A terminal, a file, a pipe: plain lines with the time in front.
    case standardError

    package static let journalSocket = "/run/systemd/journal/socket"

    /// systemd names device and inode of the stream it gave the service in `JOURNAL_STREAM`; a redirected standard error has others.
    /// - Parameters:
    ///   - environment: of this process.
    ///   - descriptor: standard error.
    ///   - socket: libsystemd reports success where it does not exist, so it is looked for.
    package static func detect(
        environment: [String: String], descriptor: Int32 = STDERR_FILENO, socket: String = journalSocket
    ) -> LogDestination {
        guard let stream = environment["JOURNAL_STREAM"].flatMap(Stream.init(parsing:)), stream == Stream(of: descriptor) else {
            return .standardError
        }
        return access(socket, F_OK) == 0 ? .journal : .journalStream
    }
}

private struct Stream: Equatable {
    let device: UInt64
    let inode: UInt64

    /// `device:inode`, both decimal.
    init?(parsing text: String) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let device = Stream.number(parts[0]), let inode = Stream.number(parts[1]) else { return nil }
        self.device = device
        self.inode = inode
    }

    init?(of descriptor: Int32) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        inode = UInt64(status.st_ino)
    }

    /// Digits only: UInt64 would take a sign as well.
    private static func number(_ text: Substring) -> UInt64? { text.utf8.allSatisfy { (48...57).contains($0) } ? UInt64(text) : nil }
}
