import Foundation
import Glibc

/// Who may read the state. Whoever puts a file back leaves it with the rights his tool makes (Litestream: 0644); it holds invoices and
/// contacts, and SQLite gives its log the rights of the file.
enum StateRights {
    private static let suffixes = ["", "-wal", "-shm"]

    /// Ours alone afterwards (0600). By name and not by descriptor: closing one would end the locks this process holds on the file.
    static func close(_ path: String) throws(StoreError) {
        for file in suffixes.map({ path + $0 }) {
            var facts = stat()
            guard lstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG, facts.st_mode & 0o077 != 0 else { continue }
            // One that SQLite removed meanwhile needs no rights any more.
            guard chmod(file, 0o600) != 0, errno != ENOENT else { continue }
            throw StoreError(
                code: .cannotOpen, subject: file,
                cause: "others may read it, and this user may not change that: \(String(cString: strerror(errno)))",
                hint: "Give it to the user of the service and close it: `chown reconcile:reconcile FILE; chmod 600 FILE`.")
        }
    }
}
