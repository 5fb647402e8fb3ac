internal import CFileLock
import Foundation
import Glibc

/// The file a backup is made in before it gets its name: locked by whoever makes it, so that one whose maker is dead can be told.
struct PartialCopy {
    let path: String
    let file: Int32

    private static let suffixes = ["", "-journal", "-wal", "-shm"]
    private static let magic = Data("SQLite format 3\0".utf8)

    init(for target: String) throws(StoreError) {
        path = PartialCopy.path(for: target)
        file = Glibc.open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw LastingFile.failure(target) }
        _ = try_lock_file(file, LOCK_EX)
    }

    static func path(for target: String) -> String { "\(target).\(getpid()).part" }

    func remove() {
        PartialCopy.remove(path)
        Glibc.close(file)
    }

    static func remove(_ path: String) { for suffix in suffixes { unlink(path + suffix) } }

    /// Removes what backups into the same directory left behind whose processes were killed: ours by name, by content, and by nobody
    /// holding it.
    static func removeStale(beside target: String) {
        let directory = (target as NSString).deletingLastPathComponent
        // Tidying up: a directory that cannot be read is told by the backup that wants to write there.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.isEmpty ? "." : directory)) ?? []
        for name in names where isOurs(name) {
            let path = directory.isEmpty ? name : directory + "/" + name
            let file = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
            guard file >= 0 else { continue }
            defer { Glibc.close(file) }
            guard try_lock_file(file, LOCK_EX) else { continue }
            var start = [UInt8](repeating: 0, count: magic.count)
            let count = Glibc.read(file, &start, start.count)
            if count == 0 || count == magic.count && Data(start) == magic { remove(path) }
        }
    }

    /// `NAME.PID.part`
    private static func isOurs(_ name: String) -> Bool {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count > 2 && parts.last == "part" && Int32(parts[parts.count - 2]).map { $0 > 0 } == true
    }
}

extension Store {
    /// For a process that is told to end in the middle of a backup: nothing of it stays.
    package static func abandonBackup(to target: String) { PartialCopy.remove(PartialCopy.path(for: target)) }
}
