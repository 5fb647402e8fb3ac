import GRDB

/// A file of SQLite with a log beside it, as a state has, and rows to count.
struct SmallDatabase {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write {
            try $0.execute(
                sql: "CREATE TABLE IF NOT EXISTS row (number INTEGER PRIMARY KEY); CREATE TABLE IF NOT EXISTS ballast (bytes BLOB)")
        }
    }

    func add() throws { try queue.write { try $0.execute(sql: "INSERT INTO row DEFAULT VALUES") } }

    /// One row more, on pages of its own: so many of the log.
    func addPages(_ count: Int) throws {
        try queue.write { try $0.execute(sql: "INSERT INTO ballast VALUES (zeroblob(?))", arguments: [count * 4_096]) }
    }

    func complaints() throws -> [String] { try queue.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(3)") } }

    func rows() throws -> Int {
        try queue.read { try Int.fetchOne($0, sql: "SELECT (SELECT COUNT(*) FROM row) + (SELECT COUNT(*) FROM ballast)") ?? 0 }
    }
}
