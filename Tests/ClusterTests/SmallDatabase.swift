import GRDB

/// A file of SQLite with a log beside it, as a state has, and rows to count.
struct SmallDatabase {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        var configuration = Configuration()
        configuration.journalMode = .wal
        queue = try DatabaseQueue(path: path, configuration: configuration)
        try queue.write { try $0.execute(sql: "CREATE TABLE IF NOT EXISTS row (number INTEGER PRIMARY KEY)") }
    }

    func add() throws { try queue.write { try $0.execute(sql: "INSERT INTO row DEFAULT VALUES") } }

    func rows() throws -> Int { try queue.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM row") ?? 0 } }
}
