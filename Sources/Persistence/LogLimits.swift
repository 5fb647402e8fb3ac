import Glibc

/// How long SQLite's log may grow, and what is left of it, so that a Litestream beside the state misses nothing (decision 36).
enum LogLimits {
    /// Litestream puts the log into the file itself, at a thousand pages. As long as it has not read all of it nobody may begin it anew,
    /// which a lock of its own prevents; where it lost that, only a log as long as this is begun anew behind its back.
    private static let pagesBesideLitestream = 10_000

    /// For a connection that writes.
    /// - Parameter path: the file of the state. A folder of Litestream beside it tells that it is carried away.
    static func statements(_ path: String) -> String {
        // A log that begins anew is cut to what it holds. Behind its beginning, what is left of the former one would tell a Litestream
        // that was away meanwhile that it has missed nothing, and its replica would lack what came in between.
        let cut = "PRAGMA journal_size_limit = 0;"
        return isCarried(path) ? "\(cut) PRAGMA wal_autocheckpoint = \(pagesBesideLitestream);" : cut
    }

    private static func isCarried(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        guard let name = parts.last else { return false }
        return access((parts.dropLast() + [".\(name)-litestream"]).joined(separator: "/"), F_OK) == 0
    }
}
