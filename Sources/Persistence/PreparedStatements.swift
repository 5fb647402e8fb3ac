import GRDB

// SQL compiled once per connection and kept: a pass asks the same few questions for every document, and compiling them anew was a
// quarter of its time. Not for cursors, which would share one statement with a nested question, nor for text that varies.

extension Database {
    func run(prepared sql: String, arguments: StatementArguments = StatementArguments()) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension Row {
    static func fetchOne(_ db: Database, prepared sql: String, arguments: StatementArguments = StatementArguments()) throws -> Row? {
        try fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
    }

    static func fetchAll(_ db: Database, prepared sql: String, arguments: StatementArguments = StatementArguments()) throws -> [Row] {
        try fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }
}

extension DatabaseValueConvertible where Self: StatementColumnConvertible {
    static func fetchOne(_ db: Database, prepared sql: String, arguments: StatementArguments = StatementArguments()) throws -> Self? {
        try fetchOne(db.cachedStatement(sql: sql), arguments: arguments)
    }

    static func fetchAll(_ db: Database, prepared sql: String, arguments: StatementArguments = StatementArguments()) throws -> [Self] {
        try fetchAll(db.cachedStatement(sql: sql), arguments: arguments)
    }
}

// One statement in a transaction of its own.
extension Store {
    /// For what asks one question of one statement: that is a view by itself, and beginning and ending one would be two statements more.
    func look<T>(_ work: (Database) throws -> T) throws(StoreError) -> T {
        try Store.guarded(path) {
            try queue.unsafeReentrantRead { db in
                try Store.requireOpen(db)
                return try work(db)
            }
        }
    }

    func run(_ sql: String, _ arguments: @autoclosure () throws -> StatementArguments = []) throws(StoreError) {
        try write { db in try db.run(prepared: sql, arguments: arguments()) }
    }

    func rows<T>(_ sql: String, _ arguments: @autoclosure () throws -> StatementArguments = [], _ value: (Row) throws -> T)
        throws(StoreError) -> [T]
    {
        try look { db in try Row.fetchAll(db, prepared: sql, arguments: arguments()).map(value) }
    }

    func row<T>(_ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> T) throws(StoreError) -> T? {
        try look { db in try Row.fetchOne(db, prepared: sql, arguments: arguments).map(value) }
    }

    func columns<T: DatabaseValueConvertible & StatementColumnConvertible>(_ sql: String, _ arguments: StatementArguments = [])
        throws(StoreError) -> [T]
    {
        try look { db in try T.fetchAll(db, prepared: sql, arguments: arguments) }
    }
}
