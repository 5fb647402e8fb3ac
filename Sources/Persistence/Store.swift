internal import Bookkeeping
import Foundation
import GRDB
import Glibc
import Synchronization

/// The state: one SQLite file. Every method is one transaction; nothing else in the program knows SQL.
/// WAL with `synchronous=FULL`: an intent must survive the power cut that follows the request it announces.
package final class Store: Sendable {
    let queue: DatabaseQueue
    package let path: String
    /// Where the watermark lies; nil of a state in memory.
    let directory: String?
    /// The watermark as it was last written.
    let marked = Mutex<Watermark?>(nil)
    /// What the rows met so far hold.
    let values = RowValues()
    /// How far the journal was verified by this process.
    let verified = Mutex<Verified?>(nil)
    /// The pass this process is at.
    let underway = Mutex<PassUnderway?>(nil)
    /// Of a state in memory, what the heartbeat is of a file.
    let quietAt = Mutex<Instant?>(nil)
    /// Facts that wait for something to be written with.
    let waiting = Mutex<[String: String]>([:])
    /// Of a state that lies over another one, what keeps that as it is.
    let beneath: DatabaseQueue?

    package static let fileName = "reconcile.sqlite"
    private static let cacheKibibytes = 512

    init(queue: DatabaseQueue, path: String, directory: String? = nil, beneath: DatabaseQueue? = nil) {
        self.queue = queue
        self.beneath = beneath
        self.path = path
        self.directory = directory
    }

    /// Opens or creates the state in `directory` for writing, migrates it, and checks that it is what this program made and that its
    /// journal holds: what is written to either system follows from it.
    package static func open(directory: String) throws(StoreError) -> Store { try open(directory: directory, Migrations.steps) }

    static func open(directory: String, _ steps: [Migrations.Step]) throws(StoreError) -> Store {
        let path = directory + "/" + fileName
        do {
            try FileManager.default.createDirectory(
                atPath: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StoreError(
                code: .cannotWrite, subject: directory, cause: "the directory cannot be created",
                hint: "Create it for this user, or name another with STATE_DIRECTORY.")
        }
        return try guarded(path) {
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
            }
            try StateRights.close(path)
            let queue = try DatabaseQueue(path: path, configuration: configuration(.writing(path)))
            let store = Store(queue: queue, path: path, directory: directory)
            try store.migrate(steps)
            try store.verifyForWriting(steps)
            try store.takeUp()
            return store
        }
    }

    /// For what must make no state by accident. One of an older version is there as well: opening it migrates it.
    package static func requireState(in directory: String) throws(StoreError) {
        try requireReadable(directory + "/" + fileName, directory: directory)
    }

    /// A read-only view beside a running instance; the file must exist.
    package static func view(directory: String) throws(StoreError) -> Store {
        let path = directory + "/" + fileName
        try requireReadable(path, directory: directory)
        return try guarded(path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(.viewing))
            let store = Store(queue: queue, path: path, directory: directory)
            try store.queue.read { try Migrations.check($0, path: path) }
            return store
        }
    }

    /// An empty state in memory: a copy of the first one, as making it takes longer than most of what is done with it.
    package static func inMemory() throws(StoreError) -> Store {
        try guarded("memory") {
            let queue = try DatabaseQueue(configuration: configuration(.inMemory))
            try empty.get().backup(to: queue)
            return Store(queue: queue, path: "memory")
        }
    }

    private static let empty = Result {
        let queue = try DatabaseQueue(configuration: configuration(.inMemory))
        try Store(queue: queue, path: "memory").migrate()
        return queue
    }

    /// An older state is copied aside and the copy checked before anything in it is changed.
    func migrate(_ steps: [Migrations.Step] = Migrations.steps) throws {
        let migrator = Migrations.migrator(steps)
        try queue.read { try Migrations.refuseNewer($0, migrator, path: path) }
        if directory != nil, let step = try queue.read({ try Migrations.firstPending($0, steps) }) {
            try keepAside(path + ".before-\(step)")
        }
        try migrator.migrate(queue)
        try queue.read { try Migrations.check($0, steps, path: path) }
    }

    enum Use: Sendable, Hashable {
        case viewing
        /// The file of this path.
        case writing(String)
        case inMemory
    }

    /// - Parameter first: what has to be said before anything of the file is read.
    static func configuration(_ use: Use, first: String? = nil) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = use == .viewing
        configuration.busyMode = .timeout(5)
        configuration.label = "reconcile"
        configuration.prepareDatabase { db in
            if let first { try db.execute(sql: first) }
            db.add(function: Seals.function)
            db.add(function: SearchFold.function)
            if case .writing = use { try db.execute(sql: "PRAGMA journal_mode = WAL") }
            // A pass works on few pages, and the system keeps the file in memory anyway; SQLite's own two mebibytes for each
            // connection would hold what was read once, the journal above all.
            if use != .inMemory { try db.execute(sql: "PRAGMA cache_size = -\(cacheKibibytes)") }
            // Of whoever writes: a view does not wait for three statements more.
            if use == .viewing { return }
            try db.execute(sql: "PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON;")
            if case .writing(let path) = use { try db.execute(sql: LogLimits.statements(path)) }
        }
        return configuration
    }

    /// A state somebody else owns is not a missing one.
    private static func requireReadable(_ path: String, directory: String) throws(StoreError) {
        guard faccessat(AT_FDCWD, path, R_OK, AT_EACCESS) != 0 else { return }
        guard errno == EACCES || errno == EPERM else { throw missing(path) }
        let (here, owner) = (name(of: geteuid()), self.owner(of: path) ?? self.owner(of: directory))
        throw StoreError(
            code: .cannotOpen, subject: path, cause: "the user \(here) may not read it" + (owner.map { "; it belongs to \($0)" } ?? ""),
            hint: owner.map { "Run this as \($0) or as root." } ?? "Run this as the user of the service or as root.")
    }

    private static func owner(of path: String) -> String? {
        var facts = stat()
        return lstat(path, &facts) == 0 ? name(of: facts.st_uid) : nil
    }

    private static func name(of user: uid_t) -> String {
        var (entry, found) = (passwd(), UnsafeMutablePointer<passwd>?.none)
        var room = [CChar](repeating: 0, count: 4096)
        guard getpwuid_r(user, &entry, &room, room.count, &found) == 0, found != nil, let name = entry.pw_name else { return "uid \(user)" }
        return String(cString: name)
    }

    static func missing(_ path: String) -> StoreError {
        StoreError(
            code: .missing, subject: path, cause: "there is no state yet", hint: "Run `reconcile setup --start-date yyyy-MM-dd` first.")
    }

    /// What several of these methods do becomes one transaction: all of it, or nothing when `work` throws, which is thrown on. A failure
    /// of the state inside must leave `work`, or half of that method would stay.
    package func atOnce<T>(_ work: () throws -> T) throws -> T {
        var failure: (any Error)?
        do {
            return try write { _ in
                do { return try work() } catch {
                    failure = error
                    throw error
                }
            }
        } catch {
            throw failure ?? error
        }
    }

    /// Runs a transaction, or a part of the one that is open, and turns SQLite's errors into ours.
    func write<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try Store.guarded(path) {
            try queue.unsafeReentrantWrite { db in
                try Store.requireOpen(db)
                guard !db.isInsideTransaction else { return try work(db) }
                return try Store.transaction(db, "IMMEDIATE") {
                    let result = try work(db)
                    try keepPass(in: db)
                    return result
                }
            }
        }
    }

    /// One view of the whole. Not by the library's `read`, which switches a pragma before and after each view so that nothing is written
    /// in it: SQLite then compiles every statement anew, which was a third of what a pass takes.
    func read<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try Store.guarded(path) { try queue.unsafeReentrantRead { db in try Store.view(db, work) } }
    }

    /// A pass that was given up may ask on after its state was closed, and SQLite does not survive a connection that is gone.
    static func requireOpen(_ db: Database) throws {
        if db.sqliteConnection == nil { throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the state is closed") }
    }

    private static func view<T>(_ db: Database, _ work: (Database) throws -> T) throws -> T {
        try requireOpen(db)
        guard !db.isInsideTransaction else { return try work(db) }
        let changes = db.totalChangesCount
        return try transaction(db, "DEFERRED") {
            let result = try work(db)
            guard db.totalChangesCount == changes else {
                throw DatabaseError(resultCode: .SQLITE_READONLY, message: "a view of the state wrote to it")
            }
            return result
        }
    }

    /// The library's own compiles its beginning and its end each time, which for most transactions is more than what they do.
    private static func transaction<T>(_ db: Database, _ kind: String, _ work: () throws -> T) throws -> T {
        try db.cachedStatement(sql: "BEGIN \(kind) TRANSACTION").execute()
        do {
            let result = try work()
            try db.cachedStatement(sql: "COMMIT TRANSACTION").execute()
            return result
        } catch {
            // SQLite has ended it already where the file cannot be read at all.
            if db.isInsideTransaction { try db.cachedStatement(sql: "ROLLBACK TRANSACTION").execute() }
            throw error
        }
    }

    static func guarded<T>(_ path: String, _ work: () throws -> T) throws(StoreError) -> T {
        do {
            return try work()
        } catch let error as StoreError {
            throw error
        } catch let error as DatabaseError {
            throw StoreError(error, path: path)
        } catch {
            throw StoreError(code: .corrupt, subject: path, cause: "\(type(of: error))", hint: "Restore a backup, or report this.")
        }
    }
}

extension StoreError {
    /// Only SQLite's own words are kept: arguments may hold a customer's data.
    init(_ error: DatabaseError, path: String) {
        let message = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR, .SQLITE_PERM:
            self.init(
                code: .cannotWrite, subject: path, cause: message,
                hint: "Nothing was half written. Free disk space or make the file writable, then run again.")
        case .SQLITE_CANTOPEN, .SQLITE_AUTH:
            self.init(code: .cannotOpen, subject: path, cause: message, hint: "Check that the directory exists and belongs to this user.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(code: .heldByAnother, subject: path, cause: message, hint: "Another process is using the state; try again shortly.")
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.init(code: .corrupt, subject: path, cause: message, hint: "Restore a backup; the first pass after it only relinks.")
        default: self.init(code: .illegalMove, subject: path, cause: message, hint: "This is a defect of the program; please report it.")
        }
    }
}
