import GRDB
import Synchronization

/// Who may come in to the console: links not used yet and sessions, in a small file of its own beside the state, so that a backup of
/// the books that is put back revives no session (decision 34). The service and the command open it at the same time.
///
/// What is lost with it is that everybody logs in anew; so a damaged file is set aside and made anew, which ``wasReplaced`` says, and
/// one that somebody removed while it was open is made anew as well.
package final class AccessStore: Sendable {
    package static let fileName = "access.sqlite"

    /// Bounds of what is kept.
    package enum Bounds {
        package static let sessions = 25
        package static let keys = 100
        package static let keyMilliseconds: Int64 = 10 * 60_000
        package static let idleMilliseconds: Int64 = 12 * 3_600_000
        /// How far a clock may be set back before what lies ahead of it counts as over.
        package static let clockMilliseconds: Int64 = 5 * 60_000
        /// A used or expired key is remembered, so that it can be said why it is no good.
        static let memoryMilliseconds: Int64 = 24 * 3_600_000
        /// A session's last use is written down this often.
        static let touchMilliseconds: Int64 = 60_000
    }

    private struct Opened {
        let queue: DatabaseQueue
        let identity: AccessFile.Identity?
    }

    let file: AccessFile
    private let opened = Mutex<Opened?>(nil)
    private let replacements = Atomic(0)

    /// Nothing is opened before the first question.
    package init(directory: String) { file = AccessFile(directory: directory) }

    package var path: String { file.path }

    /// Whether a damaged file was found and set aside, by this process: everybody has to log in anew.
    package var wasReplaced: Bool { replacements.load(ordering: .relaxed) > 0 }
    /// Where the damaged file lies then.
    package var damagedPath: String { file.asidePath }

    /// A random name of this installation, in hexadecimal digits, as long as the file lives: cookies are told apart by it, for browsers
    /// do not tell the ports of a host apart.
    package func instance() throws(StoreError) -> String {
        try look { db in try String.fetchOne(db, sql: "SELECT name FROM instance") ?? "" }
    }

    /// One transaction that writes from its start, so that of two who come with the same key one is second.
    func perform<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        do throws(StoreError) {
            return try attempt(work)
        } catch {
            guard error.code == .corrupt || error.code == .altered else { throw error }
            try replace()
            return try attempt(work)
        }
    }

    /// One look that takes no lock of a writer: whoever reads a page waits for nobody who writes.
    func look<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        do throws(StoreError) {
            return try glance(work)
        } catch {
            guard error.code == .corrupt || error.code == .altered else { throw error }
            try replace()
            return try glance(work)
        }
    }

    private func glance<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        let queue = try queue()
        return try Store.guarded(path) { try queue.read(work) }
    }

    private func attempt<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        let queue = try queue()
        return try Store.guarded(path) {
            var result: T?
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    result = try work(db)
                    return .commit
                }
            }
            guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return result
        }
    }

    /// The open file, or the one that has its name now.
    private func queue() throws(StoreError) -> DatabaseQueue {
        let result: Result<DatabaseQueue, StoreError> = opened.withLock { opened in
            if let opened, let identity = opened.identity, identity == file.identity { return .success(opened.queue) }
            opened = nil
            do throws(StoreError) {
                let fresh = try open()
                opened = fresh
                return .success(fresh.queue)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private func open() throws(StoreError) -> Opened {
        try file.prepare()
        let identity = file.identity
        let queue = try Store.guarded(path) {
            let queue = try DatabaseQueue(path: path, configuration: AccessFile.configuration)
            try queue.writeWithoutTransaction { db in
                try db.inTransaction(.immediate) {
                    try settle(db)
                    return .commit
                }
            }
            return queue
        }
        return Opened(queue: queue, identity: identity)
    }

    private func settle(_ db: Database) throws {
        switch try AccessSchema.judge(db) {
        case .current: return
        case .empty: try AccessSchema.create(db, instance: AccessStore.newInstance())
        case .newer(let version):
            throw StoreError(
                code: .newerVersion, subject: path, cause: "it was written by a newer version of this program (\(version))",
                hint: "Install that version again, or remove the file: everybody then logs in anew.")
        case .altered:
            throw StoreError(
                code: .altered, subject: path, cause: "it is not as this program made it", hint: "Remove the file: everybody logs in anew.")
        }
    }

    private func replace() throws(StoreError) {
        opened.withLock { $0 = nil }
        try file.setAside()
        replacements.add(1, ordering: .relaxed)
    }

    private static func newInstance() -> String {
        let word = UInt64.random(in: .min ... .max)
        let digits = String(word, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
