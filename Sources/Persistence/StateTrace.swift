import Glibc

/// By which a change of a state's file is seen that somebody else made, a person's decision above all.
package struct StateTrace: Sendable, Equatable {
    private let size: Int64
    private let seconds: Int
    private let nanoseconds: Int

    /// Nil where there is no state to look at.
    package init?(_ directory: String) {
        var facts = stat()
        guard lstat(directory + "/" + Store.fileName, &facts) == 0 else { return nil }
        (size, seconds, nanoseconds) = (Int64(facts.st_size), facts.st_mtim.tv_sec, facts.st_mtim.tv_nsec)
    }
}
