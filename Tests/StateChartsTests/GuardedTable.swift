import GRDB
import StateCharts

/// A database with the table of one chart under its generated guards.
struct GuardedTable<C: StateChart> {
    let database: DatabaseQueue

    private static var columns: [String] { C.Configuration.columnNames }

    init() throws {
        var configuration = Configuration()
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA recursive_triggers = ON") }
        database = try DatabaseQueue(configuration: configuration)
        try database.write { database in
            let columns = Self.columns.map { "\($0) TEXT NOT NULL" }.joined(separator: ", ")
            try database.execute(
                sql: "CREATE TABLE \(C.name) (key TEXT PRIMARY KEY, rev INTEGER NOT NULL, \(columns), last_event TEXT, note TEXT)")
            try database.execute(sql: C.sql)
        }
    }

    func insert(_ database: Database, _ key: String?, rev: Int = 0, _ configuration: C.Configuration, verb: String = "INSERT") throws {
        let marks = Self.columns.map { _ in "?" }.joined(separator: ", ")
        let values: [(any DatabaseValueConvertible)?] = [key, rev] + configuration.columnValues
        try database.execute(
            sql: "\(verb) INTO \(C.name) (key, rev, \(Self.columns.joined(separator: ", "))) VALUES (?, ?, \(marks))",
            arguments: StatementArguments(values))
    }

    /// `UPDATE … WHERE key = ?`, raising `rev` by `step`.
    func moveStatement(_ database: Database, verb: String = "UPDATE", step: Int = 1) throws -> Statement {
        let assignments = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        return try database.cachedStatement(
            sql: "\(verb) \(C.name) SET rev = rev + \(step), \(assignments), last_event = ? WHERE key = ?")
    }

    /// Read as a cursor because that resets the statement afterwards: `execute` would report a refusal again at the next use.
    func move(_ statement: Statement, _ key: String, _ event: C.Event, _ target: C.Configuration) throws {
        _ = try Row.fetchOne(statement, arguments: StatementArguments(target.columnValues + [event.rawValue, key]))
    }

    /// Whether SQLite refused with one of the guards' own messages.
    func isRefused(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return false
        } catch let error as DatabaseError {
            return error.extendedResultCode == .SQLITE_CONSTRAINT_TRIGGER && error.message?.hasPrefix(prefix(of: error)) == true
        } catch {
            return false
        }
    }

    private func prefix(of error: DatabaseError) -> String {
        error.message?.hasPrefix("chart_") == true ? "chart_\(C.name)_" : "\(C.name): "
    }
}
