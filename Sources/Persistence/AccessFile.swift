import Foundation
import GRDB
import Glibc

/// `access.sqlite` as a file: for its owner alone, recognised again by its inode, and made anew where it is damaged.
struct AccessFile {
    /// What tells two files of one name apart.
    struct Identity: Hashable {
        let device: UInt64
        let inode: UInt64
    }

    let directory: String

    var path: String { directory + "/" + AccessStore.fileName }
    var asidePath: String { path + ".damaged" }

    /// Nil where there is none.
    var identity: Identity? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? Identity(device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino)) : nil
    }

    /// There afterwards, 0600, and of the state's owner: made by root, it would lock the service out.
    func prepare() throws(StoreError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        var (mine, parent) = (stat(), stat())
        guard fstat(descriptor, &mine) == 0, stat(directory, &parent) == 0 else { throw failure() }
        guard mine.st_mode & S_IFMT == S_IFREG else {
            throw StoreError(code: .cannotOpen, subject: path, cause: "it is no plain file", hint: "Remove it.")
        }
        if geteuid() == 0, mine.st_uid != parent.st_uid, fchown(descriptor, parent.st_uid, parent.st_gid) != 0 { throw failure() }
        if mine.st_mode & 0o077 != 0, fchmod(descriptor, 0o600) != 0 { throw failure() }
    }

    /// Out of the way, not away: whoever wants to know what happened to it can look.
    func setAside() throws(StoreError) {
        for tail in ["-journal", "-wal", "-shm"] { unlink(path + tail) }
        guard rename(path, asidePath) == 0 || errno == ENOENT else { throw failure() }
    }

    private func failure(_ reason: Int32 = errno) -> StoreError {
        StoreError(
            code: reason == ENOSPC || reason == EROFS ? .cannotWrite : .cannotOpen, subject: path, cause: String(cString: strerror(reason)),
            hint: "Make the state directory usable for this user: `reconcile-run` runs a command as the service runs.")
    }

    /// No write-ahead log: the file is small, seldom written, and one file is simpler to remove than three.
    static let configuration: Configuration = {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "reconcile-access"
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;")
        }
        return configuration
    }()
}
