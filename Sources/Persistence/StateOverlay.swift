import Foundation
import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// A state as it is now, with changes on top that nobody else sees: a gigabyte need not be copied for a few pages. SQLite's own log does
/// it. A copy of the state's log lies apart and takes what is written; the state's file is opened for reading alone, so that nothing can
/// get into it.
///
/// A reader's transaction holds the state meanwhile. As long as it does, nothing gets from the log into the file that the copied log has
/// not, and the log is begun anew at most once, which its head shows.
struct StateOverlay {
    /// Keeps what is read as it is; has to live as long.
    let holder: DatabaseQueue
    let queue: DatabaseQueue

    /// Nil for a file that has no log, or one that does not stand still: such a state has to be copied.
    /// - Parameter scratch: a new file; its name may go as soon as this returns, and that of its log.
    init?(over state: String, scratch: String) throws {
        guard try OverlayFiles.isLogged(state) else { return nil }
        var holding = Configuration()
        holding.readonly = true
        holding.busyMode = .timeout(5)
        holding.allowsUnsafeTransactions = true
        holder = try DatabaseQueue(path: state, configuration: holding)
        try holder.writeWithoutTransaction { db in
            try db.execute(sql: "BEGIN DEFERRED TRANSACTION")
            _ = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM sqlite_schema")
        }
        guard try OverlayFiles.copyLog(of: state, to: scratch) else { return nil }
        // Nobody else may look into this log, and what is in it stays in it.
        let own = Store.configuration(
            .inMemory, first: "PRAGMA locking_mode = EXCLUSIVE; PRAGMA wal_autocheckpoint = 0")
        queue = try DatabaseQueue(path: try OverlayFiles.address(of: scratch, over: state), configuration: own)
    }
}

/// SQLite's way to files but for one thing: a database whose address names another one beneath is read from that, and never written.
private enum OverlayFiles {
    private static let name = "reconcile-overlay"
    private static let beneath = "beneath"
    private static let headBytes = 32
    private static let attempts = 3

    static func address(of scratch: String, over state: String) throws -> String {
        guard registered == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: registered)) }
        // What is left of an address that cannot be spelt names no file.
        let spelt = [scratch, state].map { $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "" }
        return "file:\(spelt[0])?vfs=\(name)&\(beneath)=\(spelt[1])"
    }

    // MARK: the log

    /// Whether SQLite writes to the file by a log: bytes 18 and 19 of its head.
    static func isLogged(_ path: String) throws -> Bool {
        let file = try opened(path, O_RDONLY)
        defer { close(file) }
        var head = [UInt8](repeating: 0, count: 20)
        return pread(file, &head, head.count, 0) == head.count && head[18] == 2 && head[19] == 2
    }

    /// False where it was begun anew each time it was copied.
    static func copyLog(of state: String, to scratch: String) throws -> Bool {
        guard access(state + "-wal", F_OK) == 0 else { return true }
        let source = try opened(state + "-wal", O_RDONLY)
        defer { close(source) }
        let target = try opened(scratch + "-wal", O_WRONLY | O_CREAT | O_EXCL)
        defer { close(target) }
        for _ in 0..<attempts {
            let before = head(source)
            try copy(source, target)
            if head(source) == before { return true }
        }
        return false
    }

    private static func head(_ file: Int32) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: headBytes)
        let count = pread(file, &bytes, bytes.count, 0)
        return Array(bytes.prefix(max(0, count)))
    }

    private static func copy(_ source: Int32, _ target: Int32) throws {
        guard ftruncate(target, 0) == 0 else { throw failure() }
        var part = [UInt8](repeating: 0, count: 1 << 18)
        var place: off_t = 0
        while case let count = pread(source, &part, part.count, place), count != 0 {
            guard count > 0, pwrite(target, part, count, place) == count else { throw failure() }
            place += off_t(count)
        }
    }

    private static func opened(_ path: String, _ how: Int32) throws -> Int32 {
        let file = Glibc.open(path, how | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw failure() }
        return file
    }

    private static func failure() -> DatabaseError {
        DatabaseError(resultCode: errno == ENOSPC ? .SQLITE_FULL : .SQLITE_IOERR, message: String(cString: strerror(errno)))
    }

    // MARK: the file

    private static let registered: Int32 = {
        guard let usual = sqlite3_vfs_find(nil), let called = strdup(name) else { return SQLITE_ERROR }
        // SQLite keeps both for as long as the process lives.
        let own = UnsafeMutablePointer<sqlite3_vfs>.allocate(capacity: 1)
        own.initialize(to: usual.pointee)
        own.pointee.zName = UnsafePointer(called)
        own.pointee.pNext = nil
        own.pointee.xOpen = { _, name, file, flags, given in OverlayFiles.open(name, file, flags, given) }
        return sqlite3_vfs_register(own, 0)
    }()

    private static func open(
        _ name: UnsafePointer<CChar>?, _ file: UnsafeMutablePointer<sqlite3_file>?, _ flags: Int32, _ given: UnsafeMutablePointer<Int32>?
    ) -> Int32 {
        guard let usual = sqlite3_vfs_find(nil), let file else { return SQLITE_CANTOPEN }
        guard flags & SQLITE_OPEN_MAIN_DB != 0, let state = sqlite3_uri_parameter(name, beneath) else {
            return usual.pointee.xOpen(usual, name, file, flags, given)
        }
        let reading = flags & ~(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) | SQLITE_OPEN_READONLY
        let code = usual.pointee.xOpen(usual, state, file, reading, given)
        guard code == SQLITE_OK else { return code }
        // So that SQLite writes, which it does to the log alone.
        given?.pointee = flags
        file.pointee.pMethods = withoutLocks(file.pointee.pMethods)
        return SQLITE_OK
    }

    /// Where the methods lie, once they are made: every file has the same.
    private static let methods = Mutex<UInt>(0)

    /// This connection takes no locks on the state's file: the holder has those that are needed, and a log of one's own is nobody's.
    private static func withoutLocks(_ usual: UnsafePointer<sqlite3_io_methods>) -> UnsafePointer<sqlite3_io_methods>? {
        methods.withLock { place in
            if place == 0 {
                let own = UnsafeMutablePointer<sqlite3_io_methods>.allocate(capacity: 1)
                own.initialize(to: usual.pointee)
                // Without a memory shared with others, and without pages of the file in memory.
                own.pointee.iVersion = 1
                own.pointee.xLock = { _, _ in SQLITE_OK }
                own.pointee.xUnlock = { _, _ in SQLITE_OK }
                own.pointee.xCheckReservedLock = { _, isLocked in
                    isLocked?.pointee = 0
                    return SQLITE_OK
                }
                place = UInt(bitPattern: own)
            }
            return UnsafePointer(bitPattern: place)
        }
    }
}
