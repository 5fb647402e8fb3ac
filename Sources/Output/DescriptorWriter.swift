internal import Glibc

/// Writes to a descriptor that is there already: standard output, standard error. Neither throws nor traps nor waits for ever; a
/// broken pipe is an answer like any other where SIGPIPE is ignored.
package struct DescriptorWriter: Sendable {
    private let descriptor: Int32
    private let patience: Int32

    /// - Parameter patience: how long a reader who takes nothing may keep a non-blocking descriptor full, in milliseconds.
    package init(_ descriptor: Int32, patience: Int32 = 30_000) {
        self.descriptor = descriptor
        self.patience = patience
    }

    /// - Returns: nil when every byte was taken, else the `errno` that ended it.
    package func write(_ bytes: [UInt8]) -> Int32? {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                offset += count
                continue
            }
            guard count < 0 else { return EIO }
            switch errno {
            case EINTR: continue
            case EAGAIN: if let failure = waitForRoom() { return failure }
            default: return errno
            }
        }
        return nil
    }

    /// What the descriptor's own error is, the next write says.
    private func waitForRoom() -> Int32? {
        var state = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        let deadline = DescriptorWriter.milliseconds() + Int64(patience)
        while true {
            let left = max(0, deadline - DescriptorWriter.milliseconds())
            let count = poll(&state, 1, Int32(left))
            if count > 0 { return nil }
            guard count < 0, errno == EINTR else { return count == 0 ? EAGAIN : errno }
        }
    }

    private static func milliseconds() -> Int64 {
        var moment = timespec()
        clock_gettime(CLOCK_MONOTONIC, &moment)
        return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
    }

    /// The sentence of the C library for an `errno`.
    package static func reason(_ failure: Int32) -> String { String(cString: strerror(failure)) }
}
