import Glibc

/// By which a change of a state that somebody else made is seen, a person's decision above all: by its file and by the log beside it, which
/// is there as long as anybody has the state open.
package struct StateTrace: Sendable, Equatable {
    private struct File: Sendable, Equatable {
        var size: Int64 = 0
        var seconds = 0
        var nanoseconds = 0

        init() {}

        init?(_ path: String) {
            var facts = stat()
            guard lstat(path, &facts) == 0 else { return nil }
            (size, seconds, nanoseconds) = (Int64(facts.st_size), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
        }
    }

    private let file: File
    private let log: File

    /// Nil where there is no state to look at.
    package init?(_ directory: String) {
        let path = directory + "/" + Store.fileName
        guard let file = File(path) else { return nil }
        self.file = file
        // Whoever only looks makes an empty one and takes it away again.
        log = File(path + "-wal").flatMap { $0.size > 0 ? $0 : nil } ?? File()
    }
}
