internal import Glibc

/// Descriptors 0, 1 and 2, which a caller may have closed (`>&-`).
package enum StandardStreams {
    /// To be called before anything opens a file: the next one opened would get the free number, and what is meant for a person would
    /// be written into it, the state for instance. Each gap is filled with something that fails as the closed one would: input that
    /// cannot be read, output that cannot be written.
    /// - Returns: false where even that is impossible; then nothing may be opened.
    package static func fillGaps() -> Bool {
        for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) == -1 && errno == EBADF {
            let mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY
            // Without /dev, in a bare root directory, the directory itself does: it can be neither read nor written as a file.
            let opened = open("/dev/null", mode) == descriptor || open("/", O_RDONLY | O_DIRECTORY) == descriptor
            if !opened { return false }
        }
        return true
    }
}
